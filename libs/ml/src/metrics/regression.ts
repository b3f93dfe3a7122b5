import { type Figure, figure, undefinedFigure } from './figure';
import { Middle } from './middle';
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

/** n rows: mean and Σ(x − mean)², to be merged with others' (Chan, Golub and LeVeque 1979). */
class Moments {
  n = 0;
  /** From the first value: a mean near a billion is a tenth of a millionth off. */
  mean = 0;
  squares = 0;

  add(n: number, mean: number, squares: number): void {
    const total = this.n + n;
    const delta = mean - this.mean;
    this.mean += (delta * n) / total;
    this.squares += squares + ((delta * delta * this.n) / total) * n;
    this.n = total;
  }
}

/** From so much on the squares are taken again: a digit of a float64 in ten is not yet lost. */
const CANCELS = 8;
const BLOCK = 1024; // a block's arrays stay in the first-level cache
const TINY = 2 ** -52;
/** The product of two numbers this large is still one. */
const HUGE = 1e150;
/** Fewer absolute errors are kept and their median selected. */
const MANY = 8192;

/**
 * All figures of a numeric prediction, in one walk over both arrays (same length, finite numbers) in blocks of 1,024
 * rows. Inside a block values are taken from the mean of the blocks before, and their squares again from the block's own
 * where that is far off; blocks are merged by Chan's formula and sums by Neumaier's: a few ulp at a million rows,
 * whatever the offset.
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
  const sse = new Sum();
  const error = new Sum();
  const absolute = new Sum();
  const percentage = new Sum();
  const symmetric = new Sum();
  const ofTruth = new Moments();
  const ofPredicted = new Moments();
  const ofError = new Moments();
  const middle = n < MANY ? null : new Middle(n);
  const firstError = truth[0]! - predicted[0]!;
  const distances = new Float64Array(middle ? BLOCK : n);
  const sums = new Float64Array(SUMS);
  let largest = 0;

  for (let from = 0; from < n; from += BLOCK) {
    const y = truth.subarray(from, from + BLOCK);
    const p = predicted.subarray(from, from + BLOCK);
    const own = middle ? distances : distances.subarray(from, from + BLOCK);
    const rows = y.length;
    const shiftY = truth[0]! + ofTruth.mean;
    const shiftP = predicted[0]! + ofPredicted.mean;
    sumBlock(y, p, shiftY, shiftP, own, sums);
    addBlock(ofTruth, y, rows, shiftY, truth[0]!, sums[0]!, sums[1]!);
    addBlock(ofPredicted, p, rows, shiftP, predicted[0]!, sums[2]!, sums[3]!);
    if (cancels(rows, sums[4]!, sums[5]!)) addErrors(ofError, y, p, firstError);
    else addBlock(ofError, y, rows, 0, firstError, sums[4]!, sums[5]!);
    error.add(sums[4]!);
    sse.add(sums[5]!);
    absolute.add(sums[6]!);
    percentage.add(sums[7]!);
    symmetric.add(sums[8]!);
    largest = Math.max(largest, sums[9]!);
    middle?.count(own, rows);
  }
  const sst = isConstant(truth) ? 0 : ofTruth.squares;
  const unexplained = isConstant(truth, predicted) ? 0 : ofError.squares;
  const meanError = error.value / n;
  const r2 = n < 2 ? undefinedFigure('one-row') : figure(shareExplained(sse.value, sst));
  const medianAe =
    middle?.median((low, below, into) => {
      distancesIn(truth, predicted, low, below, into);
    }) ?? median(distances);
  return {
    n,
    sse: figure(sse.value),
    sst: figure(sst),
    ssr: figure(ofPredicted.squares + n * meanError * meanError),
    r2,
    adjustedR2: adjusted(r2, n, options.features),
    mse: figure(sse.value / n),
    rmse: figure(Math.sqrt(sse.value / n)),
    mae: figure(absolute.value / n),
    mape: figure(percentage.value / n),
    smape: figure((2 * symmetric.value) / n),
    medianAe: figure(medianAe),
    maxError: figure(largest),
    explainedVariance: figure(shareExplained(unexplained, sst)),
  };
}

/** How many sums {@link sumBlock} leaves. */
const SUMS = 10;

/**
 * Σ(y − shift), Σ(y − shift)², the same of p, Σe, Σe², Σ|e|, Σ|e|/|y|, Σ|e|/(|y| + |p|) and max |e| of a block, into
 * `sums`; every |e| into `distances`.
 */
