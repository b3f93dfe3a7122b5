import type { Scored } from '../metrics/scored';
import { generator } from '../random';
import { ladderStep, pairedDifference } from './index';

const seed = { seed: 'ladder' };

function called(
  truth: ArrayLike<number>,
  predicted: ArrayLike<number>,
  probability?: Float64Array,
) {
  return {
    task: 'binary',
    truth: Uint16Array.from(truth),
    predicted: Uint16Array.from(predicted),
    classes: 2,
    probability: probability ?? null,
  } as const satisfies Scored;
}

/** 200 rows; the first `right` of them are called right. */
const half = Uint16Array.from({ length: 200 }, (_, i) => i % 2);
const rightOn = (right: number) =>
  called(
    half,
    half.map((y, i) => (i < right ? y : 1 - y)),
  );

describe('the paired difference', () => {
  it('is 0 ± 0 of a model and itself', () => {
    expect(pairedDifference('accuracy', rightOn(120), rightOn(120), seed)).toEqual({
      difference: 0,
      standardError: 0,
      low: 0,
      high: 0,
      p: 1,
    });
  });

  it('has McNemar’s standard error where accuracy differs by rows both see', () => {
    // a is right on 20 rows on which b is wrong, never the other way: √(0.1 − 0.1²)/√200.
    const paired = pairedDifference('accuracy', rightOn(140), rightOn(120), seed);
    expect(paired.difference).toBeCloseTo(0.1, 12);
    expect(paired.standardError! / Math.sqrt((0.1 - 0.01) / 200)).toBeCloseTo(1, 1);
    expect(paired.low!).toBeGreaterThan(0.05);
    expect(paired.high!).toBeLessThan(0.15);
  });

  it('bootstraps errors of the same rows together: a common error cancels', () => {
    const random = generator('common');
    const truth = Float64Array.from({ length: 300 }, () => random());
    const shared = truth.map(() => random() - 0.5);
    const a = truth.map((y, i) => y + shared[i]!);
    const b = truth.map((y, i) => y + 1.1 * shared[i]!);
    const paired = pairedDifference(
      'mae',
      { task: 'regression', truth, predicted: a },
      { task: 'regression', truth, predicted: b },
      seed,
    );
    const alone = 0.144 / Math.sqrt(300); // sd of |U(−½, ½)|
    expect(paired.difference).toBeLessThan(0);
    expect(paired.high).toBeLessThan(0);
    expect(paired.standardError).toBeLessThan(alone / 5);
  });

  it('refuses models that were not scored on the same rows', () => {
    expect(() => pairedDifference('accuracy', rightOn(10), called([1, 0], [1, 0]), seed)).toThrow(
      RangeError,
    );
    const other = called(
      half.map((y) => 1 - y),
      half,
    );
    expect(() => pairedDifference('accuracy', rightOn(10), other, seed)).toThrow(RangeError);
  });

  it('has no standard error where a class has one row, nor a difference where it has none', () => {
    const p = Float64Array.from([0.9, 0.2, 0.4]);
    const lone = called([1, 0, 0], [1, 0, 0], p);
    expect(pairedDifference('roc_auc', lone, lone, seed)).toMatchObject({
      difference: 0,
      standardError: null,
      reason: 'too-few-rows',
    });
    const none = called([0, 0, 0], [0, 0, 0], p);
    expect(pairedDifference('roc_auc', none, none, seed)).toMatchObject({
      difference: null,
      reason: 'one-class',
    });
  });
});

