import { Answer, QuestionContent, StudentQuestion } from '@holdout/contracts';

import { seeded, shuffled } from './chance';
import { faultsOf } from './check';
import { markAnswer } from './mark';
import type * as ours from './question';
import { feedbackOf, solutionOf } from './solution';
import { drawVariant } from './variant';
import { type SeenQuestion, type Showing, viewOf } from './view';

/** The contract's types satisfy the library's, and its view the contract: by the compiler, and by the schemas below. */
const read = (content: QuestionContent): ours.Question => content;
const readAnswer = (answer: Answer): ours.Answer => answer;
const told = (view: SeenQuestion): StudentQuestion => view;

const SECRET = 'ZZKEYZZ';
const common = {
  title: SECRET,
  text: 'Uno',
  points: 1,
  generalFeedback: SECRET,
  tags: [SECRET],
  parameters: [],
};
const tolerance = { kind: 'absolute' as const, value: '0.0123' };
const option = (id: string, share: string) => ({
  id,
  text: `texto ${id}`,
  share,
  feedback: SECRET,
});
const numeric = {
  answers: [{ id: 'n1', value: '31337', tolerance, share: '1', feedback: SECRET }],
  wrongFeedback: SECRET,
  units: [{ unit: 'km', factor: '1' }],
  unitRequired: false,
};
const shortText = {
  answers: [{ id: 's1', text: SECRET, share: '1', feedback: SECRET }],
  wrongFeedback: SECRET,
  caseSensitive: false,
  accentSensitive: false,
};
const everyType: QuestionContent[] = [
  { ...common, type: 'single', options: [option('a', '1'), option('b', '0')], shuffle: true },
  {
    ...common,
    type: 'multiple',
    options: [
      { id: 'a', text: 'A', correct: true, weight: '1', feedback: SECRET },
      { id: 'b', text: 'B', correct: false, weight: '-1', feedback: SECRET },
    ],
    rule: 'weights',
    shuffle: true,
  },
  { ...common, type: 'true_false', correct: true, feedbackTrue: SECRET, feedbackFalse: SECRET },
  { ...common, type: 'numeric', ...numeric },
  { ...common, type: 'short_text', ...shortText },
  {
    ...common,
    type: 'matching',
    items: [
      { id: 'i1', text: '1', target: 't2' },
      { id: 'i2', text: '2', target: 't1' },
    ],
    targets: [
      { id: 't1', text: 'A' },
      { id: 't2', text: 'B' },
    ],
    rule: 'per_pair',
    shuffle: true,
  },
  {
    ...common,
    type: 'ordering',
    items: ['o1', 'o2', 'o3'].map((id) => ({ id, text: id })),
    rule: 'positions',
  },
  {
    ...common,
    type: 'cloze',
    text: '[[g1]] [[g2]] [[g3]]',
    gaps: [
      { id: 'g1', kind: 'numeric', weight: 1, ...numeric },
      { id: 'g2', kind: 'short_text', weight: 1, ...shortText },
      {
        id: 'g3',
        kind: 'choice',
        weight: 1,
        options: [option('x', '1'), option('y', '0')],
        shuffle: true,
      },
    ],
  },
  {
    ...common,
    type: 'essay',
    rubric: [{ id: 'r1', criterion: 'Claridad', points: 1 }],
    maxWords: 100,
    markerNotes: SECRET,
  },
  {
    ...common,
    type: 'computed',
    challengeId: null,
    figure: { of: 'recall', class: 'Bajo' },
    tolerance,
    wrongFeedback: SECRET,
  },
  { ...common, points: 0, type: 'description' },
];
const showing: Showing = {
  variant: { values: {}, resolved: '31337' },
  seed: 's',
  shuffle: true,
  decimalMark: ',',
};

describe('what a student sees of a question', () => {
  it.each(everyType)('of type $type carries nothing of the key', (content) => {
    expect(QuestionContent.parse(content)).toEqual(content);
    const view = told(viewOf(read(content), showing));
    expect(StudentQuestion.parse(view)).toEqual(view);
    const keys: string[] = [];
    const sent = JSON.stringify(view, (key, value: unknown) => (keys.push(key), value));
    expect(sent).not.toContain(SECRET);
    expect(sent).not.toContain('31337');
    expect(sent).not.toContain('0.0123');
    for (const key of [
      'correct',
      'share',
      'weight',
      'value',
      'target',
      'tolerance',
      'answers',
      'feedback',
    ])
      if (!(key === 'weight' && content.type === 'cloze')) expect(keys).not.toContain(key);
  });

  it.each(everyType)('of type $type has a solution that earns everything', (content) => {
    const solution = solutionOf(read(content), showing.variant);
    if (content.type === 'essay' || content.type === 'description') {
      expect(solution).toBeNull();
      return;
    }
    const mark = markAnswer(read(content), showing.variant, readAnswer(Answer.parse(solution)));
    expect('share' in mark && mark.share.toFraction()).toBe('1');
  });

  it.each(everyType)('of type $type has no fault', (content) => {
    expect(faultsOf(read(content))).toEqual([]);
  });

  it('comes in the order of the seed, each order as likely as another', () => {
    const orders = new Map<string, number>();
    for (let i = 0; i < 600; i += 1) {
      const order = shuffled(['a', 'b', 'c'], `seed ${i}`).join('');
      orders.set(order, (orders.get(order) ?? 0) + 1);
    }
    expect(orders.size).toBe(6);
    for (const times of orders.values()) expect(Math.abs(times - 100)).toBeLessThan(40);
    expect(shuffled(['a', 'b', 'c'], 'x')).toEqual(shuffled(['a', 'b', 'c'], 'x'));
    expect(seeded('x')()).not.toBe(seeded('y')());
  });
});

