import { Injectable } from '@nestjs/common';

import type { ColumnType, Dataset, DatasetVersionState } from '@holdout/contracts';

import { type CourseMember, isStaff } from '../platform/auth/caller';
import { DomainError, notFound } from '../platform/domain-error';
import type { StoredBlob } from '../platform/storage/blobs';
import {
  type DatasetRow,
  DatasetsRepository,
  type StoredSplit,
  type VersionRow,
} from './datasets.repository';
import { DatasetsService } from './datasets.service';
import { type Strongest, strongest } from './profile.rules';
import type { SplitState } from './version.rules';

export interface VersionFacts {
  readonly id: string;
  readonly datasetId: string;
  readonly datasetName: string;
  readonly dictionary: Dataset['dictionary'];
  readonly number: number;
  readonly state: DatasetVersionState;
  /** The uploaded file, with every label: for the worker. */
  readonly blob: string;
  readonly rows: number | null;
  readonly columns: readonly { readonly name: string; readonly type: ColumnType }[];
  readonly split: StoredSplit | null;
  readonly splitState: SplitState;
}

/** A dataset among others: no more of it than this member may see on its own page. */
export interface Glimpse {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly source: string;
  readonly licence: string;
  /** The newest version that could be read. */
  readonly version: {
    readonly id: string;
    readonly rows: number | null;
    readonly types: readonly ColumnType[];
    readonly missing: { readonly cells: number; readonly of: number } | null;
    /** Cells beyond Tukey's fences. */
    readonly outliers: number | null;
    readonly correlation: Strongest | null;
  } | null;
}

/** What others may ask of datasets, and the deed of taking one in. */
@Injectable()
export class Datasets {
  constructor(
    private readonly datasets: DatasetsService,
    private readonly rows: DatasetsRepository,
  ) {}

  get(courseId: string, datasetId: string): Promise<DatasetRow> {
    return this.datasets.get(courseId, datasetId);
  }

  /** Of the whole course, by what they are called by: the oldest first. */
  of(courseId: string): Promise<DatasetRow[]> {
    return this.rows.of(courseId);
  }

  async glimpses(me: CourseMember, datasetIds: readonly string[]): Promise<Glimpse[]> {
    const [all, versions] = await Promise.all([
      this.rows.of(me.courseId),
      this.rows.versionsOf(me.courseId, null),
    ]);
    const seen = all.filter(({ id }) => datasetIds.includes(id));
    return Promise.all(
      seen.map(async ({ id, name, description, source, licence }) => {
        const newest = versions.findLast((each) => each.datasetId === id && each.state === 'ready');
        return {
          id,
          name,
          description,
          source,
          licence,
          version: newest
            ? { id: newest.id, rows: newest.rowCount, ...(await this.figures(me, newest)) }
            : null,
        };
      }),
    );
  }

  /** Staff read all rows; students what the profile of the training rows says, once there is one. */
  private async figures(
    me: CourseMember,
    { id, datasetId, columns }: VersionRow,
  ): Promise<Omit<NonNullable<Glimpse['version']>, 'id' | 'rows'>> {
    const profile = await this.datasets.profile(me, datasetId, id).catch((refusal: unknown) => {
      if (refusal instanceof DomainError) return null; // none to be seen yet
      throw refusal;
    });
    if (!profile) {
      const types = isStaff(me) ? columns.map(({ type }) => type) : [];
      return { types, missing: null, outliers: null, correlation: null };
    }
    return {
      types: profile.columns.map(({ type }) => type),
      missing: {
        cells: profile.columns.reduce((sum, { missing }) => sum + missing, 0),
        of: profile.rows * profile.columns.length,
      },
      outliers: profile.columns.reduce((sum, { outliers }) => sum + (outliers ?? 0), 0),
      correlation: strongest(profile.correlation),
    };
  }

  /** A file that lies in the store becomes the first version of a new dataset; it is profiled in the background. */
  async takeIn(
    me: CourseMember,
    {
      name,
      description,
      source,
      licence,
    }: Pick<DatasetRow, 'name' | 'description' | 'source' | 'licence'>,
    file: { readonly blob: StoredBlob; readonly filename: string },
  ): Promise<string> {
    const { id } = await this.datasets.create(me, {
      name,
      description,
      source,
      licence,
      dictionary: [],
    });
    await this.datasets.addVersion(me, id, file);
    return id;
  }

  async version(courseId: string, versionId: string): Promise<VersionFacts> {
    const row = await this.rows.findVersion(courseId, versionId);
    if (!row) throw notFound();
    const { name, dictionary } = await this.get(courseId, row.datasetId);
    const { id, datasetId, number, state, blob, rowCount, columns, split, splitState } = row;
    return {
      id,
      datasetId,
      datasetName: name,
      dictionary,
      number,
      state,
      blob,
      rows: rowCount,
      columns,
      split,
      splitState,
    };
  }
}
