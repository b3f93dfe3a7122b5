import fc from 'fast-check';

import { shuffledUnits } from './shuffled';
import { KeyIndex, unitsOf } from './units';

const key = fc.oneof(
  fc.maxSafeNat(),
  fc.nat({ max: 20 }),
  fc.constantFrom(2 ** 32, 2 ** 31, 2 ** 53 - 1, 0),
);

describe('the index of keys', () => {
  it('gives each key the place at which it came first, as a Map does', () => {
    fc.assert(
      fc.property(fc.array(key, { maxLength: 60 }), key, (keys, other) => {
        const index = new KeyIndex();
        const map = new Map<number, number>();
        for (const each of keys) {
          if (!map.has(each)) map.set(each, map.size);
          expect(index.add(each)).toBe(map.get(each));
        }
        expect([...index.keys]).toEqual([...map.keys()]);
        expect(index.find(other)).toBe(map.get(other) ?? -1);
      }),
      { numRuns: 50 },
    );
  });

  it('grows past its first size, and finds what shares its lower half', () => {
    const { unit, keys } = unitsOf(20_000, (row) => (row % 5000) * 2 ** 32);
    expect(keys).toHaveLength(5000);
    expect(unit.every((u, row) => u === row % 5000)).toBe(true);
  });
});

describe('the order of units', () => {
  it('holds each once, says the same of a key wherever it stands, and is another with another seed', () => {
    const keys = Float64Array.from({ length: 3000 }, (_, i) => i * 3_000_000_007);
    const order = Array.from(shuffledUnits(keys, 'siete'), (i) => keys[i]!);
    const reversed = keys.slice().reverse();
    expect(Array.from(shuffledUnits(reversed, 'siete'), (i) => reversed[i]!)).toEqual(order);
    expect([...order].sort((a, b) => a - b)).toEqual([...keys]);
    expect(Array.from(shuffledUnits(keys, 'ocho'), (i) => keys[i]!)).not.toEqual(order);
    // No drift: the first half of the order is no half of the keys.
    const low = order.slice(0, 1500).filter((each) => each < keys[1500]!).length;
    expect(Math.abs(low - 750)).toBeLessThan(5 * Math.sqrt(3000 / 16) * 2);
  });

  it('puts equal draws in the order of their keys', () => {
    const same = Float64Array.of(5, 5, 1, 5);
    const order = shuffledUnits(same, 's');
    const at = order.indexOf(2);
    expect([...order].filter((i) => i !== 2).map((i) => same[i])).toEqual([5, 5, 5]);
    expect(at === 0 || at === 3).toBe(true);
  });
});
