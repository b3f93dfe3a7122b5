import type { Phase } from '@holdout/contracts';

import { dropOf, moved, stepOf } from './board-moves';

const cards = [
  { id: 'a', phase: 'modeling' as Phase },
  { id: 'b', phase: 'modeling' as Phase },
  { id: 'c', phase: 'modeling' as Phase },
  { id: 'x', phase: 'evaluation' as Phase },
];
const after = (id: string, direction: 'up' | 'down' | 'left' | 'right') => {
  const to = stepOf(cards, id, direction);
  return to && moved(cards, id, to).map((card) => `${card.phase[0]!}${card.id}`);
};

describe('the moves of a card', () => {
  it('go one step by the keyboard', () => {
    expect(after('b', 'up')).toEqual(['mb', 'ma', 'mc', 'ex']);
    expect(after('b', 'down')).toEqual(['ma', 'mc', 'mb', 'ex']);
    expect(after('a', 'right')).toEqual(['mb', 'mc', 'ea', 'ex']);
    expect(after('c', 'right')).toEqual(['ma', 'mb', 'ex', 'ec']);
    expect(after('x', 'left')).toEqual(['mx', 'ma', 'mb', 'mc']);
  });

  it('end at the edges of the board', () => {
    expect(after('a', 'up')).toBeUndefined();
    expect(after('c', 'down')).toBeUndefined();
    const last = [{ id: 'z', phase: 'deployment' as Phase }];
    expect(stepOf(last, 'z', 'right')).toBeUndefined();
    const first = [{ id: 'z', phase: 'business-understanding' as Phase }];
    expect(stepOf(first, 'z', 'left')).toBeUndefined();
    expect(stepOf(cards, 'gone', 'up')).toBeUndefined();
  });

  it('are dropped before the neighbour that was there, or at the end', () => {
    expect(dropOf(cards, 'a', 'modeling', 1)).toEqual({ phase: 'modeling', beforeId: 'c' });
    expect(dropOf(cards, 'a', 'evaluation', 0)).toEqual({ phase: 'evaluation', beforeId: 'x' });
    expect(dropOf(cards, 'a', 'deployment', 0)).toEqual({ phase: 'deployment', beforeId: null });
  });
});
