import fc from 'fast-check';

import { mase, pinball } from './forecasting';
import { regressionReport } from './regression';
import { median, quantileOfSorted } from './select';
import { Sum } from './sum';

const report = (truth: readonly number[], predicted: readonly number[], features?: number) =>
  regressionReport(
    Float64Array.from(truth),
    Float64Array.from(predicted),
    features === undefined ? {} : { features },
  );

const finite = fc.double({ min: -1e6, max: 1e6, noNaN: true });

describe('the regression report', () => {
  it('has reasons for no rows, and no R² of one', () => {
    expect(report([], []).rmse).toEqual({ value: null, reason: 'no-rows' });
    const one = report([3], [5], 1);
    expect(one.r2).toEqual({ value: null, reason: 'one-row' });
    expect(one.adjustedR2).toEqual({ value: null, reason: 'one-row' });
    expect(one.mae).toEqual({ value: 2 });
    expect(one.medianAe).toEqual({ value: 2 });
  });

  it('calls a constant target explained where it is hit exactly, and not where it is missed', () => {
    expect(report([5, 5, 5], [5, 5, 5]).r2).toEqual({ value: 1 });
    expect(report([5, 5, 5], [5, 5, 6]).r2).toEqual({ value: 0 });
    expect(report([5, 5, 5], [6, 6, 6]).explainedVariance).toEqual({ value: 1 });
    // 1,500 errors of 0.1: the means of two blocks differ after rounding, and still the error is constant.
    const many = report(Array<number>(1500).fill(0), Array<number>(1500).fill(0.1));
    expect(many.explainedVariance).toEqual({ value: 1 });
    expect(report([1e306, 1e306, 1e306], [1e306, 1e306, 1e306]).r2).toEqual({ value: 1 });
    // Ten tenths: the mean of 0.1 is not 0.1 after rounding, and still the target is constant.
    expect(report(Array<number>(10).fill(0.1), Array<number>(10).fill(0.2)).r2).toEqual({
      value: 0,
    });
  });

  it('computes SSR as such: of a constant prediction it is its distance from the mean', () => {
    const { sse, sst, ssr } = report([1, 2, 3], [4, 4, 4]);
    expect([sse.value, sst.value, ssr.value]).toEqual([14, 2, 12]);
  });

  it('needs a number of features for adjusted R², and more rows than them', () => {
    expect(report([1, 2, 3], [1, 2, 4]).adjustedR2).toMatchObject({ reason: 'no-feature-count' });
    expect(report([1, 2, 3], [1, 2, 4], 2).adjustedR2).toMatchObject({ reason: 'too-few-rows' });
    expect(report([1, 2, 3, 4], [1, 2, 3, 5], 1).adjustedR2.value).toBeCloseTo(0.7, 14);
  });

  it('divides by the smallest step of 1 where the truth is 0, and by nothing where both are', () => {
    expect(report([0, 2], [0, 1]).mape).toEqual({ value: 0.25 });
    expect(report([0], [1]).mape).toEqual({ value: 2 ** 52 });
    expect(report([0, 1], [0, 3]).smape).toEqual({ value: 0.5 });
    expect(report([0, 0], [1, -1]).smape).toEqual({ value: 2 });
  });

  it('says overflow, never Infinity', () => {
    expect(report([1e200, 0], [-1e200, 0]).mse).toEqual({ value: null, reason: 'overflow' });
    expect(report([1e200, 0], [-1e200, 0]).mae).toEqual({ value: 1e200 });
  });

  it('keeps SST of small steps on an offset of a billion', () => {
    const n = 5000;
    const truth = Float64Array.from({ length: n }, (_, i) => 1e9 + (i % 3));
    const { sst, r2 } = regressionReport(
      truth,
      truth.map((y) => y + 0.5),
    );
    const counts = [1667, 1667, 1666];
    const mean = (counts[1]! + 2 * counts[2]!) / n;
    const exact = counts.reduce((sum, count, step) => sum + count * (step - mean) ** 2, 0);
    expect(sst.value! / exact).toBeCloseTo(1, 12);
    expect(r2.value).toBeCloseTo(1 - (0.25 * n) / exact, 12);
  });

  it.each([8192, 9001])('finds the median of %d errors without keeping them', (n) => {
    const truth = Float64Array.from({ length: n }, (_, i) => (i * 7919) % 1000);
    for (const [of, error] of [
      ['many', (i: number) => ((i * 31) % 977) / 7],
      ['equal', () => 0.3],
      ['some that pass 1.8e308', (i: number) => (i % 3 === 0 ? 1 : Number.POSITIVE_INFINITY)],
      ['two, far apart', (i: number) => (i < n / 2 ? 1e-300 : 1e300)],
    ] as const) {
      const predicted = truth.map((y, i) => y + error(i));
      const errors = truth.map((y, i) => Math.abs(y - predicted[i]!)).sort();
      const middle = (errors[(n - 1) >> 1]! + errors[n >> 1]!) / 2;
      expect([of, regressionReport(truth, predicted).medianAe.value ?? Infinity]).toEqual([
        of,
        middle,
      ]);
    }
  });

  it('takes squares from the block’s own mean where the one before is far off', () => {
    const n = 4096;
    const truth = Float64Array.from({ length: n }, (_, i) => (i < n / 2 ? 0 : 1e9) + (i % 2));
    const predicted = truth.map((y) => y - 1e8 - 3);
    const { sst, ssr, explainedVariance } = regressionReport(truth, predicted);
    expect(sst.value! / ((n / 4) * 1e18 + n / 4)).toBeCloseTo(1, 14);
    expect(ssr.value! / (sst.value! + n * (1e8 + 3) ** 2)).toBeCloseTo(1, 14);
    expect(explainedVariance).toEqual({ value: 1 });
  });

  it('divides by each row’s own size among rows of 0, of 1e-200 and of 1e200', () => {
    const truth = [0, 1e-200, 1, 1e200];
    const predicted = [0, 3e-200, 3, 3e200];
    const { mape, smape } = report(truth, predicted);
    expect(mape.value).toBeCloseTo((2 + 2) / 4, 14);
    expect(smape.value).toBeCloseTo(3 / 4, 14);
  });

  it('refuses arrays of unequal length', () => {
    expect(() => report([1, 2], [1])).toThrow(RangeError);
  });

  it('always agrees with the formulas written out, in any order of rows', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(finite, finite), { minLength: 2, maxLength: 50 }), (rows) => {
        const of = (list: typeof rows) =>
          report(
            list.map(([y]) => y),
            list.map(([, p]) => p),
          );
        const n = rows.length;
        const errors = rows.map(([y, p]) => Math.abs(y - p));
        const { mae, mse, rmse, maxError, medianAe } = of(rows);
        const near = (ours: number | null, theirs: number) => {
          expect(Math.abs(ours! - theirs)).toBeLessThanOrEqual(1e-12 * Math.max(1, theirs));
        };
        near(mae.value, errors.reduce((sum, e) => sum + e, 0) / n);
        near(mse.value, errors.reduce((sum, e) => sum + e * e, 0) / n);
        near(rmse.value, Math.sqrt(errors.reduce((sum, e) => sum + e * e, 0) / n));
        const sorted = errors.toSorted((a, b) => a - b);
        expect(maxError.value).toBe(sorted.at(-1));
        expect(medianAe.value).toBe(
          (sorted[Math.floor((n - 1) / 2)]! + sorted[Math.ceil((n - 1) / 2)]!) / 2,
        );
        expect(of([...rows].reverse()).mae.value).toBeCloseTo(mae.value!, 9);
      }),
      { numRuns: 200 },
    );
  });
});

