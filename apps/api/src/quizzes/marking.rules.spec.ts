import type { Answer, QuestionContent } from '@holdout/contracts';

import {
  countingOf,
  earnedOf,
  keyVersion,
  markOf,
  sameAnswer,
  shareOfPoints,
  toEarned,
  totalOf,
} from './marking.rules';

const eight: QuestionContent = {
  type: 'numeric',
  title: '',
  text: '',
  points: 1,
  generalFeedback: '',
  tags: [],
  parameters: [],
  answers: [
    { id: 'a', value: '8', tolerance: { kind: 'absolute', value: '0' }, share: '1', feedback: '' },
  ],
  wrongFeedback: '',
  units: [],
  unitRequired: false,
};
const typed = (text: string): Answer => ({ type: 'numeric', text, reading: null });
const given = (answer: Answer | null) => ({
  askedVersionId: 'v1',
  points: 2,
  variant: { values: {}, resolved: null },
  answer,
});

describe('a mark', () => {
  it('is the key’s, or a ruling’s: what one answered is right for all who answered it', () => {
    expect(markOf(eight, given(typed('8')), [])).toEqual({ state: 'marked', share: '1' });
    expect(markOf(eight, given(typed('9')), [])).toEqual({ state: 'marked', share: '0' });
    const accept = { kind: 'accept', answer: typed('9') } as const;
    expect(markOf(eight, given(typed(' 9 ')), [accept]).share).toBe('1');
    expect(markOf(eight, given(typed('10')), [accept]).share).toBe('0');
    expect(markOf(eight, given(null), [{ kind: 'full' }]).share).toBe('1');
  });

  it('is by the newest key that was ruled', () => {
    const rulings = ['v2', 'v3'].map((versionId) => ({ kind: 'new-key', versionId }) as const);
    expect([keyVersion('v1', []), keyVersion('v1', rulings)]).toEqual(['v1', 'v3']);
  });

  it('of the same answer is the same, in whatever order it was chosen', () => {
    const chosen = (options: string[]): Answer => ({ type: 'multiple', options });
    expect(sameAnswer(chosen(['a', 'b']), chosen(['b', 'a']))).toBe(true);
    expect(sameAnswer(chosen(['a']), chosen(['a', 'b']))).toBe(false);
    const order = (items: string[]): Answer => ({ type: 'ordering', order: items });
    expect(sameAnswer(order(['a', 'b']), order(['b', 'a']))).toBe(false);
    expect(sameAnswer(typed('8'), null)).toBe(false);
  });

  it('is summed exactly: three thirds of a point are one, and what waits leaves no sum', () => {
    const third = { points: 1, share: '1/3' };
    expect(totalOf([third, third, third])).toEqual({ earned: '1', waiting: 0 });
    expect(totalOf([third, { points: 4, share: null }])).toEqual({ earned: null, waiting: 1 });
  });

  it('is rounded once, half up', () => {
    expect(toEarned('1/200')).toEqual({ exact: '1/200', rounded: 0.01 });
    expect(earnedOf(2, '1/3')).toEqual({ exact: '2/3', rounded: 0.67 });
    expect([shareOfPoints(3.5, 4), shareOfPoints(0, 0)]).toEqual(['7/8', '0']);
  });
});

describe('of several attempts', () => {
  const attempts = [
    { id: 'b', number: 2, earned: '3' },
    { id: 'a', number: 1, earned: '9/3' },
    { id: 'c', number: 3, earned: '2' },
  ];
  it('the best counts, the first of equals; or the last, or the first', () => {
    expect(
      (['best', 'last', 'first'] as const).map((how) => countingOf(attempts, how)?.id),
    ).toEqual(['a', 'c', 'a']);
    expect(countingOf([], 'best')).toBeNull();
  });
  it('the best is not known while one waits for a person', () => {
    expect(countingOf([...attempts, { id: 'd', number: 4, earned: null }], 'best')).toBeNull();
  });
});
