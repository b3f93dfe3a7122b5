import { ONE, ZERO, bestOf, decimalText, shareOf } from './exact';
import { evaluate } from './formula';
import type { AnswerMark } from './marked';
import type { Answer, Gap, NumericKey, Question, TypedNumber, Variant } from './question';
import { filled } from './question-texts';

type Solver<K> = (
  question: Extract<Question, { readonly type: K }>,
  variant: Variant,
) => Answer | null;

const SOLVERS: { readonly [K in Question['type']]: Solver<K> } = {
  single: ({ options }) => ({ type: 'single', option: best(options)?.id ?? null }),
  multiple: ({ options, rule }) => ({
    type: 'multiple',
    options: options
      .filter(({ correct, weight }) => (rule === 'weights' ? shareOf(weight).gt(ZERO) : correct))
      .map(({ id }) => id),
  }),
  true_false: ({ correct }) => ({ type: 'true_false', value: correct }),
  numeric: (question, variant) => {
    const number = numberOf(question, variant);
    return number && { type: 'numeric', ...number };
  },
  short_text: ({ answers }) => ({ type: 'short_text', text: best(answers)?.text ?? '' }),
  matching: ({ items }) => ({
    type: 'matching',
    pairs: items.map(({ id, target }) => ({ item: id, target })),
  }),
  ordering: ({ items }) => ({ type: 'ordering', order: items.map(({ id }) => id) }),
  cloze: ({ gaps }, variant) => ({
    type: 'cloze',
    gaps: gaps.map((gap) => gapSolution(gap, variant)),
  }),
  computed: (_, { resolved }) =>
    resolved === null ? null : { type: 'computed', text: resolved, reading: 'decimal' },
  essay: () => null,
  description: () => null,
};

/**
 * An answer that earns everything, or the most there is to earn, in the attempt's variant. Null where a person marks,
 * nothing is asked, or the key has a fault.
 */
export function solutionOf(question: Question, variant: Variant): Answer | null {
  const solve: (question: never, variant: Variant) => Answer | null = SOLVERS[question.type];
  return solve(question as never, variant);
}

function gapSolution(gap: Gap, variant: Variant): { gap: string } & TypedNumber {
  switch (gap.kind) {
    case 'numeric':
      return { gap: gap.id, ...(numberOf(gap, variant) ?? { text: '', reading: null }) };
    case 'short_text':
      return { gap: gap.id, text: best(gap.answers)?.text ?? '', reading: null };
    case 'choice':
      return { gap: gap.id, text: best(gap.options)?.id ?? '', reading: null };
  }
}

function numberOf(key: NumericKey, variant: Variant): TypedNumber | null {
  const fullest = best(key.answers);
  const outcome = fullest && evaluate(fullest.value, variant.values);
  if (!outcome?.ok) return null;
  const unit = key.unitRequired
    ? key.units.find(({ factor }) => shareOf(factor).equals(ONE))
    : undefined;
  const number = decimalText(outcome.value);
  return { text: unit ? `${number} ${unit.unit}` : number, reading: 'decimal' };
}

const best = <T extends { readonly share: string }>(answers: readonly T[]): T | undefined =>
  bestOf(answers, ({ share }) => shareOf(share));

/** What the key says to an answer, in words; names without a text are left out. */
export function feedbackOf(
  question: Question,
  { variant, decimalMark }: { readonly variant: Variant; readonly decimalMark: ',' | '.' },
  mark: AnswerMark,
): { part: string; text: string }[] {
  if (mark.state === 'manual' || mark.state === 'unmarkable') return [];
  const texts = feedbackTexts(question);
  return mark.feedback.flatMap((part) => {
    const text =
      texts.get(part) ?? texts.get(part.replace(/(^|\.)(not-a-number|unit)$/, '$1wrong'));
    return text === undefined || text === ''
      ? []
      : [{ part, text: filled(text, variant, decimalMark) }];
  });
}

interface Said {
  readonly id: string;
  readonly feedback: string;
}

function feedbackTexts(question: Question): Map<string, string> {
  const of = (answers: readonly Said[], before = ''): [string, string][] =>
    answers.map(({ id, feedback }) => [before + id, feedback]);
  switch (question.type) {
    case 'single':
    case 'multiple':
      return new Map(of(question.options));
    case 'true_false':
      return new Map([
        ['true', question.feedbackTrue],
        ['false', question.feedbackFalse],
      ]);
    case 'numeric':
    case 'short_text':
      return new Map([...of(question.answers), ['wrong', question.wrongFeedback]]);
    case 'cloze':
      return new Map(
        question.gaps.flatMap((gap): [string, string][] =>
          gap.kind === 'choice'
            ? of(gap.options, `${gap.id}.`)
            : [...of(gap.answers, `${gap.id}.`), [`${gap.id}.wrong`, gap.wrongFeedback]],
        ),
      );
    case 'computed':
      return new Map([['wrong', question.wrongFeedback]]);
    case 'matching':
    case 'ordering':
    case 'essay':
    case 'description':
      return new Map();
  }
}
