import type { Scored } from '../metrics/scored';
import { generator } from '../random';
import { withIntervals } from './index';

const binary = (truth: readonly number[], predicted: readonly number[], probability?: number[]) =>
  ({
    task: 'binary',
    truth: Uint16Array.from(truth),
    predicted: Uint16Array.from(predicted),
    classes: 2,
    probability: probability ? Float64Array.from(probability) : null,
  }) as const satisfies Scored;

const numbers = (truth: readonly number[], predicted: readonly number[]) =>
  ({
    task: 'regression',
    truth: Float64Array.from(truth),
    predicted: Float64Array.from(predicted),
  }) as const satisfies Scored;

function noisy(rows: number, seed: string, noise = 1, offset = 0): Scored {
  const random = generator(seed);
  const truth = Array.from({ length: rows }, () => offset + random() * 10);
  return numbers(
    truth,
    truth.map((y) => y + noise * (random() - 0.5)),
  );
}

// The course's marketing example: 2 of 4 found, 4 of 6 left alone.
const marketing = binary([0, 0, 1, 1, 0, 1, 0, 0, 1, 0], [0, 1, 0, 1, 0, 0, 0, 0, 1, 1]);
const bobo = binary([0, 0, 1, 1, 0, 1, 0, 0, 1, 0], Array<number>(10).fill(0));

