import type { QuestionContent, QuestionType, Tolerance } from '@holdout/contracts';

type Of<T> = Extract<QuestionContent, { type: T }>;
export type Gap = Of<'cloze'>['gaps'][number];

/** A line of a key as it is edited. What a column means depends on the type; `share` is text such as `1`, `0`, `1/3`. */
export interface KeyRow {
  readonly id: string;
  readonly text: string;
  readonly second: string;
  readonly share: string;
  readonly feedback: string;
  /** Of a number: how `second` is read. */
  readonly tolerance: Tolerance['kind'];
  /** Of an option of several: what it adds or takes by the rule `weights`. */
  readonly weight: string;
}

/** Which columns a type's rows have, by the names of their texts. */
export interface KeyColumns {
  readonly text: 'option' | 'number' | 'typed' | 'item';
  readonly second: 'tolerance' | 'target' | null;
  readonly share: 'right' | 'share' | null;
  readonly feedback: boolean;
}

const COLUMNS: Readonly<Record<QuestionType, KeyColumns | null>> = {
  single: { text: 'option', second: null, share: 'share', feedback: true },
  multiple: { text: 'option', second: null, share: 'right', feedback: true },
  numeric: { text: 'number', second: 'tolerance', share: 'share', feedback: true },
  short_text: { text: 'typed', second: null, share: 'share', feedback: true },
  matching: { text: 'item', second: 'target', share: null, feedback: false },
  ordering: { text: 'item', second: null, share: null, feedback: false },
  cloze: null,
  true_false: null,
  essay: null,
  computed: null,
  description: null,
};

export const columnsOf = ({ type }: QuestionContent): KeyColumns | null => COLUMNS[type];

export const gapColumnsOf = ({ kind }: Gap): KeyColumns | null =>
  COLUMNS[kind === 'choice' ? 'single' : kind];

const exactly = { kind: 'absolute', value: '0' } as const;
const option = (id: string, share: string) => ({ id, text: '', share, feedback: '' });

const EMPTY: { readonly [K in QuestionType]: () => Omit<Of<K>, keyof Common> } = {
  single: () => ({
    type: 'single',
    options: [option('n1', '1'), option('n2', '0')],
    shuffle: true,
  }),
  multiple: () => ({
    type: 'multiple',
    options: [
      { id: 'n1', text: '', correct: true, weight: '1', feedback: '' },
      { id: 'n2', text: '', correct: false, weight: '-1', feedback: '' },
    ],
    rule: 'right_minus_wrong',
    shuffle: true,
  }),
  true_false: () => ({ type: 'true_false', correct: true, feedbackTrue: '', feedbackFalse: '' }),
  numeric: () => ({
    type: 'numeric',
    answers: [{ id: 'n1', value: '0', tolerance: exactly, share: '1', feedback: '' }],
    wrongFeedback: '',
    units: [],
    unitRequired: false,
  }),
  short_text: () => ({
    type: 'short_text',
    answers: [option('n1', '1')],
    wrongFeedback: '',
    caseSensitive: false,
    accentSensitive: false,
  }),
  matching: () => ({
    type: 'matching',
    items: [
      { id: 'n1', text: '', target: 't1' },
      { id: 'n2', text: '', target: 't2' },
    ],
    targets: [
      { id: 't1', text: '' },
      { id: 't2', text: '' },
    ],
    rule: 'per_pair',
    shuffle: true,
  }),
  ordering: () => ({
    type: 'ordering',
    items: [
      { id: 'n1', text: '' },
      { id: 'n2', text: '' },
    ],
    rule: 'neighbours',
  }),
  cloze: () => ({ type: 'cloze', gaps: [] }),
  essay: () => ({ type: 'essay', rubric: [], maxWords: null, markerNotes: '' }),
  computed: () => ({
    type: 'computed',
    challengeId: null,
    figure: { of: 'accuracy' },
    tolerance: { kind: 'absolute', value: '0.005' },
    wrongFeedback: '',
  }),
  description: () => ({ type: 'description' }),
};

type Common = Pick<
  Of<'description'>,
  'title' | 'text' | 'points' | 'generalFeedback' | 'tags' | 'parameters'
>;

/** A question of that type with nothing in it yet, but for what another type's has in common. */
export function emptyContent(type: QuestionType, common?: Common): QuestionContent {
  const { title = '', text = '', generalFeedback = '', tags = [], parameters = [] } = common ?? {};
  const worth = common === undefined || common.points === 0 ? 1 : common.points;
  const points = type === 'description' ? 0 : worth;
  return {
    title,
    text,
    points,
    generalFeedback,
    tags,
    parameters,
    ...EMPTY[type](),
  };
}

export function emptyGap(id: string, kind: Gap['kind']): Gap {
  const { type, ...key } = EMPTY[kind === 'choice' ? 'single' : kind]();
  return { id, weight: 1, kind: type === 'single' ? 'choice' : type, ...key } as Gap;
}

const row = (given: Partial<KeyRow> & { readonly id: string }): KeyRow => ({
  text: '',
  second: '',
  share: '1',
  feedback: '',
  tolerance: 'absolute',
  weight: '0',
  ...given,
});

