import type { QuestionContent, QuestionType } from '@holdout/contracts';

type Of<T> = Extract<QuestionContent, { type: T }>;

/** A line of a key as it is edited. What a column means depends on the type; `share` is text such as `1`, `0`, `1/3`. */
export interface KeyRow {
  readonly id: string;
  readonly text: string;
  readonly second: string;
  readonly share: string;
  readonly feedback: string;
}

/** Which columns a type's rows have, by the names of their texts. */
export interface KeyColumns {
  readonly text: 'option' | 'number' | 'typed' | 'item' | 'answers';
  readonly second: 'tolerance' | 'target' | null;
  readonly share: 'right' | 'share' | null;
  readonly feedback: boolean;
}

export const COLUMNS: Readonly<Record<QuestionType, KeyColumns | null>> = {
  single: { text: 'option', second: null, share: 'share', feedback: true },
  multiple: { text: 'option', second: null, share: 'right', feedback: true },
  numeric: { text: 'number', second: 'tolerance', share: 'share', feedback: true },
  short_text: { text: 'typed', second: null, share: 'share', feedback: true },
  matching: { text: 'item', second: 'target', share: null, feedback: false },
  ordering: { text: 'item', second: null, share: null, feedback: false },
  cloze: { text: 'answers', second: null, share: null, feedback: false },
  true_false: null,
  essay: null,
  computed: null,
  description: null,
};

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
  cloze: () => ({ type: 'cloze', gaps: [shortGap('g1', '')] }),
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

function shortGap(id: string, answers: string): Of<'cloze'>['gaps'][number] {
  return {
    id,
    kind: 'short_text',
    weight: 1,
    answers: answers.split('|').map((text, i) => ({
      id: `a${i + 1}`,
      text: text.trim(),
      share: '1',
      feedback: '',
    })),
    wrongFeedback: '',
    caseSensitive: false,
    accentSensitive: false,
  };
}

const row = (given: Partial<KeyRow> & { readonly id: string }): KeyRow => ({
  text: '',
  second: '',
  share: '1',
  feedback: '',
  ...given,
});

export function rowsOf(content: QuestionContent): KeyRow[] {
  switch (content.type) {
    case 'single':
      return content.options.map((each) => row(each));
    case 'multiple':
      return content.options.map(({ id, text, correct, feedback }) =>
        row({ id, text, share: correct ? '1' : '0', feedback }),
      );
    case 'short_text':
      return content.answers.map((each) => row(each));
    case 'numeric':
      return content.answers.map(({ id, value, tolerance, share, feedback }) =>
        row({ id, text: value, second: tolerance.value, share, feedback }),
      );
    case 'matching':
      return content.items.map(({ id, text, target }) =>
        row({ id, text, second: content.targets.find((each) => each.id === target)?.text ?? '' }),
      );
    case 'ordering':
      return content.items.map((each) => row(each));
    case 'cloze':
      return content.gaps.map((gap) => row({ id: gap.id, text: gapText(gap) }));
    case 'true_false':
    case 'essay':
    case 'computed':
    case 'description':
      return [];
  }
}

function gapText(gap: Of<'cloze'>['gaps'][number]): string {
  switch (gap.kind) {
    case 'short_text':
      return gap.answers.map(({ text }) => text).join(' | ');
    case 'numeric':
      return gap.answers.map(({ value }) => value).join(' | ');
    case 'choice':
      return gap.options.map(({ text }) => text).join(' | ');
  }
}

/** The question with these rows for its key; what rows do not show stays as it was. */
export function withRows(content: QuestionContent, rows: readonly KeyRow[]): QuestionContent {
  const plain = ({ id, text, share, feedback }: KeyRow) => ({ id, text, share, feedback });
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
        answers: rows.map(({ id, text, second, share, feedback }) => {
          const kind = content.answers.find((each) => each.id === id)?.tolerance.kind ?? 'absolute';
          return {
            id,
            value: text,
            tolerance: { kind, value: second.replace(',', '.') },
            share,
            feedback,
          };
        }),
      };
    case 'matching':
      return { ...content, ...pairs(content, rows) };
    case 'ordering':
      return { ...content, items: rows.map(({ id, text }) => ({ id, text })) };
    case 'cloze':
      return {
        ...content,
        gaps: rows.map(({ id, text }) => {
          const before = content.gaps.find((gap) => gap.id === id);
          return before && gapText(before) === text ? before : shortGap(id, text);
        }),
      };
    case 'true_false':
    case 'essay':
    case 'computed':
    case 'description':
      return content;
  }
}

function choice(
  { id, text, share, feedback }: KeyRow,
  content: Of<'multiple'>,
  rows: readonly KeyRow[],
): Of<'multiple'>['options'][number] {
  const correct = share === '1';
  const right = rows.filter((each) => each.share === '1').length || 1;
  const before = content.options.find((each) => each.id === id);
  const kept = content.rule === 'weights' && before?.correct === correct;
  return {
    id,
    text,
    correct,
    weight: kept ? before.weight : `${correct ? '' : '-'}1/${right}`,
    feedback,
  };
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

/** A name that none of these has. */
export function freeName(letter: string, taken: readonly { readonly id: string }[]): string {
  let n = taken.length + 1;
  while (taken.some(({ id }) => id === `${letter}${n}`)) n += 1;
  return `${letter}${n}`;
}
