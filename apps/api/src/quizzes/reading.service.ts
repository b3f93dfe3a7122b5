import { Injectable } from '@nestjs/common';

import type { AttemptSummary, Quiz } from '@holdout/contracts';

import { Extensions } from '../extensions';
import { type CourseMember, isStaff } from '../platform/auth/caller';
import { Clock } from '../platform/clock';
import { AllowancesService } from './allowances.service';
import { takerOf } from './answers.service';
import { AssemblingService } from './assembling.service';
import { type AttemptRow, AttemptsRepository } from './attempts.repository';
import { EndingsService } from './endings.service';
import { countingOf } from './marking.rules';
import { earnedIn, toQuiz, toSummary } from './quiz.mapper';
import { type Released, endOf, releasedTo, startRefusal } from './quiz.rules';
import { type QuizRow, QuizzesRepository } from './quizzes.repository';
import { QuizzesService } from './quizzes.service';

type Mine = NonNullable<Quiz['mine']>;

/** What is mine of many quizzes, gathered at once. */
interface Gathered {
  readonly now: Date;
  readonly attempts: ReadonlyMap<string, readonly AttemptRow[]>;
  readonly deadlines: ReadonlyMap<string, Date | null>;
  readonly lastDeadlines: ReadonlyMap<string, Date | null>;
  readonly extraSeconds: ReadonlyMap<string, number>;
}

/** Quizzes as who asks may see them. */
@Injectable()
export class ReadingService {
  constructor(
    private readonly quizzes: QuizzesRepository,
    private readonly service: QuizzesService,
    private readonly attempts: AttemptsRepository,
    private readonly allowances: AllowancesService,
    private readonly extensions: Extensions,
    private readonly endings: EndingsService,
    private readonly assembling: AssemblingService,
    private readonly clock: Clock,
  ) {}

  async list(me: CourseMember, removed: boolean): Promise<Quiz[]> {
    await this.endings.endDue(me.courseId);
    const rows = await this.service.list(me, removed);
    return isStaff(me) ? this.forStaff(me, rows) : this.forTaker(me, rows);
  }

  /** One quiz, with what a list leaves out: what stands against publishing, and which models it reads. */
  async answer(me: CourseMember, row: QuizRow): Promise<Quiz> {
    await this.endings.endDue(me.courseId);
    const [quiz] = isStaff(me) ? await this.forStaff(me, [row]) : await this.forTaker(me, [row]);
    const { staff, mine, ...rest } = quiz!;
    return {
      ...rest,
      staff: staff && { ...staff, complaints: await this.service.faults(row) },
      mine: mine && (await this.withModels(me, row, mine)),
    };
  }

  /** What is shown to its takers of an attempt, now. */
  async releasedOf(quiz: QuizRow, attempt: AttemptRow, me: CourseMember): Promise<Released> {
    if (attempt.submittedAt === null) return 'hidden';
    const all = await this.attempts.ofTaker(quiz.id, takerOf(me));
    const gathered = await this.gather(me, [quiz], new Map([[quiz.id, all]]));
    return released(quiz, attempt, all, gathered);
  }

  private async forStaff(me: CourseMember, rows: readonly QuizRow[]): Promise<Quiz[]> {
    const [counts, lastDeadlines] = await Promise.all([
      this.quizzes.counts(me.courseId),
      this.allowances.lastDeadlines(me.courseId, rows),
    ]);
    const byQuiz = new Map(counts.map((each) => [each.quizId, each]));
    const now = this.clock.now();
    return rows.map((row) => {
      const { open = 0, submitted = 0, waiting = 0, requests = 0 } = byQuiz.get(row.id) ?? {};
      return toQuiz(row, {
        now,
        lastDeadline: lastDeadlines.get(row.id) ?? null,
        mine: null,
        staff: {
          entries: [...row.entries],
          seed: row.seed,
          complaints: [],
          counts: { open, submitted, waiting, requests },
          removedAt: row.removedAt?.toISOString() ?? null,
        },
      });
    });
  }

