import fc from 'fast-check';

import { clusteringReport, silhouette } from './clustering';
import { METRICS, METRICS_OF_TASK, type MetricName, better } from './registry';
import { type Scored, allFigures, figureOf, scoredOf } from './scored';

const P = (...values: number[]) => Float64Array.from(values);

const samples: readonly Scored[] = [
  { task: 'regression', truth: P(1, 2, 3), predicted: P(1, 2, 4), features: 1 },
  {
    task: 'forecasting',
    truth: P(1, 2, 3),
    predicted: P(1, 2, 4),
    train: P(1, 2, 1, 2),
    season: 1,
  },
  {
    task: 'binary',
    classes: 2,
    truth: Uint16Array.of(0, 1, 1),
    predicted: Uint16Array.of(0, 1, 0),
    probability: P(0.2, 0.9, 0.4),
  },
  {
    task: 'multiclass',
    classes: 3,
    truth: Uint16Array.of(0, 1, 2),
    predicted: Uint16Array.of(0, 1, 1),
    probability: P(0.8, 0.1, 0.1, 0.2, 0.6, 0.2, 0.1, 0.5, 0.4),
  },
  {
    task: 'clustering',
    truth: Uint16Array.of(0, 0, 1),
    predicted: Uint16Array.of(1, 1, 0),
    points: { values: P(0, 1, 9), dimensions: 1 },
  },
];

describe('all figures of a task', () => {
  it.each(samples.map((scored) => [scored.task, scored] as const))(
    'of %s are those that the registry names for it, all defined here, all in their range',
    (task, scored) => {
      const figures = allFigures(scored);
      const named = (Object.keys(METRICS) as MetricName[]).filter((metric) =>
        METRICS[metric].tasks.includes(task),
      );
      const missing = task === 'forecasting' ? ['adjusted_r2'] : [];
      expect(Object.keys(figures).sort()).toEqual(named.toSorted());
      for (const metric of named.filter((each) => !missing.includes(each))) {
        const { value } = figures[metric]!;
        const [low, high] = METRICS[metric].range;
        expect([metric, typeof value]).toEqual([metric, 'number']);
        expect([metric, value! >= low && value! <= high]).toEqual([metric, true]);
      }
      for (const metric of METRICS_OF_TASK[task])
        expect(figureOf(metric, scored)).toEqual(figures[metric]);
    },
  );

  it('have a reason each where no probability was given, and the others all the same', () => {
    const { task, classes, truth, predicted } = samples[2] as Extract<Scored, { task: 'binary' }>;
    const figures = allFigures({ task, classes, truth, predicted, probability: null });
    expect(figures.roc_auc).toEqual({ value: null, reason: 'no-probability' });
    expect(figures.accuracy!.value).toBeCloseTo(2 / 3, 15);
    expect(figureOf('top_k', { task, classes, truth, predicted, probability: null })).toEqual({
      value: null,
      reason: 'no-probability',
    });
  });

  it('are never NaN, on no rows at all', () => {
    const none = new Uint16Array(0);
    const empty: Scored[] = [
      { task: 'regression', truth: P(), predicted: P() },
      { task: 'forecasting', truth: P(), predicted: P() },
      { task: 'binary', classes: 2, truth: none, predicted: none, probability: P() },
      { task: 'multiclass', classes: 3, truth: none, predicted: none, probability: P() },
      { task: 'clustering', truth: none, predicted: none },
    ];
    for (const scored of empty)
      for (const [metric, figure] of Object.entries(allFigures(scored)))
        expect([metric, figure.value]).toEqual([metric, null]);
  });

  it('are read from what is stored as numbers, codes and all', () => {
    const stored = { classes: 2, truth: P(0, 1), predicted: P(0, 1), probability: P(0.1, 0.9) };
    expect(scoredOf({ task: 'binary', ...stored })).toEqual({
      task: 'binary',
      classes: 2,
      truth: Uint8Array.of(0, 1),
      predicted: Uint8Array.of(0, 1),
      probability: P(0.1, 0.9),
    });
    expect(scoredOf({ task: 'regression', ...stored }).truth).toEqual(P(0, 1));
    expect(scoredOf({ task: 'clustering', ...stored }).truth).toEqual(Uint16Array.of(0, 1));
    expect(() => scoredOf({ task: 'binary', ...stored, predicted: P(1) })).toThrow(RangeError);
  });

  it('have codes of a byte where it holds all classes, and of two beyond', () => {
    const widest = (classes: number) =>
      scoredOf({
        task: 'multiclass',
        classes,
        truth: P(0, classes - 1),
        predicted: P(classes - 1, 0),
        probability: null,
      });
    expect(widest(256).truth).toEqual(Uint8Array.of(0, 255));
    expect(widest(257).truth).toEqual(Uint16Array.of(0, 256));
    expect(figureOf('accuracy', widest(257)).value).toBe(0);
  });

  it.each([2, 258, -1, 0.5, Number.NaN])('have no code %d of two classes', (code) => {
    const stored = { task: 'binary', classes: 2, truth: P(0, 1), probability: null } as const;
    expect(() => scoredOf({ ...stored, predicted: P(0, code) })).toThrow(RangeError);
  });

  it('know which way is better', () => {
    expect(better('r2', 0.9, 0.8)).toBe(true);
    expect(better('rmse', 0.9, 0.8)).toBe(false);
    expect(better('rmse', 0.8, 0.8)).toBe(false);
  });
});

