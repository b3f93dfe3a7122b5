import { waitingFrom } from './marking-queue';

const one = (attemptId: string, questionId: string, marked = false) => ({
  attemptId,
  questionId,
  marked,
});
const queue = [one('a', 'q'), one('b', 'q'), one('b', 'r'), one('c', 'q', true)];

it('goes on to what waits, in the queue’s order and round at its ends', () => {
  expect(waitingFrom(queue, one('a', 'q'), 1)).toBe(queue[1]);
  expect(waitingFrom(queue, one('b', 'q'), 1)).toBe(queue[2]);
  expect(waitingFrom(queue, one('b', 'r'), 1)).toBe(queue[0]);
  expect(waitingFrom(queue, one('b', 'q'), -1)).toBe(queue[0]);
  expect(waitingFrom(queue, one('a', 'q'), -1)).toBe(queue[2]);
});

it('from an answer that does not wait, it goes to the first or the last', () => {
  expect(waitingFrom(queue, one('z', 'q'), 1)).toBe(queue[0]);
  expect(waitingFrom(queue, undefined, -1)).toBe(queue[2]);
});

it('finds nothing where nothing else waits', () => {
  expect(waitingFrom([one('a', 'q'), one('c', 'q', true)], one('a', 'q'), 1)).toBeUndefined();
});
