import { levelsOf } from './levels.rules';

const levels = (n: number, predictedOf: (i: number) => number = (i) => i) =>
  levelsOf(
    Float64Array.from({ length: n }, (_, i) => i + 1),
    Float64Array.from({ length: n }, (_, i) => predictedOf(i)),
  );

describe('the levels of a prediction', () => {
  it('are at most 20, of 5 rows or more, from the lowest to the highest, and hold every row once', () => {
    for (const n of [5, 9, 24, 99, 101, 1000]) {
      const found = levels(n);
      expect(found.length).toBeLessThanOrEqual(20);
      expect(Math.min(...found.map(({ rows }) => rows))).toBeGreaterThanOrEqual(5);
      expect(found.reduce((sum, { rows }) => sum + rows, 0)).toBe(n);
      expect([found[0]?.from, found.at(-1)?.to]).toEqual([0, n - 1]);
    }
    expect(levels(1000)).toHaveLength(20);
  });

  it('say how far the truth is off, and how much that varies', () => {
    expect(levels(100)[3]).toMatchObject({ mean: 1, sd: 0 });
    const [level] = levelsOf(Float64Array.of(1, 2, 3, 4, 5), Float64Array.of(0, 0, 0, 0, 0));
    expect(level).toEqual({ from: 0, to: 0, rows: 5, mean: 3, sd: Math.SQRT2 });
  });

  it('keep equal predictions together', () => {
    expect(levels(100, () => 7)).toHaveLength(1);
    expect(levels(100, (i) => Math.floor(i / 30)).map(({ rows }) => rows)).toEqual([
      30, 30, 30, 10,
    ]);
  });

  it('are none of fewer than 5 rows', () => {
    expect(levels(4)).toEqual([]);
    expect(levels(0)).toEqual([]);
  });
});