describe('the Ladder', () => {
  it('shows the first, and then only what beats it by more than a standard error', () => {
    expect(ladderStep('accuracy', undefined, rightOn(100), seed)).toBe('better');
    expect(ladderStep('accuracy', rightOn(100), rightOn(101), seed)).toBe('no-better'); // 0.005 ± 0.005
    expect(ladderStep('accuracy', rightOn(100), rightOn(104), seed)).toBe('better'); // 0.02 ± 0.0099
    expect(ladderStep('accuracy', rightOn(100), rightOn(100), seed)).toBe('no-better');
    expect(ladderStep('accuracy', rightOn(100), rightOn(80), seed)).toBe('no-better');
  });

  it('knows which way is better: a smaller error is', () => {
    const truth = Float64Array.from({ length: 100 }, (_, i) => i);
    const off = (by: number): Scored => ({
      task: 'regression',
      truth,
      predicted: truth.map((y, i) => y + by * (1 + (i % 3))),
    });
    expect(ladderStep('rmse', off(2), off(1), seed)).toBe('better');
    expect(ladderStep('rmse', off(1), off(2), seed)).toBe('no-better');
    expect(ladderStep('r2', off(2), off(1), seed)).toBe('better');
  });

  it('takes DeLong’s error for the AUC', () => {
    const random = generator('auc');
    const truth = Uint16Array.from({ length: 400 }, (_, i) => i % 2);
    const blind = Float64Array.from(truth, () => random());
    const sharp = Float64Array.from(truth, (y) => 0.3 * y + 0.7 * random());
    const predicted = truth;
    expect(
      ladderStep('roc_auc', called(truth, predicted, blind), called(truth, predicted, sharp), seed),
    ).toBe('better');
    expect(
      ladderStep('roc_auc', called(truth, predicted, sharp), called(truth, predicted, blind), seed),
    ).toBe('no-better');
  });

  it('shows nothing after the first where no standard error is to be had', () => {
    const truth = Float64Array.from({ length: 20 }, (_, i) => i);
    const off = (by: number): Scored => ({
      task: 'forecasting',
      truth,
      predicted: truth.map((y) => y + by),
      season: 12,
    });
    expect(ladderStep('mae', undefined, off(2), seed)).toBe('better');
    expect(ladderStep('mae', off(2), off(1), seed)).toBe('no-better');
  });

  it('lets an undefined figure neither be shown nor stand in the way', () => {
    const noChance = rightOn(100);
    const truth = noChance.truth;
    const withChance = called(
      truth,
      noChance.predicted,
      Float64Array.from(truth, () => 0.5),
    );
    expect(ladderStep('log_loss', undefined, noChance, seed)).toBe('no-better');
    expect(ladderStep('log_loss', noChance, withChance, seed)).toBe('better');
  });

  it('gives random submissions nothing to climb on', () => {
    const rows = 200;
    const random = generator('attack');
    const coin = () => Uint16Array.from({ length: rows }, () => (random() < 0.5 ? 1 : 0));
    const truth = coin();
    const accuracyOf = (predicted: Uint16Array) =>
      predicted.reduce((right, y, i) => right + (y === truth[i] ? 1 : 0), 0) / rows;
    const votes = new Float64Array(rows);
    const exact = new Float64Array(rows);
    const vote = (into: Float64Array, predicted: Uint16Array) => {
      predicted.forEach((y, i) => (into[i]! += y === 1 ? 1 : -1));
    };
    const won = (into: Float64Array) => accuracyOf(Uint16Array.from(into, (sum) => +(sum > 0)));
    let best: Scored | undefined;
    let shown = 0;
    for (let k = 0; k < 80; k++) {
      const predicted = coin();
      if (accuracyOf(predicted) > 0.5) vote(exact, predicted);
      const scored = called(truth, predicted);
      if (ladderStep('accuracy', best, scored, { seed: `a${k}` }) === 'no-better') continue;
      best = scored;
      shown = accuracyOf(predicted);
      vote(votes, predicted);
    }
    const error = Math.sqrt(0.25 / rows);
    expect(won(exact)).toBeGreaterThan(0.5 + 3 * error);
    expect(won(votes)).toBeLessThanOrEqual(0.5 + 3 * error);
    expect(shown).toBeLessThanOrEqual(0.5 + 3 * error);
  });
});
