import type {
  Answer,
  AnswerMark,
  Complaint,
  QuestionContent,
  ResponseOf,
  Solution,
  Variant,
  questionRoutes,
} from '@holdout/contracts';
import { drawVariant, feedbackOf, filled, markAnswer, solutionOf, viewOf } from '@holdout/grading';

type Preview = ResponseOf<typeof questionRoutes.preview>;

export interface Trial {
  readonly seed: string;
  readonly decimalMark: ',' | '.';
  readonly answer: Answer | null;
}

/** What a student would see and earn. A computed question has no figure here, so it is seen and not marked. */
export function previewOf(
  content: QuestionContent,
  faults: Complaint[],
  { seed, decimalMark, answer }: Trial,
): Preview {
  const drawn = drawVariant(content, seed);
  if (!drawn.ok) return { faults, variant: null, seen: null, solution: null, mark: null };
  const { variant } = drawn;
  return {
    faults,
    variant: { values: { ...variant.values }, resolved: variant.resolved },
    seen: viewOf(content, { variant, seed, shuffle: true, decimalMark }),
    solution: {
      answer: solutionOf(content, variant) as Solution['answer'],
      generalFeedback: filled(content.generalFeedback, variant, decimalMark),
    },
    mark: answer && markOf(content, { variant, decimalMark }, answer),
  };
}

function markOf(
  content: QuestionContent,
  reading: { readonly variant: Variant; readonly decimalMark: ',' | '.' },
  answer: Answer,
): AnswerMark {
  const mark = markAnswer(content, reading.variant, answer);
  const keyed = 'share' in mark;
  return {
    state: mark.state,
    share: keyed ? mark.share.toFraction() : null,
    parts: keyed
      ? mark.parts.map(({ id, right, share }) => ({ id, right, share: share.toFraction() }))
      : [],
    feedback: feedbackOf(content, reading, mark),
  };
}
