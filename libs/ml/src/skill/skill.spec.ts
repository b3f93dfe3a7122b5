import type { Dependence } from '../intervals';
import { type MetricName, type Scored, figureOf } from '../metrics';
import { generator } from '../random';
import { advantageOf, skillOf, standardErrorOf } from './skill';

const times = <T>(n: number, of: (i: number) => T) => Array.from({ length: n }, (_, i) => of(i));
const alone = { seed: 's', dependence: null };

/** Three models of a number: one that says the mean, one that misses by a unit, one that misses by half of it. */
function numbers(n: number, seed: string, task: 'regression' | 'forecasting' = 'regression') {
  const random = generator(seed);
  const bell = () => random() + random() + random() + random() - 2;
  const truth = Float64Array.from(times(n, () => 10 * random()));
  const missing = (by: number): Scored => ({
    task,
    truth,
    predicted: truth.map((y) => y + by * bell()),
  });
  const baseline: Scored = { task, truth, predicted: new Float64Array(n).fill(5) };
  return { baseline, reference: missing(2), mine: missing(1) };
}

function classes(n: number, seed: string, count = 2) {
  const random = generator(seed);
  const truth = Uint16Array.from(times(n, () => Math.floor(random() * count)));
  const model = (right: number): Scored => {
    const predicted = truth.map((y) => (random() < right ? y : Math.floor(random() * count)));
    return count === 2
      ? {
          task: 'binary',
          truth,
          predicted,
          classes: 2,
          probability: Float64Array.from(predicted, (c) => 0.3 + 0.4 * c + 0.2 * random()),
        }
      : {
          task: 'multiclass',
          truth,
          predicted,
          classes: count,
          probability: Float64Array.from({ length: n * count }, (_, i) =>
            predicted[Math.floor(i / count)] === i % count ? 0.6 : 0.4 / (count - 1),
          ),
        };
  };
  const zero = new Uint16Array(n);
  const even = new Float64Array(count === 2 ? n : n * count).fill(1 / count);
  const baseline: Scored =
    count === 2
      ? { task: 'binary', truth, predicted: zero, classes: 2, probability: even }
      : { task: 'multiclass', truth, predicted: zero, classes: count, probability: even };
  return { baseline, reference: model(0.5), mine: model(0.7) };
}

