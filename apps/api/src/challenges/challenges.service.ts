import { Injectable } from '@nestjs/common';

import type { Challenge, ChallengeFile } from '@holdout/contracts';

import { Datasets, type VersionFacts } from '../datasets';
import { Extensions } from '../extensions';
import { type CourseMember, isStaff } from '../platform/auth/caller';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database/database';
import { DomainError, notFound } from '../platform/domain-error';
import { onDataset, toChallenge } from './challenge.mapper';
import { filesOpenIn, stateAt, visibleTo } from './challenge.rules';
import { type ChallengeRow, ChallengesRepository, type StoredFile } from './challenges.repository';
import { heldByStudents } from './target.rules';

/** What challenges there are, for whom, and what holds of them all. */
@Injectable()
export class ChallengesService {
  constructor(
    private readonly challenges: ChallengesRepository,
    private readonly datasets: Datasets,
    private readonly extensions: Extensions,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async get(courseId: string, id: string): Promise<ChallengeRow> {
    const row = await this.challenges.find(courseId, id);
    if (!row) throw notFound();
    return row;
  }

  /** As this member may see it; what is not for them is not there. */
  async visible(me: CourseMember, id: string): Promise<ChallengeRow> {
    const row = await this.get(me.courseId, id);
    if (!isStaff(me) && !visibleTo(me.group?.id ?? null, row)) throw notFound();
    return row;
  }

  async list(me: CourseMember): Promise<Challenge[]> {
    const all = await this.challenges.of(me.courseId);
    const seen = all.filter((row) => isStaff(me) || visibleTo(me.group?.id ?? null, row));
    return this.answers(me, seen, all);
  }

  async answer(me: CourseMember, row: ChallengeRow): Promise<Challenge> {
    const all =
      row.publishedAt === null ? await this.challenges.onDataset(me.courseId, row.datasetId) : [];
    const [answer] = await this.answers(me, [row], all);
    if (!answer) throw notFound();
    return answer;
  }

  async file(me: CourseMember, id: string, name: ChallengeFile): Promise<StoredFile> {
    const row = await this.visible(me, id);
    const file = row.files.find((each) => each.name === name);
    if (!file || row.publishedAt === null) throw notFound();
    if (!isStaff(me) && !filesOpenIn(stateAt(row, this.clock.now())))
      throw new DomainError('challenge-not-open', 'The files are there when the challenge opens.', {
        opensAt: row.opensAt?.toISOString() ?? null,
      });
    return file;
  }

  private async answers(
    me: CourseMember,
    rows: readonly ChallengeRow[],
    all: readonly ChallengeRow[],
  ): Promise<Challenge[]> {
    const now = this.clock.now();
    const groupId = me.group?.id ?? null;
    const ends = new Map(rows.map(({ id, closesAt }) => [id, closesAt]));
    const own =
      groupId === null || isStaff(me)
        ? ends
        : await this.extensions.deadlinesFor('challenge', groupId, ends);
    return rows.map((row) =>
      toChallenge(
        row,
        all.filter(({ datasetId }) => datasetId === row.datasetId),
        isStaff(me)
          ? { as: 'staff', now }
          : { as: 'student', now, groupId, closesAt: own.get(row.id) ?? null },
      ),
    );
  }

  /** Read again once nobody else can change what stands on the same dataset. */
  async locked(courseId: string, id: string): Promise<ChallengeRow> {
    const { datasetId } = await this.get(courseId, id);
    await this.database.lock(`dataset:${datasetId}`);
    return this.get(courseId, id);
  }

  assertDraft(row: ChallengeRow): void {
    const state = stateAt(row, this.clock.now());
    if (state !== 'draft')
      throw new DomainError('challenge-published', 'Only a draft can do this.', { state });
  }

  /** A version of this course that challenges can stand on. */
  async splitVersion(courseId: string, versionId: string): Promise<VersionFacts> {
    const version = await this.datasets.version(courseId, versionId);
    if (version.state !== 'ready' || version.splitState !== 'made')
      throw new DomainError(
        'dataset-not-ready',
        'Split this version of the dataset first; a challenge stands on a split.',
        { state: version.state, split: version.splitState },
      );
    return version;
  }

  async assertNotHeld(
    courseId: string,
    datasetId: string,
    self: Pick<ChallengeRow, 'id' | 'target' | 'task'>,
  ): Promise<void> {
    const others = await this.challenges.onDataset(courseId, datasetId);
    const held = heldByStudents(self, others.map(onDataset));
    if (held)
      throw new DomainError(
        'target-held-by-students',
        'Students hold this column as a feature of a published challenge; its held-out values are not held out.',
        held,
      );
  }
}
