import fc from 'fast-check';

import { type Contender, inBoardOrder, tieTiers } from './tiers';

const named = (id: string, sortKey: number, at = 0): Contender => ({ id, sortKey, at });

/** Tied within so much of the leader. */
const within = (width: number) => (leader: Contender, other: Contender) =>
  Promise.resolve(other.sortKey - leader.sortKey <= width);

const told = async (contenders: readonly Contender[], width: number) =>
  (await tieTiers(contenders, within(width))).map(
    ({ contender, tier, rank }) => `${contender.id} ${tier} ${rank}`,
  );

describe('tie tiers', () => {
  it('share a rank, and the next counts on from all above: 1, 1, 3', async () => {
    expect(await told([named('a', 0), named('b', 1), named('c', 5)], 1)).toEqual([
      'a 1 1',
      'b 1 1',
      'c 2 3',
    ]);
  });

  it('are measured from the leader, not from the neighbour: a chain of small steps breaks', async () => {
    const chain = [0, 1, 2, 3, 4].map((key) => named(String(key), key));
    expect(await told(chain, 1)).toEqual(['0 1 1', '1 1 1', '2 2 3', '3 2 3', '4 3 5']);
  });

  it('lift none back: one that is tied with the leader stays below one that is not', async () => {
    const tied = (_: Contender, other: Contender) => Promise.resolve(other.id !== 'b');
    const placed = await tieTiers([named('a', 0), named('b', 1), named('c', 2)], tied);
    expect(placed.map(({ contender, leader }) => contender.id + leader.id)).toEqual([
      'aa',
      'bb',
      'cb',
    ]);
  });

  it('compare nobody but with a leader, each once', async () => {
    const asked: string[] = [];
    await tieTiers(
      [0, 1, 2, 3].map((key) => named(String(key), key)),
      (leader, other) => {
        asked.push(leader.id + other.id);
        return Promise.resolve(other.sortKey - leader.sortKey <= 1);
      },
    );
    expect(asked).toEqual(['01', '02', '23']);
  });

  it('are ordered inside by score, then earlier, then id', async () => {
    const equal = [named('b', 1, 5), named('c', 1, 4), named('a', 1, 5), named('d', 0, 9)];
    expect(inBoardOrder(equal).map(({ id }) => id)).toEqual(['d', 'c', 'a', 'b']);
    expect(await told([], 1)).toEqual([]);
  });

  it('are the same whatever the order of what is given; contiguous; ranked 1 + all in higher tiers', async () => {
    const contender = fc.record({
      sortKey: fc.integer({ min: 0, max: 12 }),
      at: fc.integer({ min: 0, max: 2 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(contender, { maxLength: 12 }),
        fc.integer({ min: 0, max: 4 }),
        fc.integer({ min: 1, max: 50 }),
        async (given, width, turn) => {
          const all = given.map((each, i) => ({ ...each, id: String.fromCharCode(97 + i) }));
          const placed = await tieTiers(all, within(width));
          const turned = all.map((_, i) => all[(i + turn) % all.length]!).reverse();
          expect(await tieTiers(turned, within(width))).toEqual(placed);
          placed.forEach(({ tier, rank, leader, contender: own }, i) => {
            const before = placed[i - 1];
            expect(tier === before?.tier || tier === (before?.tier ?? 0) + 1).toBe(true);
            expect(rank).toBe(1 + placed.filter((each) => each.tier < tier).length);
            expect(own === leader || own.sortKey - leader.sortKey <= width).toBe(true);
          });
        },
      ),
      { numRuns: 60 },
    );
  });
});
