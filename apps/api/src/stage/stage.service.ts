import { Injectable } from '@nestjs/common';

import type { Stage, StageDeed } from '@holdout/contracts';

import { Audit } from '../platform/audit/audit';
import { type CourseMember, isStaff } from '../platform/auth/caller';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database/database';
import { DomainError, notFound } from '../platform/domain-error';
import { Live } from '../platform/live/live';
import { type PresentationQueue, Presentations } from '../presentations';
import { StageRepository } from './stage.repository';
import { WAITING, onStage, turned } from './stage.rules';

const MINUTE_MS = 60_000;

const topicOf = (presentationId: string): string => `stage:${presentationId}`;

/** Runs the presentations: one group at a time, by the server's clock. Nothing of it is kept in memory. */
@Injectable()
export class StageService {
  constructor(
    private readonly turns: StageRepository,
    private readonly presentations: Presentations,
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly live: Live,
    private readonly clock: Clock,
  ) {}

  async get(me: CourseMember, presentationId: string): Promise<Stage> {
    const presentation = await this.opened(me, presentationId);
    const turns = await this.turns.of(presentationId);
    return {
      presentationId,
      title: presentation.title,
      talkMs: presentation.talkMinutes * MINUTE_MS,
      questionMs: presentation.questionMinutes * MINUTE_MS,
      turns: presentation.queue.map(({ groupId, group, startsAt }) => {
        const turn = turns.get(groupId) ?? WAITING;
        return {
          ...turn,
          groupId,
          group,
          mine: groupId === me.group?.id,
          slotStartsAt: startsAt.toISOString(),
          phaseStartedAt: turn.phaseStartedAt?.toISOString() ?? null,
          pausedAt: turn.pausedAt?.toISOString() ?? null,
        };
      }),
      mayRun: isStaff(me) && !me.viewingAs,
      now: this.clock.now().toISOString(),
    };
  }

  /** Of several who do something at once, one does it; the others hear that the stage has changed. */
  run(
    me: CourseMember,
    presentationId: string,
    groupId: string,
    { deed, version }: { readonly deed: StageDeed; readonly version: number },
  ): Promise<Stage> {
    return this.database.transaction(async () => {
      await this.database.lock(topicOf(presentationId));
      const { queue, talkMinutes } = await this.opened(me, presentationId);
      if (!queue.some((each) => each.groupId === groupId)) throw notFound();
      const turns = await this.turns.of(presentationId);
      const before = turns.get(groupId) ?? WAITING;
      if (before.version !== version)
        throw new DomainError('turn-changed', 'Somebody else was quicker.');
      const busy = queue.find((each) => {
        const turn = turns.get(each.groupId);
        return each.groupId !== groupId && turn !== undefined && onStage(turn);
      });
      if (deed === 'start' && busy)
        throw new DomainError('stage-busy', 'Another group is on the stage.', {
          group: busy.group,
        });
      const after = turned(before, deed, this.clock.now(), talkMinutes * MINUTE_MS);
      if (!after) throw new DomainError('turn-changed', 'This does not fit the stage as it is.');
      await this.turns.put(presentationId, groupId, after);
      await this.live.tell(topicOf(presentationId), { groupId, deed });
      await this.record(me, groupId, `stage.${deed}`, before, after);
      return this.get(me, presentationId);
    });
  }

  async topics(me: CourseMember, presentationId: string): Promise<string[]> {
    await this.opened(me, presentationId);
    return [topicOf(presentationId)];
  }

  private async opened(me: CourseMember, presentationId: string): Promise<PresentationQueue> {
    const found = await this.presentations.get(me.courseId, presentationId);
    if (!found) throw notFound();
    return found;
  }

  private record(
    { courseId, accountId }: CourseMember,
    thingId: string,
    deed: string,
    old: unknown,
    after: unknown,
  ): Promise<void> {
    return this.audit.record({
      courseId,
      accountId,
      deed,
      thing: 'stage-turn',
      thingId,
      old,
      new: after,
    });
  }
}