describe('a question with parameters', () => {
  const question = (value: string, text: string): ours.Question => ({
    ...common,
    ...numeric,
    type: 'numeric',
    text,
    answers: [{ id: 'a', value, tolerance, share: '1', feedback: '' }],
    parameters: [
      { name: 'x', min: 0, max: 1, step: 0.1 },
      { name: 'n', values: [2, 4] },
    ],
  });

  it('shows what the attempt drew, with the mark of the reader', () => {
    const asked = question('x * n', '¿Cuánto es {{x}} por {{ n }}, y {{=x/2}}? $x^{{y}}$');
    const variant = { values: { x: '0.3', n: '4' }, resolved: null };
    const seen = viewOf(asked, { ...showing, variant });
    expect(seen.text).toBe('¿Cuánto es 0,3 por 4, y 0,15? $x^{{y}}$');
    expect(solutionOf(asked, variant)).toEqual({
      type: 'numeric',
      text: '1.2',
      reading: 'decimal',
    });
  });

  it('draws within its ranges, and the same for the same seed', () => {
    const asked = question('x + n', '{{x}}');
    const seen = new Set<string>();
    for (let i = 0; i < 100; i += 1) {
      const drawn = drawVariant(asked, `attempt ${i}`);
      if (drawn.ok) seen.add(drawn.variant.values['x']!);
    }
    expect([...seen].sort()).toEqual([
      '0',
      '0.1',
      '0.2',
      '0.3',
      '0.4',
      '0.5',
      '0.6',
      '0.7',
      '0.8',
      '0.9',
      '1',
    ]);
    expect(drawVariant(asked, 'one')).toEqual(drawVariant(asked, 'one'));
  });

  it('is refused when one of its draws divides by zero, and passes over such a draw', () => {
    const asked = question('n / x', '{{x}}');
    expect(faultsOf(asked)).toEqual([
      { code: 'formula-division-by-zero', part: 'n / x', value: '/' },
    ]);
    for (let i = 0; i < 50; i += 1) {
      const drawn = drawVariant(asked, `attempt ${i}`);
      expect(drawn.ok && drawn.variant.values['x']).not.toBe('0');
    }
    expect(drawVariant(question('1 / (n - n)', ''), 's')).toMatchObject({
      ok: false,
      fault: { code: 'formula-division-by-zero' },
    });
  });

  it('tells faults of its parameters and formulas by name', () => {
    const codes = (asked: ours.Question) => faultsOf(asked).map(({ code }) => code);
    const good = question('x', '{{x}}');
    expect(codes({ ...good, parameters: [{ name: 'x', min: 1, max: 0, step: 1 }] })).toEqual([
      'parameter-empty-range',
    ]);
    expect(codes({ ...good, parameters: [{ name: 'x', min: 0, max: 1e9, step: 0.001 }] })).toEqual([
      'parameter-too-many-steps',
    ]);
    expect(codes(question('x +', '{{x}}'))).toEqual(['formula-syntax']);
    expect(codes(question('x', '{{dos}}'))).toEqual(['formula-unknown-name']);
  });
});

describe('a question that cannot be answered', () => {
  const codes = (content: QuestionContent) => faultsOf(content).map(({ code }) => code);
  it('says why', () => {
    expect(
      codes({
        ...common,
        type: 'single',
        options: [option('a', '0.5'), option('a', '0')],
        shuffle: true,
      }),
    ).toEqual(['part-twice', 'no-full-answer']);
    expect(codes({ ...common, text: ' ', type: 'description' })).toEqual([
      'question-without-text',
      'description-with-points',
    ]);
    expect(
      codes({
        ...common,
        type: 'cloze',
        text: '[[g2]]',
        gaps: [{ id: 'g1', kind: 'short_text', weight: 1, ...shortText }],
      }),
    ).toEqual(['gap-not-once-in-text', 'gap-unknown']);
    expect(
      codes({
        ...common,
        type: 'essay',
        points: 3,
        rubric: [{ id: 'r1', criterion: 'Claridad', points: 1 }],
        maxWords: null,
        markerNotes: '',
      }),
    ).toEqual(['rubric-not-the-points']);
  });
});

describe('feedback', () => {
  it('says what the key has to say to this answer, in the variant', () => {
    const question: ours.Question = {
      ...common,
      ...numeric,
      type: 'numeric',
      wrongFeedback: 'Era {{x}}.',
      parameters: [{ name: 'x', values: [2.5] }],
    };
    const variant = { values: { x: '2.5' }, resolved: null };
    const said = (text: string) => {
      const mark = markAnswer(question, variant, { type: 'numeric', text, reading: null });
      return feedbackOf(question, { variant, decimalMark: ',' }, mark);
    };
    expect(said('7')).toEqual([{ part: 'wrong', text: 'Era 2,5.' }]);
    expect(said('siete')).toEqual([{ part: 'not-a-number', text: 'Era 2,5.' }]);
  });
});
