import fc from 'fast-check';

import { isBlank, markAnswer } from './mark';
import type { Answer, MultipleRule, Question, Variant } from './question';

const NOTHING: Variant = { values: {}, resolved: null };
const common = { text: 'x', points: 1, generalFeedback: '', parameters: [] };
const option = (id: string, share: string) => ({ id, text: id, share, feedback: '' });
const exactly = { kind: 'absolute', value: '0' } as const;

function earned(question: Question, answer: Answer, variant = NOTHING): string {
  const mark = markAnswer(question, variant, answer);
  return 'share' in mark ? mark.share.toFraction() : mark.state;
}

const classification = (rule: MultipleRule): Question => ({
  ...common,
  type: 'multiple',
  rule,
  shuffle: true,
  options: [
    { id: 'lluvia', text: '', correct: true, weight: '1/3', feedback: '' },
    { id: 'estrato', text: '', correct: true, weight: '1/3', feedback: '' },
    { id: 'transporte', text: '', correct: true, weight: '1/3', feedback: '' },
    { id: 'grados', text: '', correct: false, weight: '-1/3', feedback: '' },
    { id: 'precio', text: '', correct: false, weight: '-1', feedback: 'Es una predicción.' },
  ],
});

describe('one of several', () => {
  const question: Question = {
    ...common,
    type: 'single',
    shuffle: false,
    options: [option('a', '1'), option('b', '1/3'), option('c', '-0.5')],
  };

  it.each([
    ['a', '1'],
    ['b', '1/3'],
    ['c', '0'],
  ])('%s earns %s', (chosen, share) => {
    expect(earned(question, { type: 'single', option: chosen })).toBe(share);
  });

  it('earns nothing for an option that is not there', () => {
    const mark = markAnswer(question, NOTHING, { type: 'single', option: 'zzz' });
    expect(mark).toMatchObject({ state: 'unanswered' });
  });
});

