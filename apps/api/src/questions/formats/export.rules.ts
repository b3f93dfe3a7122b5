import type { QuestionContent } from '@holdout/contracts';
import { decimalText, readRatio, solutionOf } from '@holdout/grading';

/** Of a question's type. */
export type Of<T> = Extract<QuestionContent, { type: T }>;
export type Numeric = Pick<Of<'numeric'>, 'answers' | 'wrongFeedback'>;

/** A share as the percentage that Moodle writes: at most five decimals, `33.33333`. */
export function percentOf(share: string): string {
  const percent = (readRatio(share)?.valueOf() ?? 0) * 100;
  return String(Number(percent.toFixed(5)));
}

/** What Moodle would have to be told so that a choice of several earns much the same as here. */
export function weightsOf({ options, rule }: Of<'multiple'>): string[] {
  if (rule === 'weights') return options.map(({ weight }) => weight);
  const right = options.filter(({ correct }) => correct).length;
  const wrong = rule === 'right_minus_wrong' ? `-1/${right}` : '-1';
  return options.map(({ correct }) => (correct ? `1/${right}` : wrong));
}

interface PlainNumber {
  readonly value: string;
  readonly tolerance: string;
  readonly share: string;
  readonly feedback: string;
}

/** Numbers of a key without parameters, tolerances absolute. */
export function plainNumbers(key: Numeric): PlainNumber[] {
  return key.answers.map((answer) => {
    const { tolerance, share, feedback } = answer;
    const value = numberOf(answer);
    const width = readRatio(tolerance.value)!;
    const absolute = tolerance.kind === 'absolute' ? width : width.mul(readRatio(value)!.abs());
    return { value, tolerance: decimalText(absolute), share, feedback };
  });
}

/** What a formula without parameters gives, which is what earns all where it alone is the key. */
function numberOf(answer: Numeric['answers'][number]): string {
  const alone: Of<'numeric'> = {
    type: 'numeric',
    title: '',
    text: '',
    points: 1,
    generalFeedback: '',
    tags: [],
    parameters: [],
    answers: [answer],
    wrongFeedback: '',
    units: [],
    unitRequired: false,
  };
  const solution = solutionOf(alone, { values: {}, resolved: null });
  return solution?.type === 'numeric' ? solution.text : '0';
}

/** Why a format cannot say a question; null where it can. */
export function unsayable(content: QuestionContent, format: 'gift' | 'moodle-xml'): string | null {
  if (content.type === 'computed') return 'computed from the model of a group';
  if (content.parameters.length > 0) return 'with parameters';
  if (format === 'gift' && (content.type === 'ordering' || content.type === 'cloze'))
    return content.type;
  return null;
}
