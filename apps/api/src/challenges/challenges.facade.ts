import { Injectable } from '@nestjs/common';

import type { Challenge, ChallengeState, Complaint, Warning } from '@holdout/contracts';

import { type CourseMember, isStaff } from '../platform/auth/caller';
import { Clock } from '../platform/clock';
import { directionOf, stepsOf, targetNameOf } from './challenge.mapper';
import { type FormerGroup, type Settings, type Times, stateAt, visibleTo } from './challenge.rules';
import {
  type ChallengeRow,
  ChallengesRepository,
  type Column,
  type Prepared,
  type StoredBaseline,
  type StoredFile,
  type StoredSkill,
} from './challenges.repository';
import { ChallengesService } from './challenges.service';
import { type PreparationPlan, PublishingService } from './publishing.service';
import { parseTarget, withheldColumns } from './target.rules';

export type { Column, Prepared, StoredSkill } from './challenges.repository';
export type { PreparationPlan } from './publishing.service';

export type ChallengeFacts = Settings & {
  readonly id: string;
  readonly courseId: string;
  readonly datasetId: string;
  /** At the instant of asking; of the challenge, without any group's extension. */
  readonly state: ChallengeState;
  readonly direction: 'higher' | 'lower';
  readonly targetName: string;
  /** Who read it still, and send no more. */
  readonly formerGroups: readonly FormerGroup[];
  readonly publishedAt: Date | null;
  readonly revealedAt: Date | null;
  /** [negative, positive] of a binary one; empty of numbers. */
  readonly classes: readonly string[];
  readonly features: readonly Column[];
  readonly partRows: Challenge['rows'];
  /** A strict challenge whose metric is a mean over rows tells its public figures in so many steps per unit; else null. */
  readonly steps: number | null;
  /** Their private figures are for nobody before the reveal. */
  readonly baselines: readonly StoredBaseline[];
  /** Whether there is one; its private part is for nobody before the reveal. */
  readonly skill: StoredSkill | null;
  readonly files: readonly StoredFile[];
};

/** What others may ask of challenges, and the deeds of their preparation and reveal. */
@Injectable()
export class Challenges {
  constructor(
    private readonly service: ChallengesService,
    private readonly challenges: ChallengesRepository,
    private readonly publishing: PublishingService,
    private readonly clock: Clock,
  ) {}

  /** As this member may see it: students a published one that is open to their group; anything else is not found. */
  async visible(me: CourseMember, challengeId: string): Promise<ChallengeFacts> {
    return this.factsOf(await this.service.visible(me, challengeId));
  }

  /** The same for who has read the challenge's facts already. */
  sees(
    me: CourseMember,
    challenge: Pick<ChallengeFacts, 'publishedAt' | 'groupIds' | 'formerGroups'>,
  ): boolean {
    return isStaff(me) || visibleTo(me.group?.id ?? null, challenge);
  }

  /** The state at this instant of a challenge with these times. */
  stateNow(times: Times): ChallengeState {
    return stateAt(times, this.clock.now());
  }

  async get(courseId: string, challengeId: string): Promise<ChallengeFacts> {
    return this.factsOf(await this.service.get(courseId, challengeId));
  }

  async of(courseId: string): Promise<ChallengeFacts[]> {
    return (await this.challenges.of(courseId)).map((row) => this.factsOf(row));
  }

  /** A challenge as the contract says it, for this member. */
  async answer(me: CourseMember, challengeId: string): Promise<Challenge> {
    return this.service.answer(me, await this.service.visible(me, challengeId));
  }

  /**
   * Names the groups that a published challenge is for, and no others. Who was named before or sent something here reads
   * it still. The same once more changes nothing; answers whether something changed.
   */
  openFor(
    me: CourseMember,
    challengeId: string,
    groupIds: readonly string[],
    senders: readonly string[],
  ): Promise<boolean> {
    return this.publishing.openFor(me, challengeId, groupIds, senders);
  }

  markRevealed(courseId: string, challengeId: string, at: Date): Promise<void> {
    return this.challenges.reveal(courseId, challengeId, at);
  }

  /** The columns of a dataset that some challenge predicts, or makes its target of. */
  async targetColumns(courseId: string, datasetId: string): Promise<string[]> {
    return [...withheldColumns(await this.challenges.onDataset(courseId, datasetId))];
  }

  /** Other published challenges of the dataset that predict from the same column as this one. */
  async onSameColumn(courseId: string, challengeId: string): Promise<ChallengeFacts[]> {
    const self = await this.service.get(courseId, challengeId);
    const column = parseTarget(self.target)?.column;
    const rows = await this.challenges.onDataset(courseId, self.datasetId);
    return rows
      .filter(({ id, publishedAt }) => id !== self.id && publishedAt !== null)
      .filter(({ target }) => parseTarget(target)?.column === column)
      .map((row) => this.factsOf(row));
  }

  /** Undefined when it is not (or no longer) to be prepared. */
  plan(courseId: string, challengeId: string): Promise<PreparationPlan | undefined> {
    return this.publishing.plan(courseId, challengeId);
  }

  /**
   * Publishes what was prepared, in the transaction in progress. `changed`: meanwhile another challenge on the dataset
   * took a column that these files show; prepare it again. `gone`: somebody else has it, or had.
   */
  publishPrepared(
    courseId: string,
    challengeId: string,
    attempt: number,
    prepared: Prepared,
  ): Promise<'published' | 'changed' | 'gone'> {
    return this.publishing.publishPrepared(courseId, challengeId, attempt, prepared);
  }

  /** A preparation that found what stands against publishing: a draft again, which says so. */
  returnToDraft(
    courseId: string,
    challengeId: string,
    attempt: number,
    complaints: readonly Complaint[],
    warnings: readonly Warning[],
  ): Promise<void> {
    return this.publishing.returnToDraft(courseId, challengeId, attempt, complaints, warnings);
  }

  private factsOf(row: ChallengeRow): ChallengeFacts {
    return {
      id: row.id,
      courseId: row.courseId,
      datasetId: row.datasetId,
      datasetVersionId: row.datasetVersionId,
      title: row.title,
      description: row.description,
      target: row.target,
      task: row.task,
      metric: row.metric,
      positive: row.positive,
      season: row.season,
      openness: row.openness,
      quotaPerDay: row.quotaPerDay,
      finals: row.finals,
      limits: row.limits,
      groupIds: row.groupIds,
      formerGroups: row.formerGroups,
      opensAt: row.opensAt,
      closesAt: row.closesAt,
      publishedAt: row.publishedAt,
      revealedAt: row.revealedAt,
      state: this.stateNow(row),
      direction: directionOf(row),
      targetName: targetNameOf(row),
      classes: row.classes,
      features: row.features,
      partRows: row.partRows,
      steps: stepsOf(row),
      baselines: row.baselines,
      skill: row.skill,
      files: row.files,
    };
  }
}
