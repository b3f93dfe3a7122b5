import fc from 'fast-check';

import {
  alphaOf,
  deviationOf,
  discriminationOf,
  distractorsOf,
  facilityOf,
  medianOf,
  pointBiserialOf,
  tenthsOf,
} from './items';

/** Worked by hand: five people, three questions. Sums 3 2 2 1 0. */
const ROWS = [
  [1, 1, 1],
  [1, 1, 0],
  [1, 0, 1],
  [1, 0, 0],
  [0, 0, 0],
];
const column = (i: number) => ROWS.map((row) => row[i]!);
const TOTALS = [3, 2, 2, 1, 0];

describe('item analysis', () => {
  it('facility is the mean share: 4 of 5, 2 of 5, and a half counts a half', () => {
    expect(facilityOf(column(0))).toBeCloseTo(0.8, 12);
    expect(facilityOf(column(1))).toBeCloseTo(0.4, 12);
    expect(facilityOf([1, 0.5, 0])).toBeCloseTo(0.5, 12);
    expect(facilityOf([])).toBeNull();
  });

  it('discrimination compares the best 27 % with the worst: of 5 people, one at each end', () => {
    expect(discriminationOf(column(0), TOTALS)).toBe(1);
    // Of ten people three at each end: best 1 1 0, worst 0 1 0 → 2/3 − 1/3.
    const shares = [1, 1, 0, 1, 0, 1, 0, 0, 1, 0];
    expect(discriminationOf(shares, [10, 9, 8, 7, 6, 5, 4, 3, 2, 1])).toBeCloseTo(1 / 3, 12);
  });

  it('discrimination is negative where the worst know it better', () => {
    expect(discriminationOf([0, 0, 1, 1], [4, 3, 2, 1])).toBe(-1);
  });

  it('point-biserial leaves the question out of the rest: by hand 0.16 ÷ √(0.16 · 0.56) = 0.5345', () => {
    // shares 1 1 1 1 0 (mean 0.8, variance 0.16); rests 2 1 1 0 0 (mean 0.8, variance 0.56); covariance 0.16
    expect(pointBiserialOf(column(0), [2, 1, 1, 0, 0])).toBeCloseTo(
      0.16 / Math.sqrt(0.16 * 0.56),
      12,
    );
    expect(pointBiserialOf(column(0), [2, 1, 1, 0, 0])).toBeCloseTo(0.5345, 4);
  });

  it('alpha: 3/2 · (1 − (0.16 + 0.24 + 0.24) ÷ 1.04) = 0.5769', () => {
    expect(alphaOf(ROWS)).toBeCloseTo(1.5 * (1 - 0.64 / 1.04), 12);
    expect(alphaOf(ROWS)).toBeCloseTo(0.5769, 4);
  });

  it('alpha of questions that all say the same is 1', () => {
    expect(
      alphaOf([
        [1, 1],
        [0, 0],
        [1, 1],
      ]),
    ).toBeCloseTo(1, 12);
  });

  it('says nothing where there is nothing to say', () => {
    expect(alphaOf([[1], [0]])).toBeNull();
    expect(alphaOf([[1, 1]])).toBeNull();
    expect(
      alphaOf([
        [1, 0],
        [0, 1],
      ]),
    ).toBeNull(); // all sums are 1
    expect(discriminationOf([1, 0, 1], [3, 2, 1])).toBeNull();
    expect(discriminationOf([1, 0, 1, 0], [2, 2, 2, 2])).toBeNull();
    expect(pointBiserialOf([1, 1, 1], [3, 2, 1])).toBeNull();
    expect(pointBiserialOf([1, 0], [3, 2])).toBeNull();
  });

  it('counts who chose what at both ends and between', () => {
    const choices = [['a'], ['a', 'b'], ['b'], ['c'], []];
    expect([...distractorsOf(choices, TOTALS)]).toEqual([
      ['a', { best: 1, middle: 1, worst: 0 }],
      ['b', { best: 0, middle: 2, worst: 0 }],
      ['c', { best: 0, middle: 1, worst: 0 }],
    ]);
  });

  it('median, deviation and tenths', () => {
    expect([medianOf([3, 1, 2]), medianOf([4, 1, 2, 3]), medianOf([])]).toEqual([2, 2.5, null]);
    expect(deviationOf([2, 4, 4, 4, 5, 5, 7, 9])).toBeCloseTo(Math.sqrt(32 / 7), 12);
    expect(deviationOf([1])).toBeNull();
    expect(tenthsOf([0, 0.05, 0.1, 0.3, 0.999, 1])).toEqual([2, 1, 0, 1, 0, 0, 0, 0, 0, 2]);
  });

  it('bounds hold whatever was earned', () => {
    const share = fc.constantFrom(0, 0.25, 0.5, 1);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(share, share, share), { minLength: 4, maxLength: 30 }),
        (rows) => {
          const totals = rows.map((row) => row[0] + row[1] + row[2]);
          const first = rows.map((row) => row[0]);
          const rests = rows.map((row) => row[1] + row[2]);
          const [d, r, a] = [
            discriminationOf(first, totals),
            pointBiserialOf(first, rests),
            alphaOf(rows),
          ];
          expect(Math.abs(d ?? 0)).toBeLessThanOrEqual(1);
          expect(Math.abs(r ?? 0)).toBeLessThanOrEqual(1 + 1e-9);
          expect(a ?? 0).toBeLessThanOrEqual(1 + 1e-9);
        },
      ),
      { numRuns: 100 },
    );
  });
});
