import { seasonalNaiveError } from '../metrics/forecasting';
import { meanOf } from '../metrics/regression';
import type { MetricName } from '../metrics/registry';
import type { Scored } from '../metrics/scored';

type Numeric = Extract<Scored, { task: 'regression' | 'forecasting' }>;
type Classes = Extract<Scored, { task: 'binary' | 'multiclass' }>;

/** Figures that are made of sums over rows: what each row adds, and how the sums become the figure. */
export interface RowSums {
  /** Arrays as long as there are rows; the first is all ones. */
  readonly columns: readonly Float64Array[];
  /** The figure from sums of the columns, which stand in `sums` from `at` on; not finite where it is undefined. */
  readonly figure: (metric: MetricName, sums: Float64Array, at: number) => number;
}

export function isRowSum(metric: MetricName, task: Scored['task']): boolean {
  if (task === 'regression' || task === 'forecasting') return metric in OF_NUMBERS;
  return task !== 'clustering' && metric in OF_PROBABILITY;
}

export function rowSums(scored: Numeric | Classes): RowSums {
  return scored.task === 'regression' || scored.task === 'forecasting'
    ? numericSums(scored)
    : probabilitySums(scored);
}

const TINY = 2 ** -52;

/** Means over the rows drawn. `y` and `p` are truth and prediction minus the mean of all truths: an offset of 1e9 cancels nothing. */
interface Means {
  readonly e: number;
  readonly e2: number;
  readonly absolute: number;
  readonly share: number;
  readonly symmetric: number;
  readonly y: number;
  readonly y2: number;
  readonly p: number;
  readonly p2: number;
  readonly slanted: number;
}

/** What does not vary with the rows drawn. */
interface Fixed {
  readonly rows: number;
  /** NaN where not given. */
  readonly features: number;
  readonly scale: number;
}

const truthVariance = ({ y, y2 }: Means) => y2 - y * y;
const r2 = (m: Means) => 1 - m.e2 / truthVariance(m);

const OF_NUMBERS: Partial<Record<MetricName, (m: Means, fixed: Fixed) => number>> = {
  sse: ({ e2 }, { rows }) => rows * e2,
  sst: (m, { rows }) => rows * truthVariance(m),
  ssr: ({ y, p, p2 }, { rows }) => rows * (p2 - 2 * y * p + y * y),
  r2,
  adjusted_r2: (m, { rows, features }) => 1 - ((1 - r2(m)) * (rows - 1)) / (rows - features - 1),
  mae: ({ absolute }) => absolute,
  mse: ({ e2 }) => e2,
  rmse: ({ e2 }) => Math.sqrt(e2),
  mape: ({ share }) => share,
  smape: ({ symmetric }) => symmetric,
  explained_variance: (m) => 1 - (m.e2 - m.e * m.e) / truthVariance(m),
  mase: ({ absolute }, { scale }) => absolute / scale,
  pinball: ({ slanted }) => slanted,
};

function numericSums(scored: Numeric): RowSums {
  const { truth, predicted } = scored;
  const rows = truth.length;
  const centre = meanOf(truth);
  const quantile = scored.task === 'forecasting' ? (scored.quantile ?? 0.5) : 0.5;
  const column = (of: (y: number, p: number) => number) =>
    truth.map((y, row) => of(y, predicted[row]!));
  const fixed: Fixed = {
    rows,
    features: (scored.task === 'regression' ? scored.features : undefined) ?? Number.NaN,
    scale:
      scored.task === 'forecasting' && scored.train
        ? seasonalNaiveError(scored.train, scored.season)
        : Number.NaN,
  };
  return {
    columns: [
      column(() => 1),
      column((y, p) => y - p),
      column((y, p) => (y - p) * (y - p)),
      column((y, p) => Math.abs(y - p)),
      column((y, p) => Math.abs(y - p) / Math.max(Math.abs(y), TINY)),
      column((y, p) => (y === p ? 0 : (2 * Math.abs(y - p)) / (Math.abs(y) + Math.abs(p)))),
      column((y) => y - centre),
      column((y) => (y - centre) * (y - centre)),
      column((_, p) => p - centre),
      column((_, p) => (p - centre) * (p - centre)),
      column((y, p) => (y >= p ? quantile * (y - p) : (1 - quantile) * (p - y))),
    ],
    figure: (metric, sums, at) => {
      const n = sums[at]!;
      const means: Means = {
        e: sums[at + 1]! / n,
        e2: sums[at + 2]! / n,
        absolute: sums[at + 3]! / n,
        share: sums[at + 4]! / n,
        symmetric: sums[at + 5]! / n,
        y: sums[at + 6]! / n,
        y2: sums[at + 7]! / n,
        p: sums[at + 8]! / n,
        p2: sums[at + 9]! / n,
        slanted: sums[at + 10]! / n,
      };
      return OF_NUMBERS[metric]?.(means, fixed) ?? Number.NaN;
    },
  };
}

/** Which column a figure is the mean of. */
const OF_PROBABILITY: Partial<Record<MetricName, number>> = { log_loss: 1, brier: 2 };

/** −ln p of the true class, clipped as the metric clips, and Brier's square, row by row. */
function probabilitySums({ task, truth, probability, classes }: Classes): RowSums {
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
    columns: [new Float64Array(rows).fill(1), loss, square],
    figure: (metric, sums, at) => sums[at + (OF_PROBABILITY[metric] ?? Number.NaN)]! / sums[at]!,
  };
}
