import { generator } from '@holdout/ml/random';

import {
  type Chooser,
  type Place,
  cheapestAssignment,
  costsOf,
  drawn,
  placesMissing,
} from './matching.rules';

const totalOf = (costs: readonly number[][], assigned: readonly number[]) =>
  assigned.reduce((sum, at, group) => sum + costs[group]![at]!, 0);

/** Every way there is. */
function bruteForce(costs: readonly number[][], capacities: readonly number[]): number {
  const free = [...capacities];
  const from = (group: number): number => {
    if (group === costs.length) return 0;
    let best = Infinity;
    for (const [at, cost] of costs[group]!.entries()) {
      if (free[at] === 0) continue;
      free[at]!--;
      best = Math.min(best, cost + from(group + 1));
      free[at]!++;
    }
    return best;
  };
  return from(0);
}

describe('the cheapest assignment', () => {
  it('costs what brute force finds, in 300 random cases, and keeps every capacity', () => {
    const random = generator('three hundred cases');
    const upTo = (n: number) => Math.floor(random() * n);
    for (let n = 0; n < 300; n++) {
      const capacities = Array.from({ length: 1 + upTo(4) }, () => upTo(4));
      const places = capacities.reduce((sum, capacity) => sum + capacity, 0);
      const groups = Math.min(places, upTo(7));
      const costs = Array.from({ length: groups }, () => capacities.map(() => upTo(7)));
      const assigned = cheapestAssignment(costs, capacities);
      expect(totalOf(costs, assigned)).toBe(bruteForce(costs, capacities));
      for (const [at, capacity] of capacities.entries())
        expect(assigned.filter((each) => each === at).length).toBeLessThanOrEqual(capacity);
    }
  });
  it('moves a whole chain of groups on, where the last one needs it', () => {
    // Each next group wants what the one before it has; only the first has another wish.
    const costs = [
      [1, 2, 9, 9],
      [9, 1, 2, 9],
      [9, 9, 1, 2],
      [1, 9, 9, 9],
    ];
    expect(cheapestAssignment(costs, [1, 1, 1, 1])).toEqual([1, 2, 3, 0]);
  });
  it('needs a place for every group', () => {
    expect(placesMissing(5, [2, 1, 1])).toBe(1);
    expect(placesMissing(4, [2, 1, 1])).toBe(0);
    expect(() => cheapestAssignment([[1], [1]], [1])).toThrow(RangeError);
    expect(cheapestAssignment([], [])).toEqual([]);
  });
});

describe('what a dataset costs a group', () => {
  it('is its place, and twice the last place where it is not ranked', () => {
    expect(costsOf(['b', 'a'], ['a', 'b', 'c'], 3)).toEqual([2, 1, 6]);
  });
  it('is nothing where it ranked none of them', () => {
    expect(costsOf([], ['a', 'b'], 3)).toEqual([0, 0]);
    expect(costsOf(['gone'], ['a', 'b'], 3)).toEqual([0, 0]);
  });
  it('moves up where what was dearer is offered no more', () => {
    expect(costsOf(['gone', 'b'], ['a', 'b'], 3)).toEqual([6, 1]);
  });
});

describe('a draw by its seed', () => {
  const choosers: Chooser[] = [
    { id: 'g1', ranks: ['a', 'b', 'c'] },
    { id: 'g2', ranks: ['a', 'b', 'c'] },
    { id: 'g3', ranks: ['a', 'c', 'b'] },
    { id: 'g4', ranks: [] },
  ];
  const places: Place[] = ['a', 'b', 'c', 'd'].map((datasetId) => ({ datasetId, capacity: 1 }));
  const textOf = (seed: string, from = choosers, among = places) =>
    JSON.stringify([...drawn(from, among, 3, seed)].sort());
  const costOf = (result: ReadonlyMap<string, string>) =>
    choosers.reduce((sum, { id, ranks }) => {
      const ids = places.map(({ datasetId }) => datasetId);
      return sum + costsOf(ranks, ids, 3)[ids.indexOf(result.get(id)!)]!;
    }, 0);

  it('is the same for the same seed, in whatever order groups and datasets come', () => {
    expect(textOf('x', [...choosers].reverse(), [...places].reverse())).toBe(textOf('x'));
  });
  it('differs by seed among what costs the same, and only there', () => {
    const seeds = Array.from({ length: 40 }, (_, n) => `seed ${n}`);
    expect(new Set(seeds.map((seed) => textOf(seed))).size).toBeGreaterThan(1);
    expect(new Set(seeds.map((seed) => costOf(drawn(choosers, places, 3, seed))))).toEqual(
      new Set([5]),
    );
  });
  it('gives who ranked nothing what the others leave', () => {
    for (const seed of ['p', 'q', 'r', 's'])
      expect(drawn(choosers, places, 3, seed).get('g4')).toBe('d');
  });
});
