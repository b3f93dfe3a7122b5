import { corners, sortedByClass } from '../metrics/ranking';
import type { Codes } from '../metrics/tally';
import { placements } from './auc';

/**
 * How much each row moves a figure: its derivative by the row's weight, the rows' weights being one (Hampel 1974; Efron's
 * infinitesimal jackknife 1982). √Σ² is the bootstrap's standard error in its limit; differences of two figures' vectors
 * pair them. Each vector sums to 0.
 */
export type Influence = Float64Array;

/** Standard error from the influence of n rows; n ≥ 2. */
export function standardError(influence: Influence): number {
  const n = influence.length;
  let squares = 0;
  for (const x of influence) squares += x * x;
  return Math.sqrt((squares * n) / (n - 1));
}

/** Of the mean one-against-the-rest AUC; every class must have rows. `probability` is n × classes. */
export function ovrInfluence(truth: Codes, probability: Float64Array, classes: number): Influence {
  const n = truth.length;
  const influence = new Float64Array(n);
  const column = new Float64Array(n);
  const own = new Uint8Array(n);
  for (let k = 0; k < classes; k++) {
    let rows = 0;
    for (let i = 0; i < n; i++) {
      own[i] = truth[i] === k ? 1 : 0;
      rows += own[i]!;
      column[i] = probability[i * classes + k]!;
    }
    const placed = placements(own, column);
    let area = 0;
    for (let i = 0; i < n; i++) if (own[i] === 1) area += placed[i]!;
    area /= rows;
    for (let i = 0; i < n; i++)
      influence[i]! += (placed[i]! - area) / (own[i] === 1 ? rows : n - rows) / classes;
  }
  return influence;
}

/**
 * Of the mean over pairs of classes of the areas between them (Hand and Till 2001); every class must have rows. A row
 * moves the pairs that its class is in.
 */
export function ovoInfluence(truth: Codes, probability: Float64Array, classes: number): Influence {
  const influence = new Float64Array(truth.length);
  const rowsOf = Array.from({ length: classes }, () => [] as number[]);
  truth.forEach((code, row) => rowsOf[code]!.push(row));
  const areas = classes * (classes - 1);
  for (let k = 0; k < classes; k++)
    for (let other = 0; other < classes; other++) {
      if (other === k) continue;
      // The area of k against the other, by the probability of k.
      const rows = [...rowsOf[k]!, ...rowsOf[other]!];
      const count = rowsOf[k]!.length;
      const placed = placements(
        Uint8Array.from(rows, (_, at) => (at < count ? 1 : 0)),
        Float64Array.from(rows, (row) => probability[row * classes + k]!),
      );
      let area = 0;
      for (let at = 0; at < count; at++) area += placed[at]! / count;
      rows.forEach((row, at) => {
        const share = at < count ? count : rows.length - count;
        influence[row]! += (placed[at]! - area) / share / areas;
      });
    }
  return influence;
}

/** Of the average precision; there must be a positive row. */
export function averagePrecisionInfluence(
  positive: Uint8Array,
  probability: Float64Array,
): Influence {
  const { thresholds, tp, fp, positives } = corners(sortedByClass(positive, probability));
  const steps = thresholds.length;
  // What a further positive or negative row at step c or above takes from, or adds to, all precisions from c down.
  const ofPositive = new Float64Array(steps);
  const ofNegative = new Float64Array(steps);
  let gain = 0;
  let loss = 0;
  let precisionSum = 0;
  for (let c = steps - 1; c >= 0; c--) {
    const called = tp[c]! + fp[c]!;
    const hits = tp[c]! - (c === 0 ? 0 : tp[c - 1]!);
    gain += (hits * fp[c]!) / called / called;
    loss += (hits * tp[c]!) / called / called;
    precisionSum += (hits * tp[c]!) / called;
    ofPositive[c] = tp[c]! / called + gain;
    ofNegative[c] = -loss;
  }
  const average = precisionSum / positives;
  return probability.map((score, i) => {
    const c = stepOf(thresholds, score);
    return positive[i] === 1 ? (ofPositive[c]! - average) / positives : ofNegative[c]! / positives;
  });
}

/** Where a score stands among falling thresholds; it is one of them. */
function stepOf(thresholds: Float64Array, score: number): number {
  let low = 0;
  let high = thresholds.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (thresholds[middle]! > score) low = middle + 1;
    else high = middle;
  }
  return low;
}
