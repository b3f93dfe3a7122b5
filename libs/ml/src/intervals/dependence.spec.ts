import { type MetricName, METRICS_OF_TASK } from '../metrics/registry';
import type { Scored } from '../metrics/scored';
import { generator } from '../random';
import { type Dependence, ladderStep, pairedDifference, withIntervals } from './index';

const normal = (random: () => number) =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/** Rows of a group share much of their error: `size` of them are worth little more than one. */
function grouped(groups: number, size: number, seed: string) {
  const random = generator(seed);
  const codes = Int32Array.from({ length: groups * size }, (_, row) => row % groups);
  const shared = Float64Array.from({ length: groups }, () => normal(random));
  const truth = codes.map((_, row) => row);
  const error = Float64Array.from(codes, (code) => 2 * shared[code]! + 0.2 * normal(random));
  const scored = {
    task: 'regression',
    truth: Float64Array.from(truth),
    predicted: Float64Array.from(truth, (y, row) => y + error[row]!),
  } as const satisfies Scored;
  return { scored, dependence: { kind: 'groups', codes } as Dependence };
}

function classed(rows: number, seed: string, skill: number) {
  const random = generator(`truth ${rows}`);
  const truth = Uint16Array.from({ length: rows }, () => (random() < 0.4 ? 1 : 0));
  const own = generator(seed);
  const probability = Float64Array.from(
    truth,
    (y) => 1 / (1 + Math.exp(-skill * (y - 0.5) - normal(own))),
  );
  return {
    task: 'binary',
    classes: 2,
    truth,
    predicted: Uint16Array.from(probability, (p) => (p > 0.5 ? 1 : 0)),
    probability,
  } as const satisfies Scored;
}

const width = ({ low, high }: { low: number | null; high: number | null }) => high! - low!;
const twenty = (rows: number): Dependence => ({
  kind: 'groups',
  codes: Int32Array.from({ length: rows }, (_, row) => row % 20),
});

describe('rows of groups', () => {
  it('are drawn together: thirty that share an error are worth about one', () => {
    const { scored, dependence } = grouped(40, 30, 'a');
    const options = { seed: '1', metrics: ['mae'] } as const;
    const free = withIntervals(scored, options);
    const held = withIntervals(scored, { ...options, dependence });
    expect(width(held.mae!) / width(free.mae!)).toBeGreaterThan(3);
  });

  it('give each row a group of its own the width of independent rows', () => {
    const scored = classed(400, 'alone', 2);
    const codes = Int32Array.from({ length: 400 }, (_, row) => row);
    const metrics = ['accuracy', 'f1', 'roc_auc', 'average_precision', 'log_loss'] as const;
    const free = withIntervals(scored, { seed: '1', metrics });
    const held = withIntervals(scored, {
      seed: '1',
      metrics,
      dependence: { kind: 'groups', codes },
    });
    for (const metric of metrics) {
      const ratio = width(held[metric]!) / width(free[metric]!);
      expect([metric, ratio > 0.88 && ratio < 1.12]).toEqual([metric, true]);
    }
  });

  it('have an interval of every figure whose method does not need independence, and say why of the rest', () => {
    const intervals = withIntervals(classed(300, 'all', 2), {
      seed: '1',
      dependence: twenty(300),
    });
    const without = Object.entries(intervals).flatMap(([metric, interval]) =>
      interval.low === null ? [`${metric} ${interval.reason}`] : [],
    );
    expect(without).toEqual(['ece no-interval-method']);
  });

  it('of fewer than ten have none, nor a difference’s, nor a second step of the Ladder', () => {
    const { scored, dependence } = grouped(9, 30, 'few');
    const every = withIntervals(scored, { seed: '1', dependence });
    for (const interval of Object.values(every))
      expect(interval).toMatchObject(
        interval.value === null ? { low: null } : { low: null, reason: 'too-few-groups' },
      );
    const half = {
      ...scored,
      predicted: scored.predicted.map((p, i) => (p + scored.truth[i]!) / 2),
    };
    const options = { seed: '1', dependence };
    expect(pairedDifference('mae', half, scored, options)).toMatchObject({
      standardError: null,
      reason: 'too-few-groups',
    });
    expect(ladderStep('mae', scored, half, options)).toBe('no-better');
    const enough = grouped(10, 30, 'few');
    const better = {
      ...enough.scored,
      predicted: enough.scored.predicted.map((p, i) => (p + enough.scored.truth[i]!) / 2),
    };
    expect(
      ladderStep('mae', enough.scored, better, { seed: '1', dependence: enough.dependence }),
    ).toBe('better');
  });

  it('reach as far as Student’s t where they are few, in intervals and differences alike', () => {
    // The error is its group's alone: the MAE is a mean of ten.
    const random = generator('ten');
    const errors = Float64Array.from({ length: 10 }, () => 5 + normal(random));
    const codes = Int32Array.from({ length: 200 }, (_, row) => row % 10);
    const truth = new Float64Array(200);
    const predicted = Float64Array.from(codes, (code) => errors[code]!);
    const scored = { task: 'regression', truth, predicted } as const satisfies Scored;
    const dependence: Dependence = { kind: 'groups', codes };
    const mean = errors.reduce((sum, e) => sum + e, 0) / 10;
    const error = Math.sqrt(errors.reduce((sum, e) => sum + (e - mean) ** 2, 0) / 9 / 10);
    const { mae } = withIntervals(scored, { seed: '1', metrics: ['mae'], dependence });
    const paired = pairedDifference(
      'mae',
      scored,
      { ...scored, predicted: truth },
      { seed: '1', dependence },
    );
    for (const [what, ours, students] of [
      ['interval', width(mae!), 2 * 2.262 * error],
      ['difference', width(paired), 2 * 2.262 * error],
      ['standard error', paired.standardError!, error],
    ] as const)
      expect([what, Math.abs(ours / students - 1) < 0.05]).toEqual([what, true]);
  });

  it('are drawn the same again with the same seed', () => {
    const [a, b] = [classed(60, 'a', 3), classed(60, 'b', 1)];
    const options = { seed: '7', dependence: twenty(60) };
    const once = pairedDifference('roc_auc', a, b, options);
    expect(pairedDifference('roc_auc', a, b, options)).toEqual(once);
    expect(pairedDifference('roc_auc', a, b, { ...options, seed: '8' })).not.toEqual(once);
  });

  it('have no McNemar: it counts rows as if each stood for itself', () => {
    const [a, b] = [classed(200, 'a', 3), classed(200, 'b', 1)];
    expect(pairedDifference('accuracy', a, b, { seed: '1' }).p).toBeLessThan(1);
    expect(pairedDifference('accuracy', a, b, { seed: '1', dependence: twenty(200) }).p).toBeNull();
  });

  it('widen the difference of two models that err by group, whatever the metric', () => {
    const codes = Int32Array.from({ length: 600 }, (_, row) => row % 30);
    const a = classed(600, 'one', 3);
    const flip = (code: number) => code % 6 === 0;
    const b = {
      ...a,
      predicted: a.predicted.map((y, row) => (flip(codes[row]!) ? 1 - y : y)),
      probability: a.probability.map((p, row) => (flip(codes[row]!) ? 1 - p : p)),
    };
    for (const metric of [
      'accuracy',
      'f1',
      'mcc',
      'roc_auc',
      'average_precision',
      'log_loss',
    ] as const) {
      const free = pairedDifference(metric, a, b, { seed: '1' });
      const held = pairedDifference(metric, a, b, {
        seed: '1',
        dependence: { kind: 'groups', codes },
      });
      expect([metric, held.standardError! > 1.5 * free.standardError!]).toEqual([metric, true]);
    }
  });
});

