import { Injectable } from '@nestjs/common';

import { type BodyOf, type Profile, datasetRoutes } from '@holdout/contracts';

import { Audit } from '../platform/audit/audit';
import { type CourseMember, isStaff } from '../platform/auth/caller';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database/database';
import { DomainError, notFound } from '../platform/domain-error';
import type { Upload } from '../platform/http/upload';
import { Ids } from '../platform/ids';
import { Live } from '../platform/live/live';
import { Hints } from '../platform/queue/hints';
import { type DatasetRow, DatasetsRepository, type VersionRow } from './datasets.repository';
import { againstDictionary, withoutColumns } from './profile.rules';
import { shownToStudents, splitRefusal } from './version.rules';

type NewDataset = BodyOf<typeof datasetRoutes.create>;
type DatasetChange = BodyOf<typeof datasetRoutes.update>;
type SplitBody = BodyOf<typeof datasetRoutes.split>;

@Injectable()
export class DatasetsService {
  constructor(
    private readonly datasets: DatasetsRepository,
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly live: Live,
    private readonly hints: Hints,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  async get(courseId: string, datasetId: string): Promise<DatasetRow> {
    const row = await this.datasets.find(courseId, datasetId);
    if (!row) throw notFound();
    return row;
  }

  create(me: CourseMember, given: NewDataset): Promise<DatasetRow> {
    return this.database.transaction(async () => {
      const row: DatasetRow = {
        id: this.ids.next(),
        courseId: me.courseId,
        ...given,
        createdAt: this.clock.now(),
      };
      await this.datasets.insert(row);
      await this.record(me, 'dataset.created', row.id, null, { name: given.name });
      return row;
    });
  }

  update(me: CourseMember, datasetId: string, change: DatasetChange): Promise<DatasetRow> {
    return this.database.transaction(async () => {
      const before = await this.get(me.courseId, datasetId);
      const given = Object.fromEntries(
        Object.entries(change).filter(([, value]) => value !== undefined),
      );
      const after = { ...before, ...given };
      await this.datasets.update(after);
      await this.record(me, 'dataset.changed', datasetId, textsOf(before), textsOf(after));
      return after;
    });
  }

  remove(me: CourseMember, datasetId: string): Promise<void> {
    return this.database.transaction(async () => {
      const { name } = await this.get(me.courseId, datasetId);
      await this.database.lock(`dataset:${datasetId}`);
      const used = (await this.datasets.challengesOn(me.courseId)).find(
        (challenge) => challenge.datasetId === datasetId,
      );
      if (used)
        throw new DomainError('dataset-in-use', 'A challenge uses this dataset.', {
          challenge: used.title,
        });
      await this.datasets.remove(datasetId, this.clock.now());
      await this.record(me, 'dataset.removed', datasetId, { name }, null);
    });
  }

  restore(me: CourseMember, datasetId: string): Promise<DatasetRow> {
    return this.database.transaction(async () => {
      if (!(await this.datasets.restore(me.courseId, datasetId))) throw notFound();
      const row = await this.get(me.courseId, datasetId);
      await this.record(me, 'dataset.restored', datasetId, null, { name: row.name });
      return row;
    });
  }

  /** The file is on disk already. Whether it is a table at all, the worker finds out. */
  addVersion(
    me: CourseMember,
    datasetId: string,
    { blob, filename }: Pick<Upload<typeof datasetRoutes.upload>, 'blob' | 'filename'>,
  ): Promise<VersionRow> {
    return this.database.transaction(async () => {
      await this.get(me.courseId, datasetId);
      await this.database.lock(`dataset:${datasetId}`);
      const id = this.ids.next();
      await this.datasets.insertVersion({
        id,
        datasetId,
        blob: blob.sha256,
        filename,
        bytes: blob.bytes,
        createdAt: this.clock.now(),
      });
      await this.record(me, 'dataset.uploaded', datasetId, null, { filename, bytes: blob.bytes });
      await this.announce(me.courseId, datasetId, id);
      return this.version(me.courseId, datasetId, id);
    });
  }

  async version(courseId: string, datasetId: string, versionId: string): Promise<VersionRow> {
    const row = await this.datasets.findVersion(courseId, versionId);
    if (row?.datasetId !== datasetId) throw notFound();
    return row;
  }

  /** Of all rows for staff; for students of the training rows, and not there before there are any. */
  async profile(me: CourseMember, datasetId: string, versionId: string): Promise<Profile> {
    const version = await this.version(me.courseId, datasetId, versionId);
    const { dictionary } = await this.get(me.courseId, datasetId);
    if (isStaff(me)) {
      const profile = await this.datasets.profile(version.id, 'staff');
      if (!profile)
        throw new DomainError('dataset-not-ready', 'This version has no profile.', {
          state: version.state,
        });
      return againstDictionary(profile, dictionary);
    }
    const profile = await this.datasets.profile(version.id, 'students');
    if (!profile || !shownToStudents([version])) throw notFound();
    const seen = againstDictionary(profile, dictionary);
    return withoutColumns(seen, await this.datasets.clusterColumns(datasetId));
  }

  /** Once. A version whose rows the plan cannot part may be asked for again with another plan. */
  split(
    me: CourseMember,
    datasetId: string,
    versionId: string,
    { seed, ...asked }: SplitBody,
  ): Promise<VersionRow> {
    return this.database.transaction(async () => {
      await this.database.lock(`dataset:${datasetId}`);
      const version = await this.version(me.courseId, datasetId, versionId);
      const refusal = splitRefusal(version, asked);
      if (refusal)
        throw new DomainError(
          refusal.code,
          'This version cannot be split so.',
          { state: version.state },
          refusal.faults,
        );
      const plan = { ...asked, seed: seed ?? this.ids.secret() };
      await this.datasets.askForSplit(versionId, plan);
      await this.record(me, 'dataset.split', datasetId, null, { versionId, ...plan });
      await this.announce(me.courseId, datasetId, versionId);
      return this.version(me.courseId, datasetId, versionId);
    });
  }

  private async announce(courseId: string, datasetId: string, versionId: string): Promise<void> {
    await this.live.tell(`course:${courseId}:staff`, { what: 'dataset', id: datasetId });
    await this.database.afterCommit(() => this.hints.due('dataset', versionId));
  }

  private record(
    { courseId, accountId }: CourseMember,
    deed: string,
    thingId: string,
    before: unknown,
    after: unknown,
  ): Promise<void> {
    return this.audit.record({
      courseId,
      accountId,
      deed,
      thing: 'dataset',
      thingId,
      old: before,
      new: after,
    });
  }
}

const textsOf = ({ name, description, source, licence }: DatasetRow) => ({
  name,
  description,
  source,
  licence,
});