describe('intervals', () => {
  it('gives shares Wilson’s: 6 of 10 is 0.3126738 to 0.8318197', () => {
    const { accuracy, recall } = withIntervals(marketing, {
      seed: '1',
      metrics: ['accuracy', 'recall'],
    });
    expect(accuracy!.value).toBe(0.6);
    expect(accuracy!.low).toBeCloseTo(0.3126738, 7);
    expect(accuracy!.high).toBeCloseTo(0.8318197, 7);
    expect(recall).toMatchObject({ value: 0.5 });
    expect(recall!.low! + recall!.high!).toBeCloseTo(1, 12);
  });

  it('reaches 0 and 1 where all rows are wrong or right, and no further', () => {
    const right = withIntervals(binary([0, 1], [0, 1]), { seed: '1', metrics: ['accuracy'] });
    const wrong = withIntervals(binary([0, 1], [1, 0]), { seed: '1', metrics: ['accuracy'] });
    expect(right.accuracy).toMatchObject({ value: 1, high: 1 });
    expect(wrong.accuracy).toMatchObject({ value: 0, low: 0 });
    expect(wrong.accuracy!.high).toBeCloseTo(0.6576198, 6); // z²/(n + z²)
  });

  it('says of a precision of 0/0 that there was nothing to divide by', () => {
    const { precision, f1 } = withIntervals(bobo, { seed: '1', metrics: ['precision', 'f1'] });
    expect(precision).toEqual({ value: 0, low: null, high: null, reason: 'zero-denominator' });
    expect(f1).toEqual({ value: 0, low: null, high: null, reason: 'no-spread' });
  });

  it('passes the reason of an undefined figure on', () => {
    const { roc_auc, log_loss } = withIntervals(binary([1, 1], [1, 1], [0.5, 0.6]), {
      seed: '1',
      metrics: ['roc_auc', 'log_loss'],
    });
    expect(roc_auc).toEqual({ value: null, low: null, high: null, reason: 'one-class' });
    expect(log_loss!.value).toBeCloseTo(0.601986402162968, 12);
    expect(withIntervals(marketing, { seed: '1', metrics: ['log_loss'] }).log_loss).toMatchObject({
      value: null,
      reason: 'no-probability',
    });
  });

  it('is the same again with the same seed, and another with another', () => {
    const metrics = ['rmse'] as const;
    const once = withIntervals(noisy(100, 'a'), { seed: '7', metrics });
    expect(withIntervals(noisy(100, 'a'), { seed: '7', metrics })).toEqual(once);
    expect(withIntervals(noisy(100, 'a'), { seed: '8', metrics })).not.toEqual(once);
  });

  it('bootstraps a mean to within a tenth of its known standard error', () => {
    const scored = noisy(400, 'mean');
    if (scored.task !== 'regression') throw new Error('not numbers');
    const errors = scored.truth.map((y, i) => Math.abs(y - scored.predicted[i]!));
    const mean = errors.reduce((sum, e) => sum + e, 0) / 400;
    const deviation = Math.sqrt(errors.reduce((sum, e) => sum + (e - mean) ** 2, 0) / 400);
    const { mae } = withIntervals(scored, { seed: '1', metrics: ['mae'] });
    const half = (mae!.high! - mae!.low!) / 2;
    expect(half / (1.96 * (deviation / 20))).toBeGreaterThan(0.9);
    expect(half / (1.96 * (deviation / 20))).toBeLessThan(1.1);
  });

  it('draws cells of many rows to the same spread as rows', () => {
    const few = withIntervals(noisy(2000, 'n'), { seed: '1', metrics: ['mae'] }).mae!;
    const many = withIntervals(noisy(32_000, 'n'), { seed: '1', metrics: ['mae'] }).mae!;
    const ratio = (few.high! - few.low!) / (many.high! - many.low!);
    expect(ratio).toBeGreaterThan(4 * 0.88); // 16 times the rows, a quarter of the width
    expect(ratio).toBeLessThan(4 * 1.12);
  });

  it('does not lose R² to an offset of a billion', () => {
    const metrics = ['r2', 'explained_variance'] as const;
    const plain = withIntervals(noisy(300, 'o'), { seed: '1', metrics });
    const far = withIntervals(noisy(300, 'o', 1, 1e9), { seed: '1', metrics });
    expect(far.r2!.low).toBeCloseTo(plain.r2!.low!, 5);
    expect(far.explained_variance!.high).toBeCloseTo(plain.explained_variance!.high!, 5);
  });

  it('has every figure of a task inside its interval, or says why there is none', () => {
    const random = generator('every');
    const rows = 200;
    const truth = Array.from({ length: rows }, () => Math.floor(random() * 3));
    const probability = truth.flatMap((y) => {
      const raw = [0, 1, 2].map((k) => (k === y ? 1 : 0) + random());
      const sum = raw.reduce((a, b) => a + b, 0);
      return raw.map((p) => p / sum);
    });
    const scored: Scored = {
      task: 'multiclass',
      truth: Uint16Array.from(truth),
      predicted: Uint16Array.from(truth, (y) => (random() < 0.7 ? y : Math.floor(random() * 3))),
      classes: 3,
      probability: Float64Array.from(probability),
    };
    for (const task of [scored, noisy(50, 'r')])
      for (const [metric, interval] of Object.entries(withIntervals(task, { seed: '1' }))) {
        if (interval.value === null || interval.low === null) {
          expect([metric, 'reason' in interval]).toEqual([metric, true]);
          continue;
        }
        expect([metric, interval.low <= interval.value]).toEqual([metric, true]);
        expect([metric, interval.value <= interval.high]).toEqual([metric, true]);
        expect([metric, interval.low < interval.high]).toEqual([metric, true]);
      }
  });

  it('has no interval of one row, nor of a prediction that never errs', () => {
    const metrics = ['rmse', 'median_ae', 'r2'] as const;
    const one = withIntervals(numbers([1], [2]), { seed: '1', metrics });
    expect(one.rmse).toMatchObject({ value: 1, reason: 'too-few-rows' });
    expect(one.median_ae).toMatchObject({ value: 1, reason: 'too-few-rows' });
    expect(one.r2).toMatchObject({ value: null, reason: 'one-row' });
    const exact = withIntervals(numbers([1, 2, 3], [1, 2, 3]), { seed: '1', metrics });
    expect(exact.rmse).toMatchObject({ value: 0, reason: 'no-spread' });
  });

  it('takes the median from the ranks 40 and 61 of a hundred errors', () => {
    const truth = Array.from({ length: 100 }, (_, i) => i + 1);
    const { median_ae } = withIntervals(numbers(truth, Array<number>(100).fill(0)), {
      seed: '1',
      metrics: ['median_ae'],
    });
    // P(Binomial(100, ½) < 40) = 0.0176, < 41 = 0.0284.
    expect(median_ae).toEqual({ value: 50.5, low: 40, high: 61 });
  });

  it('draws a series in blocks of time, and refuses when fewer than ten fit', () => {
    const random = generator('series');
    // Errors that last: ten neighbours share one.
    const errors = Array.from({ length: 60 }, () => random() - 0.5).flatMap((e) =>
      Array<number>(10).fill(e),
    );
    const truth = Float64Array.from(errors, (_, i) => i);
    const predicted = Float64Array.from(errors, (e, i) => i + e);
    const options = { seed: '1', metrics: ['mae'] } as const;
    const series = withIntervals({ task: 'forecasting', truth, predicted, season: 12 }, options);
    const asIfFree = withIntervals({ task: 'regression', truth, predicted }, options);
    const width = ({ low, high }: { low: number | null; high: number | null }) => high! - low!;
    expect(width(series.mae!) / width(asIfFree.mae!)).toBeGreaterThan(1.8);
    const short = withIntervals(
      {
        task: 'forecasting',
        truth: truth.slice(0, 119),
        predicted: predicted.slice(0, 119),
        season: 12,
      },
      options,
    );
    expect(short.mae).toMatchObject({ low: null, reason: 'too-few-blocks' });
  });
});
