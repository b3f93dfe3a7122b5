import { Injectable } from '@nestjs/common';

import type { ResponseOf, quizRoutes } from '@holdout/contracts';

import { Extensions } from '../extensions';
import { Groups } from '../groups';
import { Audit } from '../platform/audit/audit';
import type { CourseMember } from '../platform/auth/caller';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database/database';
import { DomainError, notFound } from '../platform/domain-error';
import { Live } from '../platform/live/live';
import { attemptEvent, topicOf } from './attempt-events';
import { type AttemptRow, AttemptsRepository } from './attempts.repository';
import { endOf } from './quiz.rules';
import { type QuizRow, QuizzesRepository } from './quizzes.repository';

type Allowances = ResponseOf<typeof quizRoutes.allowances>;

export interface Terms {
  /** Null: it has no end. */
  readonly deadline: Date | null;
  readonly extraSeconds: number;
}

/** Who has longer; what follows of it for attempts that are open. */
@Injectable()
export class AllowancesService {
  constructor(
    private readonly quizzes: QuizzesRepository,
    private readonly attempts: AttemptsRepository,
    private readonly extensions: Extensions,
    private readonly groups: Groups,
    private readonly database: Database,
    private readonly live: Live,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  async of(courseId: string, quizId: string): Promise<Allowances> {
    const [rows, groups, extraTimes] = await Promise.all([
      this.extensions.of(courseId, 'quiz', quizId),
      this.groups.activeIn(courseId),
      this.quizzes.extraTimes(courseId, quizId),
    ]);
    const names = new Map(groups.map(({ id, name }) => [id, name]));
    return {
      extensions: rows.flatMap(({ groupId, until, reason }) => {
        const group = names.get(groupId);
        return group === undefined ? [] : [{ groupId, group, until: until.toISOString(), reason }];
      }),
      extraTimes: [...extraTimes],
    };
  }

  extend(
    me: CourseMember,
    quizId: string,
    groupId: string,
    until: Date | null,
    reason: string,
  ): Promise<void> {
    return this.database.transaction(async () => {
      const quiz = await this.locked(me.courseId, quizId);
      const groups = await this.groups.activeIn(me.courseId);
      if (!groups.some(({ id }) => id === groupId)) throw notFound();
      if (until && quiz.closesAt && until <= quiz.closesAt)
        throw new DomainError('invalid-request', 'An extension ends after the quiz.', {}, [
          { code: 'extension-not-longer', column: 'until', expected: quiz.closesAt.toISOString() },
        ]);
      await this.extensions.set(me, 'quiz', quizId, groupId, until, reason);
      await this.retime(quiz);
    });
  }

  extraTime(
    me: CourseMember,
    quizId: string,
    memberId: string,
    seconds: number,
    reason: string,
  ): Promise<void> {
    return this.database.transaction(async () => {
      const quiz = await this.locked(me.courseId, quizId);
      const before = await this.quizzes.extraTimes(me.courseId, quizId);
      if (!(await this.quizzes.isStudent(me.courseId, memberId))) throw notFound();
      await this.quizzes.putExtraTime({
        quizId,
        courseId: me.courseId,
        memberId,
        seconds,
        reason,
        createdAt: this.clock.now(),
      });
      await this.audit.record({
        courseId: me.courseId,
        accountId: me.accountId,
        deed: 'quiz.extra-time',
        thing: 'quiz',
        thingId: quizId,
        old: { memberId, seconds: before.find((row) => row.memberId === memberId)?.seconds ?? 0 },
        new: { memberId, seconds },
        why: reason,
      });
      await this.retime(quiz);
    });
  }

  /** On what terms these people answer: a group's end, and the most extra time that one of them has. */
  async termsOf(
    quiz: QuizRow,
    groupId: string | null,
    memberIds: readonly string[],
  ): Promise<Terms> {
    const deadline =
      groupId === null
        ? quiz.closesAt
        : await this.extensions.deadlineFor('quiz', quiz.id, groupId, quiz.closesAt);
    const extra = await this.quizzes.extraSeconds(quiz.courseId, memberIds);
    return { deadline, extraSeconds: extra.get(quiz.id) ?? 0 };
  }

  /** The last end of anybody; null where the quiz has none. */
  async lastDeadline(quiz: QuizRow): Promise<Date | null> {
    return latest(quiz.closesAt, await this.extensions.of(quiz.courseId, 'quiz', quiz.id));
  }

  /** The same for all of a course. */
  async lastDeadlines(
    courseId: string,
    quizzes: readonly QuizRow[],
  ): Promise<Map<string, Date | null>> {
    const given = Map.groupBy(
      await this.extensions.all(courseId, 'quiz'),
      ({ thingId }) => thingId,
    );
    return new Map(
      quizzes.map(({ id, closesAt }) => [id, latest(closesAt, given.get(id) ?? [])] as const),
    );
  }

  /** Attempts that are open end by the terms that hold now, and whoever is in them hears of it. */
  async retime(quiz: QuizRow): Promise<void> {
    const open = (await this.attempts.ofQuiz(quiz.id)).filter(
      ({ submittedAt }) => submittedAt === null,
    );
    const ends = new Map<string, Date | null>();
    for (const attempt of open) {
      const end = await this.endFor(quiz, attempt);
      if (end?.getTime() !== attempt.endsAt?.getTime()) ends.set(attempt.id, end);
    }
    if (ends.size === 0) return;
    await this.attempts.setEnds(ends);
    const at = this.clock.now();
    for (const [id, end] of ends)
      await this.live.tell(topicOf(id), attemptEvent('time', at, { endsAt: end }));
  }

  private async endFor(quiz: QuizRow, attempt: AttemptRow): Promise<Date | null> {
    const { groupId, memberId } = await this.takerOf(attempt);
    const people =
      attempt.groupId === null
        ? [memberId]
        : ((await this.attempts.peopleOfGroups([attempt.groupId])).get(attempt.groupId) ?? []).map(
            (person) => person.memberId,
          );
    const { deadline, extraSeconds } = await this.termsOf(quiz, groupId, people);
    return endOf(attempt.startedAt, quiz.limitSeconds, extraSeconds, deadline);
  }

  /** A person answers with the extension of the group that they are in now. */
  private async takerOf({ groupId, memberId, startedBy }: AttemptRow) {
    const person = memberId ?? startedBy;
    return {
      memberId: person,
      groupId: groupId ?? (await this.attempts.groupsOf([person])).get(person) ?? null,
    };
  }

  private async locked(courseId: string, quizId: string): Promise<QuizRow> {
    const quiz = await this.quizzes.lock(courseId, quizId);
    if (!quiz) throw notFound();
    return quiz;
  }
}

function latest(base: Date | null, extensions: readonly { readonly until: Date }[]): Date | null {
  if (base === null) return null;
  return extensions.reduce((last, { until }) => (until > last ? until : last), base);
}