  private async forTaker(me: CourseMember, rows: readonly QuizRow[]): Promise<Quiz[]> {
    const all = await this.attempts.allOfTaker(me.courseId, takerOf(me));
    const gathered = await this.gather(
      me,
      rows,
      Map.groupBy(all, ({ quizId }) => quizId),
    );
    return rows.map((row) =>
      toQuiz(row, {
        now: gathered.now,
        lastDeadline: gathered.lastDeadlines.get(row.id) ?? null,
        mine: mineOf(row, gathered),
        staff: null,
      }),
    );
  }

  private async gather(
    me: CourseMember,
    rows: readonly QuizRow[],
    attempts: ReadonlyMap<string, readonly AttemptRow[]>,
  ): Promise<Gathered> {
    const ends = new Map(rows.map(({ id, closesAt }) => [id, closesAt]));
    const { group } = me;
    const people = group
      ? ((await this.attempts.peopleOfGroups([group.id])).get(group.id) ?? [])
      : [];
    const together = people.map(({ memberId }) => memberId);
    const [deadlines, lastDeadlines, mine, ours] = await Promise.all([
      group ? this.extensions.deadlinesFor('quiz', group.id, ends) : ends,
      this.allowances.lastDeadlines(me.courseId, rows),
      this.quizzes.extraSeconds(me.courseId, [me.memberId]),
      this.quizzes.extraSeconds(me.courseId, [me.memberId, ...together]),
    ]);
    const extraSeconds = new Map(
      rows.map(({ id, takenBy }) => [id, (takenBy === 'group' ? ours : mine).get(id) ?? 0]),
    );
    return { now: this.clock.now(), attempts, deadlines, lastDeadlines, extraSeconds };
  }

  private async withModels(me: CourseMember, row: QuizRow, mine: Mine): Promise<Mine> {
    const choices = await this.assembling.choices(me, row);
    const missing = choices.some(({ submissions }) => submissions.length === 0);
    return {
      ...mine,
      models: choices.map(({ submissions, ...challenge }) => ({
        ...challenge,
        submissions: submissions.map(({ receivedAt, ...each }) => ({
          ...each,
          receivedAt: receivedAt.toISOString(),
        })),
      })),
      refusal: mine.refusal ?? (missing ? 'model-missing' : null),
    };
  }
}

function mineOf(quiz: QuizRow, gathered: Gathered): Mine {
  const { now } = gathered;
  const attempts = gathered.attempts.get(quiz.id) ?? [];
  const deadline = gathered.deadlines.get(quiz.id) ?? null;
  const extraSeconds = gathered.extraSeconds.get(quiz.id) ?? 0;
  const summaries = attempts.map((attempt): AttemptSummary => {
    return toSummary(attempt, released(quiz, attempt, attempts, gathered), now);
  });
  const open = attempts.some(({ submittedAt }) => submittedAt === null);
  const refusal = open
    ? 'attempt-open'
    : startRefusal({ quiz, now, deadline, used: attempts.length });
  const shown = attempts.filter((_, i) => summaries[i]!.released !== 'hidden');
  const counting =
    shown.length === attempts.filter(({ submittedAt }) => submittedAt !== null).length
      ? countingOf(shown, quiz.counts)
      : null;
  return {
    closesAt: deadline?.toISOString() ?? null,
    extraSeconds,
    endsIfStartedNow:
      refusal === null
        ? (endOf(now, quiz.limitSeconds, extraSeconds, deadline)?.toISOString() ?? null)
        : null,
    attempts: summaries,
    attemptsLeft: Math.max(0, quiz.attempts - attempts.length),
    refusal,
    models: [],
    earned: counting && earnedIn(counting),
  };
}

function released(
  quiz: QuizRow,
  attempt: AttemptRow,
  all: readonly AttemptRow[],
  { now, deadlines, lastDeadlines }: Gathered,
): Released {
  const deadline = deadlines.get(quiz.id) ?? null;
  const unfinished = all.some(({ submittedAt }) => submittedAt === null);
  return releasedTo({
    release: quiz.release,
    releasedAt: quiz.releasedAt,
    lastDeadline: lastDeadlines.get(quiz.id) ?? null,
    submitted: attempt.submittedAt !== null,
    mayTryAgain: unfinished || startRefusal({ quiz, now, deadline, used: all.length }) === null,
    now,
  });
}
