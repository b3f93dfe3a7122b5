import { Injectable } from '@nestjs/common';

import { type CourseMember, isStaff } from '../platform/auth/caller';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database/database';
import { DomainError, notFound } from '../platform/domain-error';
import { Ids } from '../platform/ids';
import { AllowancesService } from './allowances.service';
import { takerOf, takesPart } from './answers.service';
import { AssemblingService } from './assembling.service';
import { type AttemptRow, AttemptsRepository } from './attempts.repository';
import { EndingsService } from './endings.service';
import { endOf, startRefusal } from './quiz.rules';
import { type QuizRow, QuizzesRepository } from './quizzes.repository';

type ChosenModels = readonly { readonly challengeId: string; readonly submissionId: string }[];

/** Begins attempts, and says whose they are. */
@Injectable()
export class AttemptsService {
  constructor(
    private readonly quizzes: QuizzesRepository,
    private readonly attempts: AttemptsRepository,
    private readonly allowances: AllowancesService,
    private readonly endings: EndingsService,
    private readonly assembling: AssemblingService,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  /** A new one, or the one that is open: for all of a group together the same, however often it is begun. */
  async start(me: CourseMember, quizId: string, models: ChosenModels): Promise<AttemptRow> {
    await this.endings.endDue(me.courseId);
    return this.database.transaction(async () => {
      const quiz = await this.quizzes.hold(me.courseId, quizId);
      if (quiz?.publishedAt == null) throw notFound();
      const taker = takerOf(me);
      const together = quiz.takenBy === 'group' ? taker.groupId : null;
      await this.attempts.lock(quizId, together ?? me.memberId);
      const before = await this.attempts.ofTaker(quizId, taker);
      const open = before.find(({ submittedAt }) => submittedAt === null);
      if (open) return open;
      const row = await this.newAttempt(me, quiz, together, before);
      const { answers, ...asked } = await this.assembling.questionsOf(me, quiz, row.seed, models);
      const attempt = { ...row, ...asked };
      await this.attempts.insert(attempt, answers);
      return attempt;
    });
  }

  /** Of this person or their group; anything else is not there. */
  async own(me: CourseMember, attemptId: string): Promise<AttemptRow> {
    await this.endings.endDue(me.courseId);
    const attempt = await this.attempts.find(me.courseId, attemptId);
    if (!attempt || isStaff(me) || !takesPart(takerOf(me), attempt)) throw notFound();
    if (!(await this.quizzes.find(me.courseId, attempt.quizId))) throw notFound();
    return attempt;
  }

  async submit(me: CourseMember, attemptId: string): Promise<void> {
    const { id } = await this.own(me, attemptId);
    const by = await this.attempts.person(me.memberId);
    if (by) await this.endings.submit(id, by);
  }

  private async newAttempt(
    me: CourseMember,
    quiz: QuizRow,
    groupId: string | null,
    before: readonly AttemptRow[],
  ): Promise<AttemptRow> {
    const now = this.clock.now();
    const people = groupId === null ? [me.memberId] : await this.membersOf(groupId);
    const terms = await this.allowances.termsOf(quiz, me.group?.id ?? null, people);
    const { deadline, extraSeconds } = terms;
    const refusal = startRefusal({ quiz, now, deadline, used: before.length });
    if (refusal)
      throw new DomainError(refusal, 'This quiz cannot be begun now.', {
        opensAt: quiz.opensAt?.toISOString() ?? null,
        closesAt: deadline?.toISOString() ?? null,
        attempts: quiz.attempts,
      });
    const id = this.ids.next();
    return {
      id,
      courseId: quiz.courseId,
      quizId: quiz.id,
      groupId,
      memberId: groupId === null ? me.memberId : null,
      number: Math.max(0, ...before.map(({ number }) => number)) + 1,
      // Nobody can know another's order or variant from the quiz's shown seed, and staff can draw it again.
      seed: `${quiz.seed}/${id}`,
      startedBy: me.memberId,
      startedAt: now,
      endsAt: endOf(now, quiz.limitSeconds, extraSeconds, deadline),
      submittedAt: null,
      submittedBy: null,
      points: 0,
      earned: null,
      waiting: 0,
      models: [],
    };
  }

  private async membersOf(groupId: string): Promise<string[]> {
    const people = await this.attempts.peopleOfGroups([groupId]);
    return (people.get(groupId) ?? []).map(({ memberId }) => memberId);
  }
}