describe('forecasting', () => {
  const train = Float64Array.from([515, 648, 629, 647]);
  const truth = Float64Array.from([822, 780]);

  it('scales by the naive error of the training part, season by season', () => {
    const predicted = Float64Array.from([647, 647]);
    expect(mase(truth, predicted, train).value).toBeCloseTo(154 / (170 / 3), 12);
    expect(mase(truth, predicted, train, 2).value).toBeCloseTo(154 / 57.5, 12);
  });

  it('has no MASE without a training part, one no longer than a season, or a constant one', () => {
    const p = Float64Array.from([1, 2]);
    expect(mase(truth, p, undefined)).toMatchObject({ reason: 'no-training-part' });
    expect(mase(truth, p, train, 4)).toMatchObject({ reason: 'no-training-part' });
    expect(mase(truth, p, new Float64Array(9).fill(3))).toMatchObject({
      reason: 'constant-training-part',
    });
    expect(mase(new Float64Array(0), new Float64Array(0), train)).toMatchObject({
      reason: 'no-rows',
    });
  });

  it('loses q per unit below the truth and 1 − q above it', () => {
    expect(pinball(Float64Array.from([10, 10]), Float64Array.from([8, 11]), 0.9).value).toBeCloseTo(
      (1.8 + 0.1) / 2,
      14,
    );
    expect(pinball(Float64Array.from([10, 10]), Float64Array.from([8, 11])).value).toBe(0.75);
  });
});

describe('what sums and medians rest on', () => {
  it('adds 1, 10¹⁰⁰, 1, −10¹⁰⁰ to 2', () => {
    const sum = new Sum();
    for (const x of [1, 1e100, 1, -1e100]) sum.add(x);
    expect(sum.value).toBe(2);
  });

  it('finds the median of any values, those made to defeat its pivots included', () => {
    expect(median(new Float64Array(0))).toBeNaN();
    const pipes = Float64Array.from({ length: 2000 }, (_, i) => (i < 1000 ? i : 2000 - i));
    expect(median(pipes.slice())).toBe(500);
    fc.assert(
      fc.property(fc.array(finite, { minLength: 1, maxLength: 40 }), (values) => {
        const sorted = values.toSorted((a, b) => a - b);
        const n = sorted.length;
        const middle = (sorted[Math.floor((n - 1) / 2)]! + sorted[Math.ceil((n - 1) / 2)]!) / 2;
        expect(median(Float64Array.from(values)) + 0).toBe(middle + 0);
      }),
    );
  });

  it('takes quantiles between values, as numpy and R do', () => {
    const sorted = Float64Array.from([100, 110, 120, 150, 200, 250]);
    expect(quantileOfSorted(sorted, 0.25)).toBe(112.5);
    expect(quantileOfSorted(sorted, 0.75)).toBe(187.5);
    expect(quantileOfSorted(sorted, 1)).toBe(250);
    expect(quantileOfSorted(new Float64Array(0), 0.5)).toBeNaN();
  });
});
