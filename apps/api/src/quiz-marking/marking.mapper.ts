import type { Earned, MarkedAnswer, MarkedAttempt } from '@holdout/contracts';

import type { AnswerFacts, AttemptFacts } from '../quizzes';

const iso = (date: Date | null): string | null => date?.toISOString() ?? null;

interface Looked {
  readonly now: Date;
  readonly taker: MarkedAttempt['taker'];
  readonly submittedBy: MarkedAttempt['submittedBy'];
  readonly earned: Earned | null;
  readonly answers: readonly AnswerFacts[];
  readonly counts: boolean;
}

export function toMarkedAttempt(attempt: AttemptFacts, looked: Looked): MarkedAttempt {
  const { now, taker, submittedBy, earned, answers, counts } = looked;
  const { endsAt, submittedAt } = attempt;
  const over = endsAt !== null && now >= endsAt;
  return {
    id: attempt.id,
    number: attempt.number,
    taker,
    state: submittedAt !== null ? 'submitted' : over ? 'over' : 'open',
    startedAt: attempt.startedAt.toISOString(),
    endsAt: iso(endsAt),
    submittedAt: iso(submittedAt),
    submittedBy,
    earned,
    points: attempt.points,
    answered: answers.filter(({ answer }) => answer !== null).length,
    questions: answers.filter(({ type }) => type !== 'description').length,
    waiting: attempt.waiting,
    counts,
  };
}

type Judged = Omit<
  MarkedAnswer,
  | 'questionId'
  | 'points'
  | 'answer'
  | 'version'
  | 'markedBy'
  | 'markedAt'
  | 'comment'
  | 'rubric'
  | 'turns'
  | 'clientAt'
  | 'savedAt'
  | 'spentMs'
>;

export function toMarkedAnswer(
  row: AnswerFacts,
  judged: Judged,
  turns: MarkedAnswer['turns'],
): MarkedAnswer {
  return {
    ...judged,
    questionId: row.questionId,
    points: row.points,
    answer: row.answer,
    version: row.version,
    markedBy: row.byHandName,
    markedAt: iso(row.markedAt),
    comment: row.comment,
    rubric: [...row.rubric],
    turns,
    clientAt: iso(row.clientAt),
    savedAt: iso(row.savedAt),
    spentMs: row.spentMs,
  };
}
