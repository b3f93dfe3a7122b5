import type { Answer, StudentQuestion } from '@holdout/contracts';

import {
  chosenByKey,
  cutAtGaps,
  filled,
  moved,
  orderOf,
  paired,
  toggled,
  wordsIn,
} from './answer-changes';

const option = (id: string) => ({ id, text: id.toUpperCase() });
const ordering = {
  type: 'ordering',
  text: '',
  points: 1,
  rule: 'positions',
  items: ['a', 'b', 'c'].map(option),
} satisfies StudentQuestion;

it('chooses and leaves an option of several', () => {
  const one = toggled(null, 'a');
  expect(one).toEqual({ type: 'multiple', options: ['a'] });
  expect(toggled(toggled(one, 'b'), 'a')).toEqual({ type: 'multiple', options: ['b'] });
});

it('pairs an item once, and takes the pair away', () => {
  const pair = paired(paired(null, 'i', 'x'), 'i', 'y');
  expect(pair).toEqual({ type: 'matching', pairs: [{ item: 'i', target: 'y' }] });
  expect(paired(pair, 'i', '')).toEqual({ type: 'matching', pairs: [] });
});

it('puts items in an order by steps that stop at the ends', () => {
  const shown = (answer: Answer | null) => orderOf(ordering, answer).map(({ id }) => id);
  expect(shown(null)).toEqual(['a', 'b', 'c']);
  const up = moved(['a', 'b', 'c'], 2, -1);
  expect(shown(up)).toEqual(['a', 'c', 'b']);
  expect(moved(['a', 'b', 'c'], 0, -1)).toEqual({ type: 'ordering', order: ['a', 'b', 'c'] });
  expect(shown({ type: 'ordering', order: ['c'] })).toEqual(['c', 'a', 'b']);
});

it('cuts a text at its gaps and fills each once', () => {
  expect(cutAtGaps('Una [[g1]] y [[g2]].')).toEqual([
    { text: 'Una ' },
    { gap: 'g1' },
    { text: ' y ' },
    { gap: 'g2' },
    { text: '.' },
  ]);
  const gap = (text: string) => ({ gap: 'g1', text, reading: null });
  expect(filled(filled(null, gap('AP')), gap('API'))).toEqual({
    type: 'cloze',
    gaps: [gap('API')],
  });
  expect(filled(filled(null, gap('AP')), gap(''))).toEqual({ type: 'cloze', gaps: [] });
});

it('answers by the keys where something is to be chosen', () => {
  const single = { type: 'single', text: '', points: 1, options: ['x', 'y'].map(option) } as const;
  expect(chosenByKey(single, null, '2')).toEqual({ type: 'single', option: 'y' });
  expect(chosenByKey(single, null, 'A')).toEqual({ type: 'single', option: 'x' });
  expect(chosenByKey(single, null, '3')).toBeUndefined();
  const truth = { type: 'true_false', text: '', points: 1 } as const;
  expect(chosenByKey(truth, null, 'b')).toEqual({ type: 'true_false', value: false });
  expect(chosenByKey(truth, null, 'c')).toBeUndefined();
  expect(chosenByKey(ordering, null, '1')).toBeUndefined();
});

it('counts words', () => {
  expect(wordsIn('  dos  palabras ')).toBe(2);
  expect(wordsIn('')).toBe(0);
});