export function rowsOf(content: QuestionContent): KeyRow[] {
  switch (content.type) {
    case 'single':
      return content.options.map((each) => row(each));
    case 'multiple':
      return content.options.map(({ id, text, correct, weight, feedback }) =>
        row({ id, text, share: correct ? '1' : '0', weight, feedback }),
      );
    case 'short_text':
      return content.answers.map((each) => row(each));
    case 'numeric':
      return content.answers.map(numberRow);
    case 'matching':
      return content.items.map(({ id, text, target }) =>
        row({ id, text, second: content.targets.find((each) => each.id === target)?.text ?? '' }),
      );
    case 'ordering':
      return content.items.map((each) => row(each));
    case 'cloze':
    case 'true_false':
    case 'essay':
    case 'computed':
    case 'description':
      return [];
  }
}

type NumericAnswer = Of<'numeric'>['answers'][number];

const numberRow = ({ id, value, tolerance, share, feedback }: NumericAnswer): KeyRow =>
  row({ id, text: value, second: tolerance.value, tolerance: tolerance.kind, share, feedback });

/** A decimal comma is taken where it can be nothing else; a comma in a formula parts its arguments. */
export const withPoint = (typed: string): string =>
  /^\s*[-−]?\d+,\d+\s*$/.test(typed) ? typed.replace(',', '.') : typed;

const numberOf = ({ id, text, second, tolerance, share, feedback }: KeyRow): NumericAnswer => ({
  id,
  value: withPoint(text),
  tolerance: { kind: tolerance, value: withPoint(second) },
  share,
  feedback,
});

const plain = ({ id, text, share, feedback }: KeyRow) => ({ id, text, share, feedback });

export function gapRowsOf(gap: Gap): KeyRow[] {
  if (gap.kind === 'numeric') return gap.answers.map(numberRow);
  return (gap.kind === 'choice' ? gap.options : gap.answers).map((each) => row(each));
}

export function withGapRows(gap: Gap, rows: readonly KeyRow[]): Gap {
  if (gap.kind === 'numeric') return { ...gap, answers: rows.map(numberOf) };
  if (gap.kind === 'choice') return { ...gap, options: rows.map(plain) };
  return { ...gap, answers: rows.map(plain) };
}

/** The question with these rows for its key; what rows do not show stays as it was. */
export function withRows(content: QuestionContent, rows: readonly KeyRow[]): QuestionContent {
  switch (content.type) {
    case 'single':
      return { ...content, options: rows.map(plain) };
    case 'multiple':
      return { ...content, options: rows.map((each) => choice(each, content, rows)) };
    case 'short_text':
      return { ...content, answers: rows.map(plain) };
    case 'numeric':
      return {
        ...content,
        answers: rows.map(numberOf),
      };
    case 'matching':
      return { ...content, ...pairs(content, rows) };
    case 'ordering':
      return { ...content, items: rows.map(({ id, text }) => ({ id, text })) };
    case 'cloze':
    case 'true_false':
    case 'essay':
    case 'computed':
    case 'description':
      return content;
  }
}

/** Where each option has a weight of its own it is what was typed; else what the right and wrong ones would weigh. */
function choice(
  { id, text, share, weight, feedback }: KeyRow,
  { rule }: Of<'multiple'>,
  rows: readonly KeyRow[],
): Of<'multiple'>['options'][number] {
  const correct = share === '1';
  const right = rows.filter((each) => each.share === '1').length || 1;
  const own = rule === 'weights' ? withPoint(weight) : `${correct ? '' : '-'}1/${right}`;
  return { id, text, correct, weight: own, feedback };
}

/** One target per text; those that belong to no item stay. */
function pairs(
  content: Of<'matching'>,
  rows: readonly KeyRow[],
): Pick<Of<'matching'>, 'items' | 'targets'> {
  const used = new Set(content.items.map(({ target }) => target));
  const targets: { id: string; text: string }[] = [];
  const items = rows.map(({ id, text, second }) => {
    let target = targets.find((each) => each.text === second && second !== '');
    if (!target) {
      const before = content.items.find((each) => each.id === id)?.target;
      const taken = before === undefined || targets.some((each) => each.id === before);
      target = {
        id: taken ? freeName('t', [...targets, ...content.targets]) : before,
        text: second,
      };
      targets.push(target);
    }
    return { id, text, target: target.id };
  });
  const spare = content.targets.filter(
    ({ id }) => !used.has(id) && !targets.some((each) => each.id === id),
  );
  return { items, targets: [...targets, ...spare] };
}

/** What stands among the targets and belongs to nothing. */
export function spareTargets(content: QuestionContent): string[] {
  return content.type === 'matching' ? spareOf(content).map(({ text }) => text) : [];
}

function spareOf({ items, targets }: Of<'matching'>): Of<'matching'>['targets'] {
  return targets.filter(({ id }) => !items.some(({ target }) => target === id));
}

export function withSpareTargets(
  content: QuestionContent,
  texts: readonly string[],
): QuestionContent {
  if (content.type !== 'matching') return content;
  const spare = spareOf(content);
  const targets = content.targets.filter((target) => !spare.includes(target));
  for (const [i, text] of texts.entries())
    targets.push({ id: spare[i]?.id ?? freeName('t', [...targets, ...spare]), text });
  return { ...content, targets };
}

/** A name that none of these has. */
export function freeName(letter: string, taken: readonly { readonly id: string }[]): string {
  let n = taken.length + 1;
  while (taken.some(({ id }) => id === `${letter}${n}`)) n += 1;
  return `${letter}${n}`;
}
