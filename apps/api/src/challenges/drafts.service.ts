import { Injectable } from '@nestjs/common';

import { type BodyOf, type Complaint, challengeRoutes } from '@holdout/contracts';

import { Groups } from '../groups';
import { Audit } from '../platform/audit/audit';
import type { CourseMember } from '../platform/auth/caller';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database/database';
import { DomainError, notFound } from '../platform/domain-error';
import { Ids } from '../platform/ids';
import { type Settings, changedFields, dateFaults, editRefusal } from './challenge.rules';
import { type ChallengeRow, ChallengesRepository } from './challenges.repository';
import { ChallengesService } from './challenges.service';

type NewChallenge = BodyOf<typeof challengeRoutes.create>;
type ChallengeChange = BodyOf<typeof challengeRoutes.update>;

/** Writing a challenge, and what may still be changed of it later. */
@Injectable()
export class DraftsService {
  constructor(
    private readonly service: ChallengesService,
    private readonly challenges: ChallengesRepository,
    private readonly groups: Groups,
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  create(me: CourseMember, given: NewChallenge): Promise<ChallengeRow> {
    return this.database.transaction(async () => {
      const settings = withDates(given);
      const version = await this.service.splitVersion(me.courseId, settings.datasetVersionId);
      await this.database.lock(`dataset:${version.datasetId}`);
      await this.assertGroups(me.courseId, settings.groupIds);
      const faults = dateFaults(settings);
      if (faults.length > 0) throw invalid(faults);
      const id = this.ids.next();
      await this.service.assertNotHeld(me.courseId, version.datasetId, {
        id,
        target: settings.target,
        task: settings.task,
      });
      await this.challenges.insert({
        id,
        courseId: me.courseId,
        ...settings,
        createdAt: this.clock.now(),
      });
      await this.record(me, 'challenge.drafted', id, null, { title: given.title });
      return this.service.get(me.courseId, id);
    });
  }

  update(me: CourseMember, id: string, change: ChallengeChange): Promise<ChallengeRow> {
    return this.database.transaction(async () => {
      const before = await this.service.locked(me.courseId, id);
      const after = changedSettings(before, change);
      const refusal = editRefusal(before, after, this.clock.now());
      if (refusal)
        throw new DomainError(refusal.code, 'This challenge cannot change so.', {}, refusal.faults);
      const changed = changedFields(settingsOf(before), after);
      if (changed.includes('groupIds')) await this.assertGroups(me.courseId, after.groupIds);
      if (before.publishedAt === null) {
        const version = await this.service.splitVersion(me.courseId, after.datasetVersionId);
        // On another dataset the draft is another challenge's neighbour: hold that one still too.
        await this.database.lock(`dataset:${version.datasetId}`);
        await this.service.assertNotHeld(me.courseId, version.datasetId, {
          id,
          target: after.target,
          task: after.task,
        });
      }
      await this.challenges.update(id, after);
      const of = (settings: Settings) =>
        Object.fromEntries(changed.map((field) => [field, settings[field]]));
      await this.record(me, 'challenge.changed', id, of(before), of(after));
      return this.service.get(me.courseId, id);
    });
  }

  remove(me: CourseMember, id: string): Promise<void> {
    return this.database.transaction(async () => {
      const row = await this.service.locked(me.courseId, id);
      this.service.assertDraft(row);
      await this.challenges.remove(id, this.clock.now());
      await this.record(me, 'challenge.removed', id, { title: row.title }, null);
    });
  }

  restore(me: CourseMember, id: string): Promise<ChallengeRow> {
    return this.database.transaction(async () => {
      if (!(await this.challenges.restore(me.courseId, id))) throw notFound();
      const { datasetId, datasetVersionId, target, task, title } = await this.service.locked(
        me.courseId,
        id,
      );
      await this.service.splitVersion(me.courseId, datasetVersionId); // which may be gone since
      await this.service.assertNotHeld(me.courseId, datasetId, { id, target, task });
      await this.record(me, 'challenge.restored', id, null, { title });
      return this.service.get(me.courseId, id);
    });
  }

  private async assertGroups(courseId: string, groupIds: readonly string[]): Promise<void> {
    if (groupIds.length === 0) return;
    const known = new Set((await this.groups.activeIn(courseId)).map(({ id }) => id));
    const faults = groupIds
      .filter((id) => !known.has(id))
      .map((value) => ({ code: 'group-unknown', column: 'groupIds', value }));
    if (faults.length > 0) throw invalid(faults);
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
      thing: 'challenge',
      thingId,
      old: before,
      new: after,
    });
  }
}

function invalid(faults: readonly Complaint[]): DomainError {
  return new DomainError('invalid-request', 'Some fields cannot be so.', {}, faults);
}

const dateOf = (instant: string | null): Date | null =>
  instant === null ? null : new Date(instant);

function withDates({ opensAt, closesAt, ...given }: NewChallenge): Settings {
  return { ...given, opensAt: dateOf(opensAt), closesAt: dateOf(closesAt) };
}

function changedSettings(before: Settings, change: ChallengeChange): Settings {
  const { opensAt, closesAt, ...rest } = change;
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
  return {
    ...settingsOf(before),
    ...given,
    ...(opensAt !== undefined && { opensAt: dateOf(opensAt) }),
    ...(closesAt !== undefined && { closesAt: dateOf(closesAt) }),
  };
}

/** Of a row, what an instructor decides and nothing else. */
function settingsOf(row: Settings): Settings {
  return {
    title: row.title,
    description: row.description,
    opensAt: row.opensAt,
    closesAt: row.closesAt,
    datasetVersionId: row.datasetVersionId,
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
  };
}
