import { type Figure, figure, undefinedFigure } from './figure';
import { Sum } from './sum';
import type { Codes } from './tally';

export const EPSILON = 2 ** -52;
export const ALMOST_ONE = 1 - EPSILON;
/** (2⁻⁵²)¹⁶ is still a normal number: sixteen factors share one logarithm. */
export const FACTORS = 16;
/** A product that is smaller has no room for sixteen more factors of 2⁻⁵² and its logarithm is taken. */
export const NEEDS_LOG = 2 ** -190;

/** A term clipped to [2⁻⁵², 1 − 2⁻⁵²], or to a challenge's own [clip, 1 − clip]. */
interface Clip {
  readonly clip?: number;
}

/**
 * −Σ ln p(true class) / n, p clipped to [ε, 1 − ε] with ε = 2⁻⁵² (scikit-learn's log_loss for float64; rows are not
 * divided by their sum there since 1.5, nor here). `probability` holds n × classes values, row after row.
 */
export function logLoss(
  truth: Codes,
  probability: Float64Array,
  classes: number,
  { clip = EPSILON }: Clip = {},
): Figure {
  const n = truth.length;
  if (n === 0) return undefinedFigure('no-rows');
  const high = clip === EPSILON ? ALMOST_ONE : 1 - clip;
  const total = new Sum();
  let i = 0;
  while (i < n) {
    const to = Math.min(n, i + FACTORS);
    let product = 1;
    for (; i < to; i++)
      product *= Math.min(high, Math.max(clip, probability[i * classes + truth[i]!]!));
    total.add(-Math.log(product));
  }
  return figure(total.value / n);
}

/** Log-loss of two classes from the probability of the positive one, in [0, 1]; truth 1 is positive. */
export function binaryLogLoss(
  positive: Codes,
  probability: Float64Array,
  { clip = EPSILON }: Clip = {},
): Figure {
  const n = positive.length;
  if (n === 0) return undefinedFigure('no-rows');
  const high = clip === EPSILON ? ALMOST_ONE : 1 - clip;
  const total = new Sum();
  const whole = n - (n % FACTORS);
  let product = 1;
  let i = 0;
  while (i < whole) {
    // Four chains: a product waits for the one before it.
    let a = 1;
    let b = 1;
    let c = 1;
    let d = 1;
    for (const to = i + FACTORS; i < to; i += 4) {
      a *= Math.min(high, Math.max(clip, given(positive[i]!, probability[i]!)));
      b *= Math.min(high, Math.max(clip, given(positive[i + 1]!, probability[i + 1]!)));
      c *= Math.min(high, Math.max(clip, given(positive[i + 2]!, probability[i + 2]!)));
      d *= Math.min(high, Math.max(clip, given(positive[i + 3]!, probability[i + 3]!)));
    }
    product *= a * b * (c * d);
    if (product < NEEDS_LOG) {
      total.add(-Math.log(product));
      product = 1;
    }
  }
  for (; i < n; i++)
    product *= Math.min(high, Math.max(clip, given(positive[i]!, probability[i]!)));
  total.add(-Math.log(product));
  return figure(total.value / n);
}

/** p of a positive row, 1 − p of another, without a branch to mispredict: |p + y − 1|, and y − 1 is a whole number. */
const given = (y: number, p: number) => Math.abs(p + (y - 1));

/** Mean of (p − y)², between 0 and 1 (Brier 1950 in the form of brier_score_loss). */
export function brier(positive: Codes, probability: Float64Array): Figure {
  const n = positive.length;
  if (n === 0) return undefinedFigure('no-rows');
  const total = new Sum();
  for (let from = 0; from < n; from += 1024) {
    let block = 0;
    const to = Math.min(n, from + 1024);
    for (let i = from; i < to; i++) {
      const d = probability[i]! - positive[i]!;
      block += d * d;
    }
    total.add(block);
  }
  return figure(total.value / n);
}

