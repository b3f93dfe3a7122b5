import { shuffled } from './chance';
import type {
  Gap,
  MatchingRule,
  ModelFigure,
  MultipleRule,
  NumericKey,
  OrderingRule,
  Part,
  Question,
  ShortTextKey,
  Variant,
} from './question';
import { filled } from './question-texts';

interface Units {
  units: string[];
  unitRequired: boolean;
}
interface Folding {
  caseSensitive: boolean;
  accentSensitive: boolean;
}
interface Shown {
  id: string;
  text: string;
}
interface Seen {
  text: string;
  points: number;
}
export type SeenGap = { id: string; weight: number } & (
  | ({ kind: 'numeric' } & Units)
  | ({ kind: 'short_text' } & Folding)
  | { kind: 'choice'; options: Shown[] }
);

/** A question as who answers it sees it. Lists what is shown; what is not listed is not there. */
export type SeenQuestion = Seen &
  (
    | { type: 'single'; options: Shown[] }
    | { type: 'multiple'; options: Shown[]; rule: MultipleRule }
    | { type: 'true_false' }
    | ({ type: 'numeric' } & Units)
    | ({ type: 'short_text' } & Folding)
    | { type: 'matching'; items: Shown[]; targets: Shown[]; rule: MatchingRule }
    | { type: 'ordering'; items: Shown[]; rule: OrderingRule }
    | { type: 'cloze'; gaps: SeenGap[] }
    | {
        type: 'essay';
        rubric: { id: string; criterion: string; points: number }[];
        maxWords: number | null;
      }
    | { type: 'computed'; challengeId: string | null; figure: ModelFigure }
    | { type: 'description' }
  );

export interface Showing {
  readonly variant: Variant;
  /** Of the attempt and the question in it: the same seed, the same order. */
  readonly seed: string;
  /** False keeps the order of what need not be shuffled, whatever the question says. */
  readonly shuffle: boolean;
  readonly decimalMark: ',' | '.';
}

/**
 * What an attempt shows of a question: texts in the variant, parts in the seed's order. Targets of a matching and items of
 * an ordering are always shuffled, for their stored order is the key.
 */
export function viewOf(question: Question, showing: Showing): SeenQuestion {
  const { variant, decimalMark, seed } = showing;
  const say = (text: string) => filled(text, variant, decimalMark);
  const show = (parts: readonly Part[]): Shown[] =>
    parts.map(({ id, text }) => ({ id, text: say(text) }));
  const mixed = (parts: readonly Part[], what: string, always: boolean): Shown[] =>
    show(always || showing.shuffle ? shuffled(parts, `${seed}/${what}`) : parts);
  const seen = { text: say(question.text), points: question.points };
  switch (question.type) {
    case 'single':
      return { ...seen, type: 'single', options: optionsOf(question, mixed, show) };
    case 'multiple':
      return {
        ...seen,
        type: 'multiple',
        options: optionsOf(question, mixed, show),
        rule: question.rule,
      };
    case 'true_false':
    case 'description':
      return { ...seen, type: question.type };
    case 'numeric':
      return { ...seen, type: 'numeric', ...unitsOf(question) };
    case 'short_text':
      return { ...seen, type: 'short_text', ...foldingOf(question) };
    case 'matching':
      return {
        ...seen,
        type: 'matching',
        items: question.shuffle ? mixed(question.items, 'items', false) : show(question.items),
        targets: mixed(question.targets, 'targets', true),
        rule: question.rule,
      };
    case 'ordering':
      return {
        ...seen,
        type: 'ordering',
        items: mixed(question.items, 'items', true),
        rule: question.rule,
      };
    case 'cloze':
      return {
        ...seen,
        type: 'cloze',
        gaps: question.gaps.map((gap) => gapOf(gap, mixed, show)),
      };
    case 'essay':
      return {
        ...seen,
        type: 'essay',
        rubric: question.rubric.map(({ id, criterion, points }) => ({ id, criterion, points })),
        maxWords: question.maxWords,
      };
    case 'computed':
      return {
        ...seen,
        type: 'computed',
        challengeId: question.challengeId,
        figure: question.figure,
      };
  }
}

type Mix = (parts: readonly Part[], what: string, always: boolean) => Shown[];
type Show = (parts: readonly Part[]) => Shown[];

const optionsOf = (
  { options, shuffle }: { readonly options: readonly Part[]; readonly shuffle: boolean },
  mixed: Mix,
  show: Show,
): Shown[] => (shuffle ? mixed(options, 'options', false) : show(options));

function gapOf(gap: Gap, mixed: Mix, show: Show): SeenGap {
  const { id, weight } = gap;
  switch (gap.kind) {
    case 'numeric':
      return { id, weight, kind: 'numeric', ...unitsOf(gap) };
    case 'short_text':
      return { id, weight, kind: 'short_text', ...foldingOf(gap) };
    case 'choice':
      return {
        id,
        weight,
        kind: 'choice',
        options: gap.shuffle ? mixed(gap.options, id, false) : show(gap.options),
      };
  }
}

const unitsOf = ({ units, unitRequired }: NumericKey): Units => ({
  units: units.map(({ unit }) => unit),
  unitRequired,
});
const foldingOf = ({ caseSensitive, accentSensitive }: ShortTextKey): Folding => ({
  caseSensitive,
  accentSensitive,
});
