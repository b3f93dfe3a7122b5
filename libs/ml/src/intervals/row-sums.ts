import { seasonalNaiveError } from '../metrics/forecasting';
import { topK } from '../metrics/probability';
import { meanOf } from '../metrics/regression';
import type { MetricName } from '../metrics/registry';
import type { Scored } from '../metrics/scored';

type Numeric = Extract<Scored, { task: 'regression' | 'forecasting' }>;
type Classes = Extract<Scored, { task: 'binary' | 'multiclass' }>;

/** Figures that are made of sums over rows: what each row adds, and how the sums become the figure. */
export interface RowSums {
  /** Arrays as long as there are rows; the first is all ones. */
  readonly columns: readonly Float64Array[];
  /** The figures, in the order in which they were asked for, from sums of the columns; not finite where undefined. */
  readonly figures: (sums: Float64Array, into: Float64Array) => void;
}

export function isRowSum(metric: MetricName, task: Scored['task']): boolean {
  if (task === 'regression' || task === 'forecasting') return metric in OF_NUMBERS;
  return task !== 'clustering' && metric in OF_PROBABILITY;
}

/** Columns for `metrics` alone, each an {@link isRowSum}. */
export function rowSums(scored: Numeric | Classes, metrics: readonly MetricName[]): RowSums {
  return scored.task === 'regression' || scored.task === 'forecasting'
    ? numericSums(scored, metrics)
    : probabilitySums(scored, metrics);
}

const TINY = 2 ** -52;

/** What a row adds. `y` and `p` are truth and prediction minus `centre`, the mean of all truths: an offset of 1e9 cancels nothing. */
const ADDENDS = {
  e: (y: number, p: number) => y - p,
  e2: (y: number, p: number) => (y - p) * (y - p),
  absolute: (y: number, p: number) => Math.abs(y - p),
  share: (y: number, p: number) => Math.abs(y - p) / Math.max(Math.abs(y), TINY),
  symmetric: (y: number, p: number) =>
    y === p ? 0 : (2 * Math.abs(y - p)) / (Math.abs(y) + Math.abs(p)),
  y: (y: number, _: number, { centre }: Fixed) => y - centre,
  y2: (y: number, _: number, { centre }: Fixed) => (y - centre) * (y - centre),
  p: (_: number, p: number, { centre }: Fixed) => p - centre,
  p2: (_: number, p: number, { centre }: Fixed) => (p - centre) * (p - centre),
  slanted: (y: number, p: number, { quantile }: Fixed) =>
    y >= p ? quantile * (y - p) : (1 - quantile) * (p - y),
} as const;
type Addend = keyof typeof ADDENDS;

/** Means over the rows drawn. */
type Means = Record<Addend, number>;
const NO_MEANS = Object.fromEntries(
  Object.keys(ADDENDS).map((name) => [name, Number.NaN]),
) as Means;

/** What does not vary with the rows drawn; NaN where not given. */
interface Fixed {
  readonly rows: number;
  readonly centre: number;
  readonly quantile: number;
  readonly features: number;
  readonly scale: number;
}

interface NumberFigure {
  readonly of: readonly Addend[];
  readonly figure: (means: Means, fixed: Fixed) => number;
}

const truthVariance = ({ y, y2 }: Means) => y2 - y * y;
const r2 = (m: Means) => 1 - m.e2 / truthVariance(m);

const OF_NUMBERS: Partial<Record<MetricName, NumberFigure>> = {
  sse: { of: ['e2'], figure: ({ e2 }, { rows }) => rows * e2 },
  sst: { of: ['y', 'y2'], figure: (m, { rows }) => rows * truthVariance(m) },
  ssr: {
    of: ['y', 'p', 'p2'],
    figure: ({ y, p, p2 }, { rows }) => rows * (p2 - 2 * y * p + y * y),
  },
  r2: { of: ['e2', 'y', 'y2'], figure: r2 },
  adjusted_r2: {
    of: ['e2', 'y', 'y2'],
    figure: (m, { rows, features }) => 1 - ((1 - r2(m)) * (rows - 1)) / (rows - features - 1),
  },
  mae: { of: ['absolute'], figure: ({ absolute }) => absolute },
  mse: { of: ['e2'], figure: ({ e2 }) => e2 },
  rmse: { of: ['e2'], figure: ({ e2 }) => Math.sqrt(e2) },
  mape: { of: ['share'], figure: ({ share }) => share },
  smape: { of: ['symmetric'], figure: ({ symmetric }) => symmetric },
  explained_variance: {
    of: ['e', 'e2', 'y', 'y2'],
    figure: (m) => 1 - (m.e2 - m.e * m.e) / truthVariance(m),
  },
  mase: { of: ['absolute'], figure: ({ absolute }, { scale }) => absolute / scale },
  pinball: { of: ['slanted'], figure: ({ slanted }) => slanted },
};