describe('several of several', () => {
  const all = ['lluvia', 'estrato', 'transporte'];
  it.each<[MultipleRule, string[], string]>([
    ['all_or_nothing', all, '1'],
    ['all_or_nothing', ['lluvia', 'estrato'], '0'],
    ['all_or_nothing', [...all, 'precio'], '0'],
    ['right_minus_wrong', all, '1'],
    ['right_minus_wrong', ['lluvia', 'estrato'], '2/3'],
    ['right_minus_wrong', [...all, 'precio'], '2/3'],
    ['right_minus_wrong', [...all, 'precio', 'grados'], '1/3'],
    ['right_minus_wrong', ['precio', 'grados'], '0'],
    ['per_option', all, '1'],
    ['per_option', ['lluvia', 'precio'], '2/5'],
    ['per_option', [...all, 'precio', 'grados'], '3/5'],
    ['weights', all, '1'],
    ['weights', ['lluvia', 'estrato', 'grados'], '1/3'],
    ['weights', [...all, 'precio'], '0'],
  ])('by %s, %j earns %s', (rule, options, share) => {
    expect(earned(classification(rule), { type: 'multiple', options })).toBe(share);
  });

  it('does not pay for the wrong ones left alone when nothing is chosen', () => {
    const mark = markAnswer(classification('per_option'), NOTHING, {
      type: 'multiple',
      options: [],
    });
    expect(mark).toMatchObject({ state: 'unanswered' });
    expect(earned(classification('per_option'), { type: 'multiple', options: ['nada'] })).toBe('0');
  });

  it('counts an option once, however often it is sent', () => {
    const options = ['lluvia', 'lluvia', 'lluvia'];
    expect(earned(classification('right_minus_wrong'), { type: 'multiple', options })).toBe('1/3');
  });

  it('never earns less for one right option more, nor more for a wrong one', () => {
    const ids = [...all, 'grados', 'precio'];
    fc.assert(
      fc.property(
        fc.constantFrom<MultipleRule>(
          'all_or_nothing',
          'right_minus_wrong',
          'per_option',
          'weights',
        ),
        fc.subarray(ids),
        fc.constantFrom(...ids),
        (rule, options, more) => {
          fc.pre(options.length > 0 && !options.includes(more));
          const share = (given: string[]) => {
            const mark = markAnswer(classification(rule), NOTHING, {
              type: 'multiple',
              options: given,
            });
            return 'share' in mark ? mark.share.valueOf() : Number.NaN;
          };
          const [before, after] = [share(options), share([...options, more])];
          if (all.includes(more)) expect(after).toBeGreaterThanOrEqual(before);
          else expect(after).toBeLessThanOrEqual(before);
          expect(after).toBeGreaterThanOrEqual(0);
          expect(after).toBeLessThanOrEqual(1);
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe('a number', () => {
  const recall: Question = {
    ...common,
    type: 'numeric',
    answers: [
      {
        id: 'a',
        value: '14/87',
        tolerance: { kind: 'absolute', value: '0.001' },
        share: '1',
        feedback: '',
      },
      {
        id: 'b',
        value: '0.070',
        tolerance: { kind: 'absolute', value: '0.001' },
        share: '0',
        feedback: 'Esa es la precisión.',
      },
    ],
    wrongFeedback: 'Mire la columna.',
    units: [],
    unitRequired: false,
  };
  const typed = (text: string, reading: 'decimal' | 'thousands' | null = null): Answer => ({
    type: 'numeric',
    text,
    reading,
  });

  it.each([
    ['14/87', '1'],
    ['0,161', '1'],
    ['0.1609', '1'],
    ['0,162', '0'],
    ['0,07', '0'],
    ['catorce', '0'],
  ])('%s earns %s', (text, share) => {
    expect(earned(recall, typed(text))).toBe(share);
  });

  it('says which mistake it was', () => {
    const of = (text: string) => markAnswer(recall, NOTHING, typed(text));
    expect(of('0,07')).toMatchObject({ feedback: ['b'] });
    expect(of('0,5')).toMatchObject({ feedback: ['wrong'] });
    expect(of('x')).toMatchObject({ feedback: ['not-a-number'] });
  });

  it('counts the bounds of its tolerance, which floats would not', () => {
    const question: Question = {
      ...recall,
      answers: [
        { ...recall.answers[0]!, value: '0.663', tolerance: { kind: 'absolute', value: '0.001' } },
      ],
    };
    expect(Math.abs(0.662 - 0.663) <= 0.001).toBe(false);
    expect(earned(question, typed('0,662'))).toBe('1');
    expect(earned(question, typed('0,6619'))).toBe('0');
  });

  it('takes a relative tolerance of the right value', () => {
    const question: Question = {
      ...recall,
      answers: [
        { ...recall.answers[0]!, value: '-200', tolerance: { kind: 'relative', value: '0.05' } },
      ],
    };
    expect(earned(question, typed('-190'))).toBe('1');
    expect(earned(question, typed('-189'))).toBe('0');
  });

  it('reads in the favour of who did not say which of two numbers was meant', () => {
    const steps: Question = {
      ...recall,
      answers: [{ ...recall.answers[0]!, value: '1500', tolerance: exactly }],
    };
    expect(earned(steps, typed('1.500'))).toBe('1');
    expect(earned(steps, typed('1.500', 'thousands'))).toBe('1');
    expect(earned(steps, typed('1.500', 'decimal'))).toBe('0');
  });

  it('takes the units it knows, and asks for one where it must', () => {
    const distance: Question = {
      ...recall,
      answers: [{ ...recall.answers[0]!, value: '2.5', tolerance: exactly }],
      units: [
        { unit: 'km', factor: '1' },
        { unit: 'm', factor: '0.001' },
      ],
      unitRequired: true,
    };
    expect(earned(distance, typed('2,5 km'))).toBe('1');
    expect(earned(distance, typed('2500 m'))).toBe('1');
    expect(earned(distance, typed('2,5'))).toBe('0');
    expect(earned(distance, typed('2,5 kg'))).toBe('0');
    expect(earned({ ...distance, unitRequired: false }, typed('2,5'))).toBe('1');
  });

  it('follows the variant, and says so when its key divides by zero', () => {
    const question: Question = {
      ...recall,
      answers: [{ ...recall.answers[0]!, value: 'a / b', tolerance: exactly }],
    };
    const variant = (b: string): Variant => ({ values: { a: '3', b }, resolved: null });
    expect(earned(question, typed('1,5'), variant('2'))).toBe('1');
    expect(markAnswer(question, variant('0'), typed('1,5'))).toEqual({
      state: 'unmarkable',
      fault: 'formula-division-by-zero',
    });
  });
});

describe('a figure of the model of the group', () => {
  const question: Question = {
    ...common,
    type: 'computed',
    challengeId: null,
    figure: { of: 'recall', class: 'Bajo' },
    tolerance: { kind: 'absolute', value: '0.005' },
    wrongFeedback: '',
  };
  const answer: Answer = { type: 'computed', text: '0,16', reading: null };

  it('is the one that the attempt fixed', () => {
    expect(earned(question, answer, { values: {}, resolved: '0.1609195402298851' })).toBe('1');
    expect(earned(question, answer, { values: {}, resolved: '0.4' })).toBe('0');
  });

  it('cannot be marked before it is resolved', () => {
    expect(markAnswer(question, NOTHING, answer)).toEqual({
      state: 'unmarkable',
      fault: 'figure-unresolved',
    });
  });
});

describe('matching and ordering', () => {
  const matching: Question = {
    ...common,
    type: 'matching',
    rule: 'per_pair',
    shuffle: true,
    items: [
      { id: 'i1', text: '', target: 't1' },
      { id: 'i2', text: '', target: 't2' },
      { id: 'i3', text: '', target: 't1' },
    ],
    targets: [
      { id: 't1', text: 'supervisado' },
      { id: 't2', text: 'no supervisado' },
      { id: 't3', text: 'supervisado' },
    ],
  };
  const pairs = (...given: [string, string][]): Answer => ({
    type: 'matching',
    pairs: given.map(([item, target]) => ({ item, target })),
  });

  it('counts each pair, and targets of one text as one', () => {
    expect(earned(matching, pairs(['i1', 't1'], ['i2', 't2'], ['i3', 't3']))).toBe('1');
    expect(earned(matching, pairs(['i1', 't2'], ['i2', 't2']))).toBe('1/3');
    expect(earned({ ...matching, rule: 'all_or_nothing' }, pairs(['i1', 't1'], ['i2', 't2']))).toBe(
      '0',
    );
  });

  const crisp: Question = {
    ...common,
    type: 'ordering',
    rule: 'positions',
    items: ['a', 'b', 'c', 'd'].map((id) => ({ id, text: id })),
  };
  it.each<['all_or_nothing' | 'positions' | 'neighbours', string[], string]>([
    ['all_or_nothing', ['a', 'b', 'c', 'd'], '1'],
    ['all_or_nothing', ['a', 'b', 'd', 'c'], '0'],
    ['positions', ['a', 'b', 'd', 'c'], '1/2'],
    ['positions', ['b', 'c', 'd', 'a'], '0'],
    ['neighbours', ['b', 'c', 'd', 'a'], '2/3'],
    ['neighbours', ['a', 'b', 'c', 'd'], '1'],
    ['neighbours', ['d', 'c', 'b', 'a'], '0'],
    ['positions', ['a', 'a', 'b'], '1/2'],
    ['positions', ['zz'], '0'],
  ])('by %s, %j earns %s', (rule, order, share) => {
    expect(earned({ ...crisp, rule }, { type: 'ordering', order })).toBe(share);
  });
});

describe('a text with gaps', () => {
  const question: Question = {
    ...common,
    type: 'cloze',
    text: 'Una [[g1]] con [[g2]] pasos por [[g3]]',
    gaps: [
      {
        id: 'g1',
        kind: 'short_text',
        weight: 2,
        answers: [option('a', '1')].map((each) => ({ ...each, text: 'API' })),
        wrongFeedback: 'No.',
        caseSensitive: false,
        accentSensitive: false,
      },
      {
        id: 'g2',
        kind: 'numeric',
        weight: 1,
        answers: [{ id: 'a', value: '20', tolerance: exactly, share: '1', feedback: '' }],
        wrongFeedback: '',
        units: [],
        unitRequired: false,
      },
      {
        id: 'g3',
        kind: 'choice',
        weight: 1,
        shuffle: true,
        options: [option('e', '1'), option('n', '0')],
      },
    ],
  };
  const gap = (id: string, text: string) => ({ gap: id, text, reading: null });

  it('earns by the weight of its gaps', () => {
    const all = [gap('g1', 'api'), gap('g2', '20'), gap('g3', 'e')];
    expect(earned(question, { type: 'cloze', gaps: all })).toBe('1');
    expect(earned(question, { type: 'cloze', gaps: all.slice(0, 2) })).toBe('3/4');
    const mark = markAnswer(question, NOTHING, { type: 'cloze', gaps: [gap('g1', 'rest')] });
    expect(mark).toMatchObject({ feedback: ['g1.wrong'] });
  });
});

describe('an answer that is none', () => {
  it.each<Answer>([
    { type: 'single', option: null },
    { type: 'multiple', options: [] },
    { type: 'true_false', value: null },
    { type: 'numeric', text: '  ', reading: null },
    { type: 'short_text', text: '' },
    { type: 'matching', pairs: [] },
    { type: 'ordering', order: [] },
    { type: 'cloze', gaps: [{ gap: 'g1', text: ' ', reading: null }] },
    { type: 'essay', text: '\n' },
    { type: 'computed', text: '', reading: null },
  ])('$type is blank', (answer) => {
    expect(isBlank(answer)).toBe(true);
  });

  it('earns 0, and one of another type too', () => {
    expect(markAnswer(classification('per_option'), NOTHING, undefined)).toMatchObject({
      state: 'unanswered',
    });
    expect(earned(classification('per_option'), { type: 'essay', text: 'todas' })).toBe('0');
  });

  it('of an essay waits for a person once there is one', () => {
    const essay: Question = {
      ...common,
      type: 'essay',
      rubric: [],
      maxWords: null,
      markerNotes: '',
    };
    expect(earned(essay, { type: 'essay', text: 'Porque sí.' })).toBe('manual');
    expect(earned(essay, { type: 'essay', text: '' })).toBe('0');
  });
});
