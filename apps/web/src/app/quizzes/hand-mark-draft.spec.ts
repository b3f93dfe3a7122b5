import type { MarkedAnswer } from '@holdout/contracts';

import {
  type Digits,
  type HandDraft,
  bodyOfMark,
  draftOfMark,
  handFaults,
  pointsOf,
  pressed,
} from './hand-mark-draft';

const START: Digits = { at: 0, open: false };
const draft = (...values: string[]): HandDraft => ({ values, comment: '', reason: '' });
const after = (keys: string, most: readonly number[]) => {
  let state = { draft: draft(...most.map(() => '')), digits: START };
  for (const key of keys) state = pressed(state.draft, most, state.digits, key);
  return state.draft.values;
};

it('a digit is the points; another one replaces it where both together are too many', () => {
  expect(after('3', [4])).toEqual(['3']);
  expect(after('32', [4])).toEqual(['2']);
  expect(after('10', [10])).toEqual(['10']);
  expect(after('15', [10])).toEqual(['5']);
  expect(after('9', [4])).toEqual(['']);
});

it('with a rubric each digit goes to the next criterion', () => {
  expect(after('21', [3, 1])).toEqual(['2', '1']);
  expect(after('01', [3, 1])).toEqual(['0', '1']);
  expect(after('102', [10, 3])).toEqual(['10', '2']);
  expect(after('13', [10, 3])).toEqual(['1', '3']);
});

const content = {
  title: 'Ensayo',
  text: '',
  points: 4,
  generalFeedback: '',
  tags: [],
  parameters: [],
};
const essay: MarkedAnswer = {
  questionId: '0198a8b0-0000-7000-8000-000000000001',
  title: 'Ensayo',
  points: 4,
  content: {
    ...content,
    type: 'essay',
    rubric: [
      { id: 'c1', criterion: 'Decide', points: 3 },
      { id: 'c2', criterion: 'Cifras', points: 1 },
    ],
    maxWords: null,
    markerNotes: '',
  },
  question: { type: 'essay', text: '', points: 4, rubric: [], maxWords: null },
  solution: { answer: null, generalFeedback: '' },
  answer: { type: 'essay', text: 'Algo' },
  version: 1,
  state: 'manual',
  earned: null,
  parts: [],
  feedback: [],
  by: 'key',
  markedBy: null,
  markedAt: null,
  comment: '',
  rubric: [],
  askedVersion: 1,
  markedVersion: 1,
  turns: [],
  clientAt: null,
  savedAt: null,
  spentMs: 0,
};
const keyed: MarkedAnswer = {
  ...essay,
  content: { ...content, type: 'true_false', correct: true, feedbackTrue: '', feedbackFalse: '' },
};

it('sums the criteria exactly, with a decimal comma too, and waits for all of them', () => {
  expect(draftOfMark(essay).values).toEqual(['', '']);
  expect(pointsOf(draft('2,1', '0.2'))).toBe(2.3);
  expect(pointsOf(draft('2', ''))).toBeNull();
  expect(bodyOfMark({ ...draft('2,5', '1'), comment: 'Bien' }, essay)).toEqual({
    points: 3.5,
    comment: 'Bien',
    rubric: [
      { id: 'c1', points: 2.5 },
      { id: 'c2', points: 1 },
    ],
    reason: '',
  });
});

it('refuses letters, more than it is worth, and another mark than the key’s without a reason', () => {
  expect(handFaults(draft('dos', '1'), essay)).toEqual(['points']);
  expect(handFaults(draft('1', '2'), essay)).toEqual(['above']);
  expect(handFaults(draft('4'), keyed)).toEqual(['reason']);
  expect(handFaults({ ...draft('4'), reason: 'La clave falla' }, keyed)).toEqual([]);
});
