import { Injectable } from '@nestjs/common';

import type { Complaint, Dataset, Warning } from '@holdout/contracts';
import { METRICS_OF_TASK } from '@holdout/ml/metrics';

import { Datasets } from '../datasets';
import { Audit } from '../platform/audit/audit';
import type { CourseMember } from '../platform/auth/caller';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database/database';
import { DomainError } from '../platform/domain-error';
import { Live } from '../platform/live/live';
import { Hints } from '../platform/queue/hints';
import { currentFeatures, onDataset } from './challenge.mapper';
import { type Audience, type Settings, publishingFaults, renamed } from './challenge.rules';
import {
  type ChallengeRow,
  ChallengesRepository,
  type Column,
  type Prepared,
} from './challenges.repository';
import { ChallengesService } from './challenges.service';
import { type TargetFacts, heldByStudents, parseTarget } from './target.rules';

/** What the worker needs to know to prepare a challenge. */
export interface PreparationPlan {
  readonly id: string;
  readonly courseId: string;
  readonly title: string;
  readonly task: Settings['task'];
  readonly metric: Settings['metric'];
  readonly positive: string | null;
  readonly season: number | null;
  readonly target: TargetFacts;
  /** What it was asked with: the rule as it was written. */
  readonly rule: string | null;
  readonly features: readonly Column[];
  readonly version: {
    readonly id: string;
    readonly blob: string;
    readonly dictionary: Dataset['dictionary'];
    readonly columns: readonly Column[];
    readonly split: { readonly method: string; readonly column: string | null };
  };
}

/** From a draft to a published challenge: asked for here, made by the worker, published when everything is there. */
@Injectable()
export class PublishingService {
  constructor(
    private readonly service: ChallengesService,
    private readonly challenges: ChallengesRepository,
    private readonly datasets: Datasets,
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly live: Live,
    private readonly hints: Hints,
    private readonly clock: Clock,
  ) {}

  /** Answers while the worker makes the files; it is published when they are there, or a draft again with complaints. */
  publish(me: CourseMember, id: string): Promise<ChallengeRow> {
    return this.database.transaction(async () => {
      const row = await this.service.locked(me.courseId, id);
      this.service.assertDraft(row);
      const version = await this.service.splitVersion(me.courseId, row.datasetVersionId);
      const now = this.clock.now();
      const faults = publishingFaults(
        row,
        { columns: version.columns, splitMethod: version.split?.method ?? null },
        METRICS_OF_TASK,
        now,
      );
      if (faults.length > 0)
        throw new DomainError(
          'challenge-not-publishable',
          'This challenge cannot be published as it is.',
          {},
          faults,
        );
      await this.service.assertNotHeld(me.courseId, row.datasetId, row);
      await this.challenges.askToPrepare(id, now);
      await this.audit.record({
        courseId: me.courseId,
        accountId: me.accountId,
        deed: 'challenge.publish-asked',
        thing: 'challenge',
        thingId: id,
        new: { title: row.title },
      });
      await this.tell(me.courseId, id);
      await this.database.afterCommit(() => this.hints.due('challenge', id));
      return this.service.get(me.courseId, id);
    });
  }

  async openFor(
    me: CourseMember,
    id: string,
    groupIds: readonly string[],
    senders: readonly string[],
  ): Promise<boolean> {
    const before = await this.service.locked(me.courseId, id);
    const after = renamed(before, groupIds, senders, this.clock.now());
    const textOf = ({ groupIds: named, formerGroups }: Audience) =>
      JSON.stringify([[...named].sort(), formerGroups.map((former) => former.id).sort()]);
    if (before.publishedAt === null || textOf(before) === textOf(after)) return false;
    await this.challenges.rename(id, after);
    await this.audit.record({
      courseId: me.courseId,
      accountId: me.accountId,
      deed: 'challenge.groups-named',
      thing: 'challenge',
      thingId: id,
      old: { groupIds: before.groupIds },
      new: after,
    });
    return true;
  }

  /** Undefined when it is not (or no longer) to be prepared. */
  async plan(courseId: string, challengeId: string): Promise<PreparationPlan | undefined> {
    const row = await this.challenges.find(courseId, challengeId);
    if (row?.preparingSince == null || row.publishedAt !== null) return undefined;
    const target = parseTarget(row.target);
    const version = await this.datasets.version(courseId, row.datasetVersionId);
    const neighbours = await this.challenges.onDataset(courseId, row.datasetId);
    if (!target || !version.split) return undefined;
    const { id, title, task, metric, positive, season } = row;
    const { blob, dictionary, columns, split } = version;
    return {
      id,
      courseId,
      title,
      task,
      metric,
      positive,
      season,
      target,
      rule: row.target.kind === 'rule' ? row.target.rule : null,
      features: currentFeatures(row, neighbours),
      version: { id: version.id, blob, dictionary, columns, split },
    };
  }

  /**
   * Publishes what was prepared, in the transaction in progress. `changed`: meanwhile another challenge on the dataset
   * took a column that these files show; prepare it again. `gone`: somebody else has it, or had.
   */
  async publishPrepared(
    courseId: string,
    challengeId: string,
    attempt: number,
    prepared: Prepared,
  ): Promise<'published' | 'changed' | 'gone'> {
    const row = await this.stillPreparing(courseId, challengeId, attempt);
    if (!row) return 'gone';
    const neighbours = await this.challenges.onDataset(courseId, row.datasetId);
    const features = currentFeatures(row, neighbours).map(({ name }) => name);
    const shown = prepared.features.map(({ name }) => name);
    if (features.join('\0') !== shown.join('\0')) return 'changed';
    const held = heldByStudents(row, neighbours.map(onDataset));
    if (held) {
      const complaint = {
        code: 'target-held-by-students',
        column: held.column,
        value: held.challenge,
      };
      await this.returnToDraft(courseId, challengeId, attempt, [complaint], []);
      return 'gone';
    }
    const at = this.clock.now();
    await this.challenges.publish(challengeId, prepared, at);
    await this.audit.record({
      courseId,
      accountId: null,
      deed: 'challenge.published',
      thing: 'challenge',
      thingId: challengeId,
      new: { title: row.title, at },
    });
    await this.tell(courseId, challengeId);
    await this.live.tell(`course:${courseId}`, { what: 'challenge', id: challengeId });
    return 'published';
  }

  /** A preparation that found what stands against publishing: a draft again, which says so. */
  async returnToDraft(
    courseId: string,
    challengeId: string,
    attempt: number,
    complaints: readonly Complaint[],
    warnings: readonly Warning[],
  ): Promise<void> {
    if (!(await this.stillPreparing(courseId, challengeId, attempt))) return;
    await this.challenges.backToDraft(challengeId, complaints, warnings);
    await this.tell(courseId, challengeId);
  }

  private async stillPreparing(
    courseId: string,
    challengeId: string,
    attempt: number,
  ): Promise<ChallengeRow | undefined> {
    const seen = await this.challenges.find(courseId, challengeId);
    if (!seen) return undefined;
    await this.database.lock(`dataset:${seen.datasetId}`);
    const row = await this.challenges.find(courseId, challengeId);
    return row?.preparingSince != null && row.attempts === attempt ? row : undefined;
  }

  private tell(courseId: string, id: string): Promise<void> {
    return this.live.tell(`course:${courseId}:staff`, { what: 'challenge', id });
  }
}