describe('clusters', () => {
  it('agree whatever their names are', () => {
    expect(clusteringReport([0, 0, 1, 1], [7, 7, 3, 3])).toMatchObject({
      ari: { value: 1 },
      vMeasure: { value: 1 },
    });
    expect(() => clusteringReport([0, 1], [0])).toThrow(RangeError);
  });

  it('are ½ · (b − a)/max(a, b) apart, 0 alone, and need two of them and fewer than rows', () => {
    // a = 1, b = 9.5 and 8.5 for the pair; the lone point counts 0.
    expect(silhouette(P(0, 1, 9.5), 1, [0, 0, 1]).value).toBeCloseTo(
      (8.5 / 9.5 + 7.5 / 8.5) / 3,
      14,
    );
    expect(silhouette(P(0, 1), 1, [0, 0])).toMatchObject({ reason: 'cluster-count' });
    expect(silhouette(P(0, 1), 1, [0, 1])).toMatchObject({ reason: 'cluster-count' });
    expect(silhouette(P(2, 2, 2, 2), 1, [0, 0, 1, 1])).toEqual({ value: 0 });
  });
});

describe('the order of rows', () => {
  const row = fc.record({
    y: fc.integer({ min: -9, max: 9 }),
    p: fc.double({ min: -9, max: 9, noNaN: true }),
    shares: fc.tuple(...[0, 1, 2].map(() => fc.integer({ min: 1, max: 5 }))),
    key: fc.nat(),
  });
  type Row = typeof row extends fc.Arbitrary<infer R> ? R : never;

  const tasks: readonly ((rows: readonly Row[]) => Scored)[] = [
    (rows) => ({
      task: 'regression',
      features: 1,
      truth: Float64Array.from(rows, ({ y }) => y),
      predicted: Float64Array.from(rows, ({ p }) => p),
    }),
    (rows) => ({
      task: 'binary',
      classes: 2,
      truth: Uint16Array.from(rows, ({ y }) => (y > 0 ? 1 : 0)),
      predicted: Uint16Array.from(rows, ({ p }) => (p > 0 ? 1 : 0)),
      probability: Float64Array.from(rows, ({ shares }) => shares[0]! / 5),
    }),
    (rows) => ({
      task: 'multiclass',
      classes: 3,
      truth: Uint16Array.from(rows, ({ y }) => (y + 9) % 3),
      predicted: Uint16Array.from(rows, ({ shares }) => shares[0]! % 3),
      probability: Float64Array.from(
        rows.flatMap(({ shares }) => shares.map((x) => x / shares.reduce((a, b) => a + b))),
      ),
    }),
    (rows) => ({
      task: 'clustering',
      truth: Uint16Array.from(rows, ({ y }) => (y + 9) % 3),
      predicted: Uint16Array.from(rows, ({ shares }) => shares[0]!),
      points: { values: Float64Array.from(rows, ({ p }) => p), dimensions: 1 },
    }),
  ];

  it.each([0, 1, 2, 3])('changes no figure (task %d)', (task) => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 40 }), (rows) => {
        const before = allFigures(tasks[task]!(rows));
        const after = allFigures(tasks[task]!(rows.toSorted((a, b) => a.key - b.key)));
        for (const [metric, { value }] of Object.entries(before)) {
          const moved = after[metric as MetricName]!.value;
          const near =
            value === null
              ? null
              : (expect.closeTo(value / Math.max(1, Math.abs(value)), 11) as number);
          expect([
            metric,
            moved === null ? null : moved / Math.max(1, Math.abs(value ?? 1)),
          ]).toEqual([metric, near]);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('changes no bit of what is counted or sorted first', () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 40 }), (rows) => {
        const of = (list: readonly Row[]) => allFigures(tasks[1]!(list));
        expect(of(rows.toSorted((a, b) => a.key - b.key))).toEqual(of(rows));
      }),
      { numRuns: 40 },
    );
  });
});
