import type { AttemptSummary, Earned, Quiz } from '@holdout/contracts';

import type { AttemptRow } from './attempts.repository';
import { toEarned } from './marking.rules';
import { type Released, attemptStateAt, lastArrival, sizeOf, stateAt } from './quiz.rules';
import type { QuizRow } from './quizzes.repository';

const iso = (date: Date | null): string | null => date?.toISOString() ?? null;

export interface Looked {
  readonly now: Date;
  /** The last end of anybody. */
  readonly lastDeadline: Date | null;
  readonly mine: Quiz['mine'];
  readonly staff: Quiz['staff'];
}

export function toQuiz(row: QuizRow, { now, lastDeadline, mine, staff }: Looked): Quiz {
  const { questions, points } = sizeOf(row.entries);
  const releasedAt =
    row.release === 'close'
      ? lastArrival(lastDeadline)
      : row.release === 'hand'
        ? row.releasedAt
        : null;
  return {
    id: row.id,
    title: row.title,
    instructions: row.instructions,
    opensAt: iso(row.opensAt),
    closesAt: iso(row.closesAt),
    takenBy: row.takenBy,
    order: row.order,
    limitSeconds: row.limitSeconds,
    attempts: row.attempts,
    counts: row.counts,
    release: row.release,
    activityId: row.activityId,
    state: stateAt(row, now),
    questions,
    points,
    publishedAt: iso(row.publishedAt),
    releasedAt: iso(releasedAt),
    mine,
    staff,
  };
}

/** What a taker reads of an attempt in a list: figures only once they are released. */
export function toSummary(row: AttemptRow, released: Released, now: Date): AttemptSummary {
  const shown = released !== 'hidden';
  return {
    id: row.id,
    number: row.number,
    state: attemptStateAt(row, now),
    startedAt: row.startedAt.toISOString(),
    endsAt: iso(row.endsAt),
    submittedAt: iso(row.submittedAt),
    earned: shown ? earnedIn(row) : null,
    waiting: shown ? row.waiting : 0,
    released,
  };
}

export const earnedIn = ({ earned }: Pick<AttemptRow, 'earned'>): Earned | null => toEarned(earned);