/** One sample per task, and a second prediction of its rows. */
function pairOf(task: keyof typeof METRICS_OF_TASK): readonly [Scored, Scored] {
  const random = generator(`pair ${task}`);
  const rows = 40;
  if (task === 'binary') return [classed(rows, 'x', 3), classed(rows, 'y', 2)];
  const truth = Uint16Array.from({ length: rows }, () => Math.floor(random() * 4));
  const coded = (skill: number) => {
    const probability = new Float64Array(4 * rows);
    truth.forEach((y, row) => {
      const raw = [0, 1, 2, 3].map((k) => Math.exp((k === y ? skill : 0) + normal(random)));
      const sum = raw.reduce((a, b) => a + b, 0);
      raw.forEach((share, k) => (probability[4 * row + k] = share / sum));
    });
    const predicted = Uint16Array.from(truth, (_, row) => {
      const shares = probability.subarray(4 * row, 4 * row + 4);
      return shares.indexOf(Math.max(...shares));
    });
    return { truth, predicted, probability };
  };
  if (task === 'multiclass')
    return [
      { task, classes: 4, ...coded(2) },
      { task, classes: 4, ...coded(1) },
    ];
  if (task === 'clustering') {
    const clustered = (skill: number): Scored => {
      const { predicted } = coded(skill);
      return { task, truth, predicted };
    };
    return [clustered(2), clustered(1)];
  }
  const y = Float64Array.from({ length: rows }, () => 5 + normal(random));
  const numbers = (noise: number) => ({
    truth: y,
    predicted: y.map((each) => each + noise * normal(random)),
  });
  if (task === 'regression')
    return [
      { task, ...numbers(1) },
      { task, ...numbers(2) },
    ];
  const train = Float64Array.from({ length: 50 }, () => 5 + normal(random));
  return [
    { task, train, ...numbers(1) },
    { task, train, ...numbers(2) },
  ];
}

describe('every metric that a challenge can be ranked by', () => {
  const all = Object.entries(METRICS_OF_TASK).flatMap(([task, metrics]) =>
    metrics.map((metric): [keyof typeof METRICS_OF_TASK, MetricName] => [
      task as keyof typeof METRICS_OF_TASK,
      metric,
    ]),
  );

  it.each(all)('%s %s has a standard error: the Ladder is stuck on none', (task, metric) => {
    const [a, b] = pairOf(task);
    const once = pairedDifference(metric, a, b, { seed: '7' });
    expect(once.standardError).toBeGreaterThan(0);
    expect(once.low!).toBeLessThanOrEqual(once.difference!);
    expect(once.high!).toBeGreaterThanOrEqual(once.difference!);
  });
});
