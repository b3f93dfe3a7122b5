import { ladderStep, pairedDifference, tieTiers, withIntervals } from '@holdout/ml/intervals';
import {
  type Figures,
  type MetricName,
  type Scored,
  allFigures,
  confusionMatrix,
  penalisedCost,
  variablesUsed,
} from '@holdout/ml/metrics';
import { skillOf } from '@holdout/ml/skill';
import {
  type ConfusionMatrix,
  classFigures,
  matrixReport,
  oneVersusOne,
  oneVersusRest,
} from '../../libs/ml/src/metrics/confusion';
import { constantClasses } from '../../libs/ml/src/baselines/naive';
import { course } from '../support/course';

/** A fraction as the course writes it, `7/12`. */
function exactly(fraction: string): number {
  const [part, whole] = fraction.split('/').map(Number);
  return part! / whole!;
}

const transposed = (rows: readonly (readonly number[])[]) =>
  rows.map((_, i) => rows.map((row) => row[i]!));

/** Rows = truth, in the order of the labels, from the course's rows = Modelo. */
function matrixOf(courseRows: readonly (readonly number[])[]): ConfusionMatrix {
  const counts = Float64Array.from(transposed(courseRows).flat());
  return { classes: courseRows.length, rows: counts.reduce((a, b) => a + b, 0), counts };
}

interface BinaryCase {
  readonly sentence: string;
  readonly truth: string;
  readonly predicted: string;
  readonly cells: { tp: number; fp: number; fn: number; tn: number };
  readonly wrong: number[];
  readonly courseMatrix: number[][];
  readonly figures: Partial<Record<MetricName, string>>;
  readonly wilson: [number, number];
}

const codes = (labels: string) => labels.split(' ').map((label) => (label === 'SI' ? 1 : 0));

function scoredOf({ truth, predicted }: BinaryCase) {
  return {
    task: 'binary',
    classes: 2,
    truth: Uint16Array.from(codes(truth)),
    predicted: Uint16Array.from(codes(predicted)),
    probability: Float64Array.from(codes(predicted)),
  } as const satisfies Scored;
}

describe('the course’s two classes', () => {
  const cases = course('binary') as BinaryCase[];

  it.each(cases.map((each) => [each.sentence, each] as const))('%s', (_, each) => {
    const scored = scoredOf(each);
    const matrix = confusionMatrix(scored.truth, scored.predicted, 2);
    expect(oneVersusRest(matrix, 1)).toEqual(each.cells);
    const wrong = [...scored.truth.keys()].filter((i) => scored.truth[i] !== scored.predicted[i]);
    expect(wrong.map((i) => i + 1)).toEqual(each.wrong);

    // The page turns rows = truth, NO first, into rows = Modelo, SI first.
    const [[tn, fp], [fn, tp]] = [matrix.counts.slice(0, 2), matrix.counts.slice(2)] as unknown as [
      [number, number],
      [number, number],
    ];
    expect([
      [tp, fp],
      [fn, tn],
    ]).toEqual(each.courseMatrix);

    const figures = allFigures(scored);
    for (const [metric, fraction] of Object.entries(each.figures))
      expect([metric, figures[metric as MetricName]?.value]).toEqual([
        metric,
        expect.closeTo(exactly(fraction), 14),
      ]);
    const { accuracy } = withIntervals(scored, { seed: 'course', metrics: ['accuracy'] });
    expect(accuracy!.low).toBeCloseTo(each.wilson[0], 7);
    expect(accuracy!.high).toBeCloseTo(each.wilson[1], 7);
  });

  it('cannot tell the marketing model from its bobo by accuracy, and can see it ahead by balanced accuracy', () => {
    const [model, bobo] = cases.map(scoredOf);
    const seed = { seed: 'course' };
    const paired = pairedDifference('accuracy', model!, bobo!, seed);
    expect(paired.difference).toBe(0);
    expect(paired.low).toBeLessThan(0);
    expect(paired.high).toBeGreaterThan(0);
    expect(ladderStep('accuracy', bobo, model!, seed)).toBe('no-better');
    expect(pairedDifference('balanced_accuracy', model!, bobo!, seed).difference).toBeCloseTo(
      1 / 12,
      14,
    );
  });

  it('ties the pair in one tier: two cases against two, whose doubled tail of 22/16 is capped at 1', async () => {
    const [model, bobo] = cases.map(scoredOf);
    expect(pairedDifference('accuracy', model!, bobo!, { seed: 'course' }).p).toBe(1);
    const contenders = [model!, bobo!].map((scored, at) => ({
      id: String(at),
      at,
      sortKey: -allFigures(scored).accuracy!.value!,
      scored,
    }));
    const placed = await tieTiers(contenders, (leader, other) => {
      const { low, high } = pairedDifference('accuracy', leader.scored, other.scored, {
        seed: 'course',
      });
      return Promise.resolve(low! <= 0 && 0 <= high!);
    });
    expect(placed.map(({ tier, rank }) => [tier, rank])).toEqual([
      [1, 1],
      [1, 1],
    ]);
  });

  it('gives every bobo the skill 0, and the marketing model too by accuracy', () => {
    for (const each of cases) {
      const scored = scoredOf(each);
      // Here train and test share their majority, which the course's bobo takes from the test.
      const [majority] = constantClasses(Int32Array.from(scored.truth), 2, 10, 'course');
      const baseline = { ...scored, predicted: Uint16Array.from(majority!.predicted) };
      const ends = { baseline, reference: { ...scored, predicted: scored.truth } };
      const isBobo = !each.predicted.includes('SI');
      for (const metric of isBobo
        ? (['accuracy', 'balanced_accuracy', 'recall', 'f1', 'mcc'] as const)
        : (['accuracy'] as const)) {
        const { value } = skillOf(metric, scored, ends, { seed: 'course', dependence: null });
        expect([each.sentence, metric, value]).toEqual([each.sentence, metric, 0]);
      }
    }
  });
});