describe('a skill', () => {
  it('is 0 for the naive model and 1 for the reference, in either direction, without doubt', () => {
    const ends = numbers(200, 'a');
    for (const metric of ['r2', 'rmse', 'mae'] as const) {
      expect(skillOf(metric, ends.baseline, ends, alone)).toEqual({ value: 0, low: 0, high: 0 });
      expect(skillOf(metric, ends.reference, ends, alone)).toEqual({ value: 1, low: 1, high: 1 });
    }
  });

  it('is the ratio of the two distances', () => {
    const { mine, ...ends } = numbers(200, 'b');
    const score = (model: Scored) => figureOf('mae', model).value!;
    const found = skillOf('mae', mine, ends, alone);
    const expected =
      (score(ends.baseline) - score(mine)) / (score(ends.baseline) - score(ends.reference));
    expect(found.value).toBeCloseTo(expected, 12);
    expect(found.low).toBeLessThan(expected);
    expect(found.high).toBeGreaterThan(expected);
    expect(skillOf('mae', mine, ends, alone)).toEqual(found);
  });

  it('of the course’s pair by accuracy is exactly 0: model and majority agree', () => {
    // GOLDEN 2: ten cases, both right in six.
    const truth = Uint16Array.from([0, 0, 1, 0, 1, 0, 0, 1, 0, 1]);
    const of = (predicted: readonly number[]): Scored => ({
      task: 'binary',
      truth,
      predicted: Uint16Array.from(predicted),
      classes: 2,
      probability: null,
    });
    const baseline = of(times(10, () => 0));
    const mine = of([0, 1, 1, 1, 1, 0, 0, 0, 0, 0]);
    const reference = of([...truth]);
    expect(skillOf('accuracy', mine, { baseline, reference }, alone).value).toBe(0);
  });

  it('has no figure where the ends have the same one, or one has none', () => {
    const { mine, baseline } = numbers(50, 'c');
    expect(skillOf('r2', mine, { baseline, reference: baseline }, alone)).toMatchObject({
      value: null,
      reason: 'no-spread',
    });
    const constant = (predicted: number): Scored => ({
      task: 'regression',
      truth: Float64Array.of(1),
      predicted: Float64Array.of(predicted),
    });
    const found = skillOf(
      'r2',
      constant(1),
      { baseline: constant(2), reference: constant(3) },
      alone,
    );
    expect(found.value).toBeNull();
  });

  describe('is drawn for all three at once', () => {
    const spread = (metric: MetricName, models: ReturnType<typeof classes>) => {
      const { mine, ...ends } = models;
      const { value, low, high } = skillOf(metric, mine, ends, alone);
      return { value: value!, width: high! - low! };
    };

    it.each(['accuracy', 'f1', 'mcc', 'balanced_accuracy', 'log_loss', 'roc_auc'] as const)(
      '%s of two classes',
      (metric) => {
        const { value, width } = spread(metric, classes(600, 'd'));
        expect(value).toBeGreaterThan(1);
        expect(width).toBeGreaterThan(0.1);
        expect(width).toBeLessThan(1.5);
      },
    );

    it.each(['accuracy', 'f1_macro', 'mcc', 'log_loss', 'roc_auc', 'top_k'] as const)(
      '%s of four',
      (metric) => {
        const { value, width } = spread(metric, classes(600, 'e', 4));
        expect(value).toBeGreaterThan(1);
        expect(width).toBeLessThan(1.5);
      },
    );

    it('clusters, by rows', () => {
      const truth = Uint16Array.from(times(30, (i) => i % 3));
      const of = (predicted: (i: number) => number): Scored => ({
        task: 'clustering',
        truth,
        predicted: Uint16Array.from(times(30, predicted)),
      });
      const baseline = of(() => 0);
      const reference = of((i) => (i < 15 ? i % 3 : (i + (i % 2)) % 3));
      const found = skillOf(
        'ari',
        of((i) => i % 3),
        { baseline, reference },
        alone,
      );
      expect(found.value).toBeGreaterThan(1);
      expect(found.low).toBeGreaterThan(0.9);
    });
  });

  it('reaches as far as Student’s t where ten groups say what it is worth', () => {
    const random = generator('ten');
    const errors = Float64Array.from({ length: 10 }, () => 1 + random());
    const codes = Int32Array.from({ length: 100 }, (_, row) => row % 10);
    const truth = new Float64Array(100);
    const missing = (of: (code: number) => number): Scored => ({
      task: 'regression',
      truth,
      predicted: Float64Array.from(codes, of),
    });
    const mine = missing((code) => errors[code]!);
    const mean = errors.reduce((sum, e) => sum + e, 0) / 10;
    const error = Math.sqrt(errors.reduce((sum, e) => sum + (e - mean) ** 2, 0) / 9 / 10);
    const options = { seed: 's', dependence: { kind: 'groups', codes } } as const;
    // Ends that never vary: the skill is 2 − MAE.
    const ends = { baseline: missing(() => 2), reference: missing(() => 1) };
    const { low, high } = skillOf('mae', mine, ends, options);
    expect(Math.abs((high! - low!) / (2 * 2.262 * error) - 1)).toBeLessThan(0.1);
    const found = standardErrorOf('mae', mine, options);
    expect(Math.abs(Number(found) / error - 1)).toBeLessThan(0.03);
  });

  it('is less sure where rows come in groups, and says nothing of a handful of them', () => {
    const { mine, ...ends } = numbers(40, 'f');
    const copied = (model: Scored, times: number): Scored => {
      if (model.task !== 'regression') return model;
      const repeat = (x: Float64Array) =>
        Float64Array.from({ length: x.length * times }, (_, i) => x[Math.floor(i / times)]!);
      return { ...model, truth: repeat(model.truth), predicted: repeat(model.predicted) };
    };
    const groups: Dependence = {
      kind: 'groups',
      codes: Int32Array.from({ length: 400 }, (_, i) => Math.floor(i / 10)),
    };
    const tenfold = { baseline: copied(ends.baseline, 10), reference: copied(ends.reference, 10) };
    const width = (dependence: Dependence | null) => {
      const { low, high } = skillOf('mae', copied(mine, 10), tenfold, { seed: 's', dependence });
      return high! - low!;
    };
    expect(width(groups) / width(null)).toBeGreaterThan(2);
    const few: Dependence = {
      kind: 'groups',
      codes: Int32Array.from({ length: 40 }, (_, i) => i % 9),
    };
    expect(skillOf('mae', mine, ends, { seed: 's', dependence: few })).toMatchObject({
      low: null,
      reason: 'too-few-groups',
    });
  });
});

describe('the advantage of the reference', () => {
  it('is clear beyond two standard errors of the paired difference, and then positive whatever is better', () => {
    const ends = numbers(200, 'g');
    for (const metric of ['r2', 'rmse'] as const) {
      const found = advantageOf(metric, ends, alone);
      expect(found.clear).toBe(true);
      expect(found.difference).toBeGreaterThan(2 * found.standardError!);
      expect(found.difference).toBeCloseTo(Math.abs(found.reference! - found.baseline!), 12);
    }
    const { baseline, reference } = ends;
    expect(advantageOf('rmse', { baseline: reference, reference: baseline }, alone).clear).toBe(
      false,
    );
  });

  it('is not clear where chance would do', () => {
    const { baseline } = numbers(200, 'h');
    if (baseline.task !== 'regression') throw new Error('numbers');
    const random = generator('near');
    const near: Scored = {
      ...baseline,
      predicted: baseline.predicted.map((p) => p + 0.01 * (random() - 0.5)),
    };
    expect(advantageOf('mae', { baseline, reference: near }, alone).clear).toBe(false);
  });

  it('has an error by resampling where there is no formula, and a reason where there is neither', () => {
    const ends = classes(300, 'i', 3);
    const found = advantageOf('roc_auc_ovo', ends, alone);
    expect(found.standardError).toBeGreaterThan(0);
    expect(found.clear).toBe(true);
    const { baseline, reference } = numbers(1, 'j');
    expect(advantageOf('mae', { baseline, reference }, alone)).toMatchObject({
      clear: false,
      standardError: null,
      reason: 'too-few-rows',
    });
  });
});
