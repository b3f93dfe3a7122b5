import { type Figure, figure, undefinedFigure } from './figure';
import { median } from './select';
import { Sum } from './sum';

export interface RegressionReport {
  readonly n: number;
  /** Σ(y − ŷ)². statsmodels calls it `ssr`. */
  readonly sse: Figure;
  /** Σ(y − ȳ)². */
  readonly sst: Figure;
  /** Σ(ŷ − ȳ)², computed as such: SST − SSE is something else unless the model is least squares. statsmodels: `ess`. */
  readonly ssr: Figure;
  /** 1 − SSE/SST; of a constant target 1 when it is hit exactly, else 0; undefined for one row (r2_score). */
  readonly r2: Figure;
  /** 1 − (1 − R²)(n − 1)/(n − p − 1), p features; undefined where n ≤ p + 1 (Theil 1961). */
  readonly adjustedR2: Figure;
  readonly mse: Figure;
  readonly rmse: Figure;
  readonly mae: Figure;
  /** Mean of |e| / max(|y|, 2⁻⁵²), a fraction, not per cent (mean_absolute_percentage_error). */
  readonly mape: Figure;
  /** Mean of 2|e| / (|y| + |ŷ|), 0/0 = 0; between 0 and 2. */
  readonly smape: Figure;
  readonly medianAe: Figure;
  readonly maxError: Figure;
  /** 1 − Var(e)/Var(y); of a constant target 1 when the error is constant, else 0 (explained_variance_score). */
  readonly explainedVariance: Figure;
}

export interface RegressionOptions {
  /** How many features the model used, for adjusted R². */
  readonly features?: number;
}

/** n rows: mean and Σ(x − mean)², to be merged with others'. */
class Moments {
  n = 0;
  mean = 0;
  squares = 0;

  /** Chan, Golub and LeVeque 1979. */
  merge(n: number, mean: number, squares: number): void {
    const total = this.n + n;
    const delta = mean - this.mean;
    this.mean += (delta * n) / total;
    this.squares += squares + ((delta * delta * this.n) / total) * n;
    this.n = total;
  }
}

const BLOCK = 1024; // both arrays of a block stay in the first-level cache for the second pass
const TINY = 2 ** -52;

/**
 * All figures of a numeric prediction, in one walk over both arrays (same length, finite numbers). Inside a block of
 * 1,024 rows values are taken from the block's first row and the squares in a corrected second pass; blocks are
 * merged by Chan's formula and sums by Neumaier's: a few ulp at a million rows, whatever the offset.
 */
export function regressionReport(
  truth: Float64Array,
  predicted: Float64Array,
  options: RegressionOptions = {},
): RegressionReport {
  const n = truth.length;
  if (predicted.length !== n)
    throw new RangeError(`${n} truths and ${predicted.length} predictions`);
  if (n === 0) return nothing();
  const sums = {
    sse: new Sum(),
    absolute: new Sum(),
    percentage: new Sum(),
    symmetric: new Sum(),
    error: new Sum(),
  };
  const ofTruth = new Moments();
  const ofPredicted = new Moments();
  const ofError = new Moments();
  const absolute = new Float64Array(n);
  let largest = 0;
  const firstTruth = truth[0]!;
  const firstError = firstTruth - predicted[0]!;
  let truthVaries = false;
  let errorVaries = false;

  for (let from = 0; from < n; from += BLOCK) {
    const to = Math.min(n, from + BLOCK);
    const rows = to - from;
    const y0 = truth[from]!;
    const p0 = predicted[from]!;
    let sumY = 0;
    let sumP = 0;
    let sumE = 0;
    let squares = 0;
    let sumA = 0;
    let percentage = 0;
    let symmetric = 0;
    let varies = 0;
    for (let i = from; i < to; i++) {
      const y = truth[i]!;
      const p = predicted[i]!;
      const e = y - p;
      const a = Math.abs(e);
      const size = Math.abs(y);
      const both = size + Math.abs(p);
      sumY += y - y0;
      sumP += p - p0;
      sumE += e;
      squares += e * e;
      sumA += a;
      percentage += a / Math.max(size, TINY);
      symmetric += a / (both === 0 ? 1 : both);
      largest = Math.max(largest, a);
      absolute[i] = a;
      varies |= (y === firstTruth ? 0 : 1) | (e === firstError ? 0 : 2);
    }
    if (varies & 1) truthVaries = true;
    if (varies & 2) errorVaries = true;
    const meanY = sumY / rows;
    const meanP = sumP / rows;
    const meanE = sumE / rows;
    let y2 = 0;
    let y1 = 0;
    let p2 = 0;
    let p1 = 0;
    let e2 = 0;
    let e1 = 0;
    for (let i = from; i < to; i++) {
      const y = truth[i]!;
      const p = predicted[i]!;
      const dy = y - y0 - meanY;
      const dp = p - p0 - meanP;
      const de = y - p - meanE;
      y2 += dy * dy;
      y1 += dy;
      p2 += dp * dp;
      p1 += dp;
      e2 += de * de;
      e1 += de;
    }
    ofTruth.merge(rows, y0 + meanY, y2 - (y1 * y1) / rows);
    ofPredicted.merge(rows, p0 + meanP, p2 - (p1 * p1) / rows);
    ofError.merge(rows, meanE, e2 - (e1 * e1) / rows);
    sums.sse.add(squares);
    sums.absolute.add(sumA);
    sums.percentage.add(percentage);
    sums.symmetric.add(symmetric);
    sums.error.add(sumE);
  }
  const sse = sums.sse.value;
  const sst = truthVaries ? ofTruth.squares : 0;
  const errorSquares = errorVaries ? ofError.squares : 0;
  const meanError = sums.error.value / n;
  const r2 = n < 2 ? undefinedFigure('one-row') : figure(shareExplained(sse, sst));
  return {
    n,
    sse: figure(sse),
    sst: figure(sst),
    ssr: figure(ofPredicted.squares + n * meanError * meanError),
    r2,
    adjustedR2: adjusted(r2, n, options.features),
    mse: figure(sse / n),
    rmse: figure(Math.sqrt(sse / n)),
    mae: figure(sums.absolute.value / n),
    mape: figure(sums.percentage.value / n),
    smape: figure((2 * sums.symmetric.value) / n),
    medianAe: figure(median(absolute)),
    maxError: figure(largest),
    explainedVariance: figure(shareExplained(errorSquares, sst)),
  };
}

/** 1 − part/whole; where the whole is 0: 1 if the part is too, else 0 (scikit-learn's `force_finite`). */
function shareExplained(part: number, whole: number): number {
  if (whole !== 0) return 1 - part / whole;
  return part === 0 ? 1 : 0;
}

function adjusted(r2: Figure, n: number, features: number | undefined): Figure {
  if (r2.value === null) return r2;
  if (features === undefined) return undefinedFigure('no-feature-count');
  if (n <= features + 1) return undefinedFigure('too-few-rows');
  return figure(1 - ((1 - r2.value) * (n - 1)) / (n - features - 1));
}

function nothing(): RegressionReport {
  const none = undefinedFigure('no-rows');
  return {
    n: 0,
    sse: none,
    sst: none,
    ssr: none,
    r2: none,
    adjustedR2: none,
    mse: none,
    rmse: none,
    mae: none,
    mape: none,
    smape: none,
    medianAe: none,
    maxError: none,
    explainedVariance: none,
  };
}

/** The arithmetic mean, compensated: an offset of 1e9 costs nothing. NaN of no values. */
export function meanOf(values: Float64Array): number {
  const total = new Sum();
  for (const x of values) total.add(x);
  return total.value / values.length;
}
