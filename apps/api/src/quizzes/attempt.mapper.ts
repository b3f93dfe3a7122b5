import type {
  Attempt,
  AttemptQuestion,
  QuestionContent,
  QuestionReview,
  Solution,
} from '@holdout/contracts';
import { feedbackOf, filled, solutionOf, viewOf } from '@holdout/grading';

import type { AnswerRow, AttemptRow, PersonRow } from './attempts.repository';
import { earnedOf, keyMark } from './marking.rules';
import { toSummary } from './quiz.mapper';
import type { Released } from './quiz.rules';
import type { QuizRow } from './quizzes.repository';

export interface Shown {
  readonly quiz: QuizRow;
  readonly attempt: AttemptRow;
  readonly answers: readonly AnswerRow[];
  /** By version: those that were asked and those that marked. */
  readonly contents: ReadonlyMap<string, QuestionContent>;
  readonly people: readonly PersonRow[];
  readonly released: Released;
  readonly decimalMark: ',' | '.';
  readonly now: Date;
}

/** An attempt for its takers. Before the release a question is only its view, which has no place for a key. */
export function toAttempt(shown: Shown): Attempt {
  const { quiz, attempt, released, now } = shown;
  return {
    ...toSummary(attempt, released, now),
    quizId: quiz.id,
    title: quiz.title,
    instructions: quiz.instructions,
    takenBy: quiz.takenBy,
    people: [...shown.people],
    submittedBy: shown.people.find(({ memberId }) => memberId === attempt.submittedBy) ?? null,
    points: attempt.points,
    questions: shown.answers.map((row) => toQuestion(row, shown)),
    models: [...attempt.models],
    now: now.toISOString(),
  };
}

function toQuestion(row: AnswerRow, shown: Shown): AttemptQuestion {
  const { attempt, contents, released, decimalMark } = shown;
  const asked = contents.get(row.askedVersionId)!;
  return {
    questionId: row.questionId,
    question: viewIn(attempt, row, asked, decimalMark),
    answer: row.answer,
    version: row.version,
    savedAt: row.savedAt?.toISOString() ?? null,
    savedBy: row.savedBy === null ? null : { memberId: row.savedBy, name: row.savedByName ?? '' },
    review: released === 'hidden' ? null : toReview(row, shown),
  };
}

/** A question as this attempt asks it: its variant, its order, its points. */
export function viewIn(
  { seed }: Pick<AttemptRow, 'seed'>,
  row: Pick<AnswerRow, 'questionId' | 'variant' | 'points'>,
  content: QuestionContent,
  decimalMark: ',' | '.',
): AttemptQuestion['question'] {
  const { variant, points, questionId } = row;
  const view = viewOf(content, {
    variant,
    seed: `${seed}/${questionId}`,
    shuffle: true,
    decimalMark,
  });
  return { ...view, points };
}

function toReview(row: AnswerRow, { contents, released, decimalMark }: Shown): QuestionReview {
  const content = contents.get(row.markedVersionId ?? row.askedVersionId)!;
  const all = released === 'solutions';
  const judgement = judged(row, content, decimalMark);
  return {
    ...judgement,
    // Which part was right, and what the key says to it, give the key away to who may try again.
    parts: all ? judgement.parts : [],
    feedback: all ? judgement.feedback : [],
    comment: row.comment,
    rubric: [...row.rubric],
    solution: all ? solutionIn(row, content, decimalMark) : null,
  };
}

export function solutionIn(
  { variant }: Pick<AnswerRow, 'variant'>,
  content: QuestionContent,
  decimalMark: ',' | '.',
): Solution {
  return {
    answer: solutionOf(content, variant) as Solution['answer'],
    generalFeedback: filled(content.generalFeedback, variant, decimalMark),
  };
}

/** What was earned and what the key says of it; where a person or a ruling says otherwise, the key is silent. */
export function judged(
  row: AnswerRow,
  content: QuestionContent,
  decimalMark: ',' | '.',
): Pick<QuestionReview, 'state' | 'earned' | 'parts' | 'feedback' | 'by'> {
  const mark = keyMark(content, row);
  const share = 'share' in mark ? mark.share.toFraction() : null;
  const keyed = row.byHand === null && share === row.share;
  return {
    state: row.byHand === null ? (row.markState ?? mark.state) : 'marked',
    earned: earnedOf(row.points, row.share),
    parts:
      keyed && 'parts' in mark
        ? mark.parts.map(({ id, right, share: part }) => ({ id, right, share: part.toFraction() }))
        : [],
    feedback: keyed ? feedbackOf(content, { variant: row.variant, decimalMark }, mark) : [],
    by: row.byHand === null ? 'key' : 'hand',
  };
}
