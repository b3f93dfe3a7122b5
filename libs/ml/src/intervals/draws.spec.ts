import { generator } from '../random';
import { binomial, multinomial } from './draws';

/** Binomial probabilities by their recurrence. */
function probabilities(n: number, p: number): number[] {
  const all = [(1 - p) ** n];
  for (let k = 1; k <= n; k++) all.push((all[k - 1]! * (n - k + 1) * p) / (k * (1 - p)));
  return all;
}

describe('draws', () => {
  it.each([
    [20, 0.1, 'inversion'],
    [20, 0.93, 'inversion, mirrored'],
    [60, 0.4, 'rejection'],
    [200, 0.75, 'rejection, mirrored'],
  ])('binomial(%d, %d) by %s is binomial: chi-square within five deviations', (n, p) => {
    const random = generator(`binomial ${n}`);
    const draws = 20_000;
    const seen = new Float64Array(n + 1);
    for (let i = 0; i < draws; i++) seen[binomial(n, p, random)]! += 1;
    // Values too rare to count go together.
    let chi = 0;
    let bins = 0;
    let rare = 0;
    let rareSeen = 0;
    probabilities(n, p).forEach((share, k) => {
      if (share * draws < 10) {
        rare += share * draws;
        rareSeen += seen[k]!;
        return;
      }
      chi += (seen[k]! - share * draws) ** 2 / (share * draws);
      bins++;
    });
    if (rare > 5) chi += (rareSeen - rare) ** 2 / rare;
    expect(Math.abs(chi - bins)).toBeLessThan(5 * Math.sqrt(2 * bins));
  });

  it('never draws outside of 0 … n, even from tiny and certain shares', () => {
    const random = generator('edges');
    expect(binomial(10, 0, random)).toBe(0);
    expect(binomial(10, 1, random)).toBe(10);
    expect(binomial(0, 0.3, random)).toBe(0);
    for (let i = 0; i < 1000; i++) {
      const k = binomial(1_000_000, 0.999_999, random);
      expect(k >= 999_900 && k <= 1_000_000).toBe(true);
    }
  });

  it.each([
    [[5, 0, 60, 2, 0], 'row by row'],
    [[50, 0, 1000, 20, 0], 'cell by cell'],
  ])('draws all rows of %j again, %s, and never one of an empty cell', (cells) => {
    const counts = Float64Array.from(cells);
    const rows = counts.reduce((sum, count) => sum + count, 0);
    const draw = multinomial(counts, 'cells');
    const drawn = new Float64Array(5);
    const total = new Float64Array(5);
    const squares = new Float64Array(5);
    const replicates = 2000;
    for (let i = 0; i < replicates; i++) {
      draw(drawn);
      drawn.forEach((count, c) => {
        total[c]! += count;
        squares[c]! += count * count;
      });
      expect(drawn.reduce((sum, count) => sum + count, 0)).toBe(rows);
    }
    expect([total[1], total[4]]).toEqual([0, 0]);
    for (const c of [0, 2, 3]) {
      const mean = total[c]! / replicates;
      const variance = counts[c]! * (1 - counts[c]! / rows);
      expect(Math.abs(mean - counts[c]!)).toBeLessThan(4 * Math.sqrt(variance / replicates));
      const ratio = (squares[c]! / replicates - mean * mean) / variance;
      expect(Math.abs(ratio - 1)).toBeLessThan(5 * Math.sqrt(2 / replicates));
    }
  });
});