function numericSums(scored: Numeric, metrics: readonly MetricName[]): RowSums {
  const { truth, predicted } = scored;
  const inTime = scored.task === 'forecasting' ? scored : undefined;
  const fixed: Fixed = {
    rows: truth.length,
    centre: meanOf(truth),
    quantile: inTime?.quantile ?? 0.5,
    features: (scored.task === 'regression' ? scored.features : undefined) ?? Number.NaN,
    scale: inTime?.train ? seasonalNaiveError(inTime.train, inTime.season) : Number.NaN,
  };
  const parts = metrics.flatMap((metric) => OF_NUMBERS[metric] ?? []);
  const addends = [...new Set(parts.flatMap(({ of }) => of))];
  const means: Means = { ...NO_MEANS };
  return {
    columns: [
      new Float64Array(truth.length).fill(1),
      ...addends.map((name) => {
        const adds = ADDENDS[name];
        return truth.map((y, row) => adds(y, predicted[row]!, fixed));
      }),
    ],
    figures: (sums, into) => {
      for (let j = 0; j < addends.length; j++) means[addends[j]!] = sums[1 + j]! / sums[0]!;
      for (let m = 0; m < parts.length; m++) into[m] = parts[m]!.figure(means, fixed);
    },
  };
}

/** Which column a figure is the mean of. */
const OF_PROBABILITY: Partial<Record<MetricName, number>> = { log_loss: 1, brier: 2, top_k: 3 };

/** −ln p of the true class, clipped as the metric clips, Brier's square, and whether it is among the k, row by row. */
function probabilitySums(scored: Classes, metrics: readonly MetricName[]): RowSums {
  const { task, truth, probability, classes } = scored;
  const columns = metrics.flatMap((metric) => OF_PROBABILITY[metric] ?? []);
  const rows = truth.length;
  const loss = new Float64Array(rows);
  const square = new Float64Array(rows);
  const given = probability ?? new Float64Array(0);
  for (let i = 0; i < rows; i++) {
    let own: number;
    if (task === 'binary') {
      const p = given[i]!;
      own = truth[i] === 1 ? p : 1 - p;
      square[i] = (p - truth[i]!) ** 2;
    } else {
      own = given[i * classes + truth[i]!]!;
      let sum = 0;
      for (let k = 0; k < classes; k++)
        sum += (given[i * classes + k]! - (truth[i] === k ? 1 : 0)) ** 2;
      square[i] = sum;
    }
    loss[i] = -Math.log(Math.min(1 - TINY, Math.max(TINY, own)));
  }
  return {
    columns: [new Float64Array(rows).fill(1), loss, square, hitsOf(scored, metrics)],
    figures: (sums, into) => {
      for (let m = 0; m < columns.length; m++) into[m] = sums[columns[m]!]! / sums[0]!;
    },
  };
}

/** 1 where the true class is among the k most probable; nothing where nobody asks. */
function hitsOf(scored: Classes, metrics: readonly MetricName[]): Float64Array {
  const { truth, probability, classes } = scored;
  if (scored.task === 'binary' || !probability || !metrics.includes('top_k'))
    return new Float64Array(truth.length);
  const k = scored.k ?? Math.min(3, classes - 1);
  return Float64Array.from(truth, (own, row) => {
    const shares = probability.subarray(row * classes, (row + 1) * classes);
    return topK(Uint16Array.of(own), shares, classes, k).value ?? 0;
  });
}
