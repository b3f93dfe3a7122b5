import { ONE, ZERO } from './exact';
import { markChoice, markMultiple } from './mark-choices';
import { markCloze } from './mark-cloze';
import { markComputed, markNumeric } from './mark-numeric';
import { markMatching, markOrdering } from './mark-order';
import { markShortText } from './mark-short-text';
import { type AnswerMark, UNANSWERED, marked } from './marked';
import type { Answer, Question, Variant } from './question';

type Of<T, K> = Extract<T, { readonly type: K }>;
type Marker<K> = (question: Of<Question, K>, variant: Variant, answer: Of<Answer, K>) => AnswerMark;

const MARKERS: { readonly [K in Answer['type']]: Marker<K> } = {
  single: ({ options }, _, { option }) => markChoice(options, option),
  multiple: (question, _, { options }) => markMultiple(question, options),
  true_false: ({ correct }, _, { value }) =>
    marked(value === correct ? ONE : ZERO, [String(value)]),
  numeric: markNumeric,
  short_text: (question, _, { text }) => markShortText(question, text),
  matching: (question, _, { pairs }) => markMatching(question, pairs),
  ordering: (question, _, { order }) => markOrdering(question, order),
  cloze: (question, variant, { gaps }) => markCloze(question, variant, gaps),
  essay: () => ({ state: 'manual' }),
  computed: markComputed,
};

/**
 * Marks an answer by the question's key, in the attempt's variant. Exact, deterministic, and blind to the order in which
 * options were shown. Undefined, blank or of another type is `unanswered`; ids that the key does not know earn nothing.
 * A description has no points and is `unanswered` always.
 */
export function markAnswer(
  question: Question,
  variant: Variant,
  answer: Answer | undefined,
): AnswerMark {
  if (answer?.type !== question.type || isBlank(answer)) return UNANSWERED;
  // The types were just seen to be one; the table says so per type, which the compiler cannot follow through an index.
  const mark: (question: never, variant: Variant, answer: never) => AnswerMark =
    MARKERS[answer.type];
  return mark(question as never, variant, answer as never);
}

/** Whether nothing was answered: what counts as skipped in the statistics, and is asked about before handing in. */
export function isBlank(answer: Answer): boolean {
  switch (answer.type) {
    case 'single':
      return answer.option === null;
    case 'multiple':
      return answer.options.length === 0;
    case 'true_false':
      return answer.value === null;
    case 'numeric':
    case 'short_text':
    case 'essay':
    case 'computed':
      return answer.text.trim() === '';
    case 'matching':
      return answer.pairs.length === 0;
    case 'ordering':
      return answer.order.length === 0;
    case 'cloze':
      return answer.gaps.every(({ text }) => text.trim() === '');
  }
}
