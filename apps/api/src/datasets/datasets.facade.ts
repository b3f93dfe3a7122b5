import { Injectable } from '@nestjs/common';

import type { ColumnType, Dataset, DatasetVersionState } from '@holdout/contracts';

import { notFound } from '../platform/domain-error';
import { type DatasetRow, DatasetsRepository, type StoredSplit } from './datasets.repository';
import { DatasetsService } from './datasets.service';
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

/** What others may ask of datasets. */
@Injectable()
export class Datasets {
  constructor(
    private readonly datasets: DatasetsService,
    private readonly rows: DatasetsRepository,
  ) {}

  get(courseId: string, datasetId: string): Promise<DatasetRow> {
    return this.datasets.get(courseId, datasetId);
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