function sumBlock(
  truth: Float64Array,
  predicted: Float64Array,
  shiftY: number,
  shiftP: number,
  distances: Float64Array,
  sums: Float64Array,
): void {
  let sumY = 0;
  let squaresY = 0;
  let sumP = 0;
  let squaresP = 0;
  let sumE = 0;
  let squaresE = 0;
  let absolute = 0;
  let percentage = 0;
  let symmetric = 0;
  let largest = 0;
  let least = Number.POSITIVE_INFINITY;
  let all = 0;
  for (let i = 0; i < truth.length; i++) {
    const y = truth[i]!;
    const p = predicted[i]!;
    const e = y - p;
    const a = Math.abs(e);
    const size = Math.abs(y);
    const both = size + Math.abs(p);
    const dy = y - shiftY;
    const dp = p - shiftP;
    sumY += dy;
    squaresY += dy * dy;
    sumP += dp;
    squaresP += dp * dp;
    sumE += e;
    squaresE += e * e;
    absolute += a;
    // One division for both shares of the error.
    const share = a / (size * both);
    percentage += share * both;
    symmetric += share * size;
    largest = Math.max(largest, a);
    least = Math.min(least, size);
    all += both;
    distances[i] = a;
  }
  if (!(least >= TINY && all < HUGE)) {
    percentage = 0;
    symmetric = 0;
    for (let i = 0; i < truth.length; i++) {
      const size = Math.abs(truth[i]!);
      const both = size + Math.abs(predicted[i]!);
      percentage += distances[i]! / Math.max(size, TINY);
      symmetric += both === 0 ? 0 : distances[i]! / both;
    }
  }
  sums[0] = sumY;
  sums[1] = squaresY;
  sums[2] = sumP;
  sums[3] = squaresP;
  sums[4] = sumE;
  sums[5] = squaresE;
  sums[6] = absolute;
  sums[7] = percentage;
  sums[8] = symmetric;
  sums[9] = largest;
}

/** Adds a block given by Σ(x − shift) and Σ(x − shift)²; its values are looked at again only where those cancel. */
function addBlock(
  to: Moments,
  values: Float64Array,
  rows: number,
  shift: number,
  origin: number,
  sum: number,
  squares: number,
): void {
  const mean = sum / rows;
  const own = cancels(rows, sum, squares)
    ? squaresAbout(values, rows, shift + mean)
    : squares - sum * mean;
  to.add(rows, shift - origin + mean, own);
}

/** Adds a block of errors that differ by little and are large. */
function addErrors(to: Moments, truth: Float64Array, predicted: Float64Array, origin: number) {
  const errors = truth.map((y, i) => y - predicted[i]! - origin);
  const mean = meanOf(errors);
  to.add(errors.length, mean, squaresAbout(errors, errors.length, mean));
}

const cancels = (rows: number, sum: number, squares: number) =>
  !(squares < CANCELS * (squares - (sum / rows) * sum));

/** Σ(x − mean)² of some rows, corrected for what the mean was rounded by. */
function squaresAbout(values: Float64Array, rows: number, mean: number): number {
  let squares = 0;
  let sum = 0;
  for (let i = 0; i < rows; i++) {
    const d = values[i]! - mean;
    squares += d * d;
    sum += d;
  }
  return squares - (sum * sum) / rows;
}

/** Whether all values, or all differences, are one and the same. */
function isConstant(values: Float64Array, from?: Float64Array): boolean {
  const first = values[0]! - (from?.[0] ?? 0);
  return values.every((x, i) => x - (from?.[i] ?? 0) === first);
}

/** The absolute errors in [low, below); `below` is NaN where there is no end. */
function distancesIn(
  truth: Float64Array,
  predicted: Float64Array,
  low: number,
  below: number,
  into: Float64Array,
): void {
  // One question that few rows answer with yes: two of them would be guessed wrong every other time.
  const middle = (low + below) / 2;
  const reach = ((below - low) / 2) * 1.000001;
  let at = 0;
  for (let i = 0; i < truth.length; i++) {
    const a = Math.abs(truth[i]! - predicted[i]!);
    if (Math.abs(a - middle) > reach) continue;
    if (a >= low && !(a >= below)) into[at++] = a;
  }
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