/** Mean of Σₖ (pₖ − yₖ)², between 0 and 2: Brier's own form (brier_score_loss of three classes and more). */
export function multiclassBrier(truth: Codes, probability: Float64Array, classes: number): Figure {
  const n = truth.length;
  if (n === 0) return undefinedFigure('no-rows');
  const total = new Sum();
  for (let i = 0; i < n; i++) {
    let row = 0;
    for (let k = 0; k < classes; k++) {
      const d = probability[i * classes + k]! - (truth[i] === k ? 1 : 0);
      row += d * d;
    }
    total.add(row);
  }
  return figure(total.value / n);
}

/** One bar of a calibration plot. */
export interface CalibrationBin {
  readonly from: number;
  readonly to: number;
  readonly rows: number;
  /** Mean probability given, and share of rows that came true; null in an empty bin. */
  readonly predicted: number | null;
  readonly observed: number | null;
}

/** Bins of equal width; an edge belongs to the bin below it, 0 to the first (calibration_curve, `strategy='uniform'`). */
export function calibrationCurve(
  positive: ArrayLike<number>,
  probability: Float64Array,
  bins = 10,
): CalibrationBin[] {
  const rows = new Float64Array(bins);
  const came = new Float64Array(bins);
  const said = Array.from({ length: bins }, () => new Sum());
  for (let i = 0; i < probability.length; i++) {
    const p = probability[i]!;
    let bin = Math.min(bins - 1, Math.max(0, Math.ceil(p * bins) - 1));
    // ceil(p · bins) may be off by one ulp at an edge k/bins: settle it with the edges themselves.
    while (bin > 0 && p <= bin / bins) bin--;
    while (bin < bins - 1 && p > (bin + 1) / bins) bin++;
    rows[bin]! += 1;
    came[bin]! += positive[i]!;
    said[bin]!.add(p);
  }
  return Array.from(rows, (count, bin) => ({
    from: bin / bins,
    to: (bin + 1) / bins,
    rows: count,
    predicted: count === 0 ? null : said[bin]!.value / count,
    observed: count === 0 ? null : came[bin]! / count,
  }));
}

/** Expected calibration error: Σ (rows of a bin / n)·|observed − predicted|, ten equal bins (Naeini, Cooper and Hauskrecht 2015). */
export function calibrationError(curve: readonly CalibrationBin[]): Figure {
  const n = curve.reduce((sum, bin) => sum + bin.rows, 0);
  if (n === 0) return undefinedFigure('no-rows');
  return figure(
    curve.reduce(
      (sum, { rows, predicted, observed }) =>
        sum + (rows / n) * Math.abs((observed ?? 0) - (predicted ?? 0)),
      0,
    ),
  );
}

/**
 * ECE of several classes: the probability of the called class against whether the call was right (Guo et al. 2017).
 * The called class is the one with the highest probability, the first of equals.
 */
export function multiclassCalibrationError(
  truth: Codes,
  probability: Float64Array,
  classes: number,
): Figure {
  const n = truth.length;
  const right = new Uint8Array(n);
  const confidence = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let best = 0;
    for (let k = 1; k < classes; k++)
      if (probability[i * classes + k]! > probability[i * classes + best]!) best = k;
    right[i] = truth[i] === best ? 1 : 0;
    confidence[i] = probability[i * classes + best]!;
  }
  return calibrationError(calibrationCurve(right, confidence));
}

/**
 * Share of rows whose true class is among the k most probable. Ties as in top_k_accuracy_score: of equal
 * probabilities the later class counts as the more probable.
 */
export function topK(truth: Codes, probability: Float64Array, classes: number, k: number): Figure {
  const n = truth.length;
  if (n === 0) return undefinedFigure('no-rows');
  let hits = 0;
  for (let i = 0; i < n; i++) {
    const mine = probability[i * classes + truth[i]!]!;
    let before = 0;
    for (let c = 0; c < classes; c++) {
      const p = probability[i * classes + c]!;
      if (p > mine || (p === mine && c > truth[i]!)) before++;
    }
    if (before < k) hits++;
  }
  return figure(hits / n);
}
