import { isDeepStrictEqual } from 'node:util';

import { Injectable } from '@nestjs/common';

import { type AnswerSaved, type BodyOf, attemptRoutes } from '@holdout/contracts';

import type { CourseMember } from '../platform/auth/caller';
import { Clock } from '../platform/clock';
import { DomainError, notFound } from '../platform/domain-error';
import { Live } from '../platform/live/live';
import { attemptEvent, topicOf } from './attempt-events';
import { type AnswerRow, AttemptsRepository, type Change, type Taker } from './attempts.repository';
import { type AttemptTimes, attemptStateAt } from './quiz.rules';

type Given = BodyOf<typeof attemptRoutes.answer>;

/** Takes answers in. What it acknowledges is stored; the clock is the server's. */
@Injectable()
export class AnswersService {
  constructor(
    private readonly attempts: AttemptsRepository,
    private readonly live: Live,
    private readonly clock: Clock,
  ) {}

  async save(
    me: CourseMember,
    attemptId: string,
    questionId: string,
    given: Given,
  ): Promise<AnswerSaved> {
    const at = this.clock.now();
    const { answer } = given;
    const change: Change = {
      questionId,
      answer,
      version: given.version,
      clientAt: given.clientAt === null ? null : new Date(given.clientAt),
      spentMs: given.spentMs,
    };
    const stored = await this.attempts.save(me.courseId, attemptId, takerOf(me), change, at);
    if (!stored) return this.whyNot(me, attemptId, change, at);
    const { version, groupId } = stored;
    if (groupId !== null) await this.tell(me, attemptId, { questionId, answer, version }, at);
    const savedAt = at.toISOString();
    return { questionId, outcome: 'saved', version, answer, savedAt, savedBy: null };
  }

  /** One after the other, each with its own outcome: what does not fit holds up nothing of the rest. */
  async saveAll(
    me: CourseMember,
    attemptId: string,
    answers: readonly (Given & { readonly questionId: string })[],
  ): Promise<AnswerSaved[]> {
    const outcomes: AnswerSaved[] = [];
    for (const { questionId, ...given } of answers)
      try {
        outcomes.push(await this.save(me, attemptId, questionId, given));
      } catch (refusal) {
        if (!(refusal instanceof DomainError) || refusal.code === 'attempt-over') throw refusal;
        const nothing = { version: 0, answer: null, savedAt: null, savedBy: null };
        outcomes.push({ questionId, outcome: 'refused', ...nothing });
      }
    return outcomes;
  }

  /** Told to the others of the group, and kept nowhere. */
  async present(me: CourseMember, attemptId: string, questionId: string | null): Promise<void> {
    const attempt = await this.attempts.find(me.courseId, attemptId);
    if (!attempt || !takesPart(takerOf(me), attempt)) throw notFound();
    if (attempt.groupId === null) return;
    const by = await this.attempts.person(me.memberId);
    const event = attemptEvent('presence', this.clock.now(), { questionId, by: by ?? null });
    await this.live.tell(topicOf(attempt.id), event);
  }

  private async tell(
    me: CourseMember,
    attemptId: string,
    what: Pick<AnswerSaved, 'questionId' | 'answer' | 'version'>,
    at: Date,
  ): Promise<void> {
    const by = await this.attempts.person(me.memberId);
    await this.live.tell(
      topicOf(attemptId),
      attemptEvent('answer', at, { ...what, by: by ?? null }),
    );
  }

  /**
   * Nothing was stored: the attempt is not theirs, or over; the question is not of it; or the answer stands already. The
   * same answer again is an earlier try whose answer was lost on its way: it is acknowledged.
   */
  private async whyNot(
    me: CourseMember,
    attemptId: string,
    { questionId, answer }: Change,
    at: Date,
  ): Promise<AnswerSaved> {
    const attempt = await this.attempts.find(me.courseId, attemptId);
    if (!attempt || !takesPart(takerOf(me), attempt)) throw notFound();
    const row = await this.attempts.answerOf(attemptId, questionId);
    if (!row) throw notFound();
    if (answer && answer.type !== row.type)
      throw new DomainError('answer-unfit', 'This answer does not fit the question.', {
        type: row.type,
      });
    const stands = row.version > 0 && isDeepStrictEqual(answer, row.answer);
    if (!stands && attemptStateAt(attempt, at) === 'submitted') throw over(attempt, at);
    return asItStands(row, stands ? 'saved' : 'conflict');
  }
}

function over({ submittedAt, endsAt }: AttemptTimes, now: Date): DomainError {
  return new DomainError('attempt-over', 'The attempt is over; it takes no more answers.', {
    endsAt: (submittedAt ?? endsAt)?.toISOString() ?? null,
    now: now.toISOString(),
  });
}

function asItStands(row: AnswerRow, outcome: AnswerSaved['outcome']): AnswerSaved {
  const { questionId, version, answer, savedAt, savedBy, savedByName } = row;
  return {
    questionId,
    outcome,
    version,
    answer,
    savedAt: savedAt?.toISOString() ?? null,
    savedBy: savedBy === null ? null : { memberId: savedBy, name: savedByName ?? '' },
  };
}

export const takerOf = ({ memberId, group }: CourseMember): Taker => ({
  memberId,
  groupId: group?.id ?? null,
});

/** Whether it is this person's attempt, or that of their group. */
export const takesPart = (
  taker: Taker,
  attempt: { readonly memberId: string | null; readonly groupId: string | null },
): boolean =>
  attempt.memberId === taker.memberId ||
  (attempt.groupId !== null && attempt.groupId === taker.groupId);