interface Averages {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

interface FourClasses {
  readonly sentence: string;
  readonly labels: string[];
  readonly courseMatrix: number[][];
  readonly called: number[];
  readonly real: number[];
  readonly accuracy: string;
  readonly wilson: [number, number];
  readonly mcc: number;
  readonly cohenKappa: number;
  readonly majority: { readonly label: string; readonly share: string };
  readonly averages: Record<'macro' | 'micro' | 'weighted', Averages>;
  readonly transposedWeighted: Omit<Averages, 'recall'>;
  readonly oneVersusRest: Record<
    string,
    {
      cells: [number, number, number, number];
      recall: string;
      precision: string;
      specificity: string;
      f1: number;
      accuracy: number;
    }
  >;
  readonly oneVersusOne: Record<
    string,
    {
      cells: [number, number, number, number];
      accuracy: number;
      recall: number;
      precision: number;
      specificity: number;
    }
  >;
}

describe('the course’s four classes', () => {
  const golden = course('four-classes') as FourClasses;
  const matrix = matrixOf(golden.courseMatrix);
  const report = matrixReport(matrix);

  it(golden.sentence, () => {
    for (const average of ['macro', 'micro', 'weighted'] as const)
      for (const name of ['precision', 'recall', 'f1'] as const)
        expect([average, name, report[average][name].value]).toEqual([
          average,
          name,
          expect.closeTo(golden.averages[average][name], 9),
        ]);
    const turned = matrixReport(matrixOf(transposed(golden.courseMatrix)));
    expect(turned.weighted.precision.value).toBeCloseTo(golden.transposedWeighted.precision, 9);
    expect(turned.weighted.f1.value).toBeCloseTo(golden.transposedWeighted.f1, 9);
    expect(turned.macro.precision.value).toBeCloseTo(golden.averages.macro.recall, 9);
    expect(turned.macro.f1.value).toBeCloseTo(golden.averages.macro.f1, 9);
  });

  it('has the printed margins, four classes against the rest and six pairs', () => {
    const rests = golden.labels.map((_, k) => oneVersusRest(matrix, k));
    expect(rests.map(({ tp, fp }) => tp + fp)).toEqual(golden.called);
    expect(rests.map(({ tp, fn }) => tp + fn)).toEqual(golden.real);
    expect([matrix.rows, rests.reduce((sum, { tp }) => sum + tp, 0)]).toEqual([1094, 695]);
    expect(Object.keys(golden.oneVersusRest)).toHaveLength(4);
    expect(Object.keys(golden.oneVersusOne)).toHaveLength(6);
  });

  it('has an accuracy, MCC and κ that do not depend on how it is turned', () => {
    for (const rows of [golden.courseMatrix, transposed(golden.courseMatrix)]) {
      const { accuracy, mcc, kappa } = matrixReport(matrixOf(rows));
      expect(accuracy.value).toBeCloseTo(exactly(golden.accuracy), 14);
      expect(mcc.value).toBeCloseTo(golden.mcc, 9);
      expect(kappa.value).toBeCloseTo(golden.cohenKappa, 9);
    }
    expect(report.balancedAccuracy.value).toBeCloseTo(golden.averages.macro.recall, 9);
  });

  it('has Wilson’s interval of its accuracy, and Alto as the bobo’s answer', () => {
    const pairs = [...matrix.counts].flatMap((count, cell) =>
      Array<[number, number]>(count).fill([Math.floor(cell / 4), cell % 4]),
    );
    const { accuracy } = withIntervals(
      {
        task: 'multiclass',
        classes: 4,
        truth: Uint16Array.from(pairs, ([truth]) => truth),
        predicted: Uint16Array.from(pairs, ([, predicted]) => predicted),
        probability: null,
      },
      { seed: 'course', metrics: ['accuracy'] },
    );
    expect(accuracy!.low).toBeCloseTo(golden.wilson[0], 7);
    expect(accuracy!.high).toBeCloseTo(golden.wilson[1], 7);
    const most = Math.max(...report.perClass.map(({ support }) => support));
    expect(most / matrix.rows).toBeCloseTo(exactly(golden.majority.share), 14);
    expect(report.perClass[golden.labels.indexOf(golden.majority.label)]!.support).toBe(most);
  });

  it.each(Object.entries(golden.oneVersusRest))('sees %s against the rest', (label, expected) => {
    const cells = oneVersusRest(matrix, golden.labels.indexOf(label));
    expect([cells.tp, cells.fp, cells.fn, cells.tn]).toEqual(expected.cells);
    const figures = classFigures(cells);
    for (const name of ['recall', 'precision', 'specificity'] as const)
      expect(figures[name]).toBeCloseTo(exactly(expected[name]), 14);
    expect(figures.f1).toBeCloseTo(expected.f1, 6);
    expect(figures.accuracy).toBeCloseTo(expected.accuracy, 6);
  });

  it.each(Object.entries(golden.oneVersusOne))('sees %s, the first being SI', (pair, expected) => {
    const [positive, negative] = pair.split(' ').map((label) => golden.labels.indexOf(label));
    const cells = oneVersusOne(matrix, positive!, negative!);
    expect([cells.tp, cells.fp, cells.fn, cells.tn]).toEqual(expected.cells);
    const figures = classFigures(cells);
    for (const name of ['accuracy', 'recall', 'precision', 'specificity'] as const)
      expect(figures[name]).toBeCloseTo(expected[name], 6);
  });
});

interface Lag {
  readonly sentence: string;
  readonly truth: number[];
  readonly previous: number[];
  readonly figures: Partial<Record<MetricName, number>>;
  readonly leastSquares: {
    readonly sentence: string;
    readonly intercept: number;
    readonly slope: number;
    readonly figures: Partial<Record<MetricName, number>>;
  };
  readonly horizon: {
    readonly sentence: string;
    readonly train: number[];
    readonly test: number[];
    readonly lastValue: { predicted: number[]; mae: number; mase: number };
    readonly oneStep: { predicted: number[]; mae: number; mase: number };
  };
}

describe('the course’s lag table', () => {
  const golden = course('lag') as Lag;
  const truth = Float64Array.from(golden.truth);

  function expectFigures(
    figures: Figures,
    expected: Partial<Record<MetricName, number>>,
    digits: number,
  ) {
    for (const [metric, value] of Object.entries(expected)) {
      const ours = figures[metric as MetricName]?.value ?? Number.NaN;
      expect([metric, ours / value]).toEqual([metric, expect.closeTo(1, digits)]);
    }
  }

  it(golden.sentence, () => {
    const predicted = Float64Array.from(golden.previous);
    const figures = allFigures({ task: 'regression', truth, predicted });
    expectFigures(figures, golden.figures, 8);
    expect(figures.sse!.value! + figures.ssr!.value!).toBeCloseTo(113046.8, 6);
    expect(figures.ssr!.value! / figures.sst!.value!).toBeCloseTo(1.9646, 4);
  });

  it(golden.leastSquares.sentence, () => {
    const { intercept, slope } = golden.leastSquares;
    const predicted = Float64Array.from(golden.previous, (x) => intercept + slope * x);
    const figures = allFigures({ task: 'regression', truth, predicted, features: 1 });
    expectFigures(figures, golden.leastSquares.figures, 6);
    // The coefficients are printed with ten digits: so far the sums agree.
    expect((figures.sse!.value! + figures.ssr!.value!) / figures.sst!.value!).toBeCloseTo(1, 6);
  });

  it(golden.horizon.sentence, () => {
    const { train, test } = golden.horizon;
    for (const { predicted, mae, mase } of [golden.horizon.lastValue, golden.horizon.oneStep]) {
      const figures = allFigures({
        task: 'forecasting',
        truth: Float64Array.from(test),
        predicted: Float64Array.from(predicted),
        train: Float64Array.from(train),
      });
      expect(figures.mae!.value).toBeCloseTo(mae, 12);
      expect(figures.mase!.value).toBeCloseTo(mase, 9);
    }
  });
});

interface PenaltyCases {
  readonly sentence: string;
  readonly truth: number[];
  readonly predicted: number[];
  readonly coefficients: number[];
  readonly lambda: number;
  readonly sse: number;
  readonly costs: Record<'l1' | 'l2' | 'count', number>;
}

describe('the course’s penalised cost', () => {
  const golden = course('penalty') as PenaltyCases;

  it(golden.sentence, () => {
    const truth = Float64Array.from(golden.truth);
    const predicted = Float64Array.from(golden.predicted);
    const { sse } = allFigures({ task: 'regression', truth, predicted });
    const coefficients = Float64Array.from(golden.coefficients);
    const { lambda } = golden;
    for (const kind of ['l1', 'l2', 'count'] as const) {
      const complexity =
        kind === 'count'
          ? { kind, variables: variablesUsed(coefficients) }
          : { kind, coefficients };
      const { cost, loss, perRow } = penalisedCost('sse', sse!, { lambda, complexity }, truth.length);
      expect([kind, loss.value]).toEqual([kind, golden.sse]);
      expect([kind, cost.value]).toEqual([kind, expect.closeTo(golden.costs[kind], 14)]);
      expect(perRow!.cost.value).toBeCloseTo(golden.costs[kind] / 3, 14);
    }
  });
});
