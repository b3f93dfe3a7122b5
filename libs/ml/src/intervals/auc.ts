import { type SortedByClass, type Turns, turns } from '../metrics/ranking';
import { sortAscending } from '../metrics/sort';
import { type Ends, Z, logitEnds } from './interval';

/**
 * 95 % interval of an AUC: DeLong's variance on the logit scale (DeLong et al. 1988; computed after one sort as Sun
 * and Xu 2014; the logit of Pepe 2003, which keeps the ends inside 0 and 1 and covers better near them). Where that
 * variance says nothing (an AUC of exactly 0 or 1, one row of a class, all scores equal) Newcombe's interval.
 */
export function aucEnds(auc: number, sorted: SortedByClass): Ends {
  return aucEndsOfTurns(auc, turns(sorted));
}

/** The same of a staircase that is known already. */
export function aucEndsOfTurns(auc: number, steps: Turns): Ends {
  const variance = varianceOf(steps);
  if (auc === 0 || auc === 1 || !(variance > 0))
    return newcombe(auc, steps.positives, steps.negatives);
  return logitEnds(auc, Math.sqrt(variance));
}

/** DeLong's variance of the AUC: S₁₀/m + S₀₁/n over the placements of each class; NaN where a class has one row. */
export function delongVariance(sorted: SortedByClass): number {
  return varianceOf(turns(sorted));
}

/**
 * Rows of one class between two turns share their placement: of a positive row the share of negative rows above it, of
 * a negative row the share of positive rows, tied ones half.
 */
function varianceOf({ tp, fp, positives, negatives }: Turns): number {
  let sumYes = 0;
  let squaresYes = 0;
  let sumNo = 0;
  let squaresNo = 0;
  const perYes = 0.5 / negatives;
  const perNo = 0.5 / positives;
  for (let i = 1; i < tp.length; i++) {
    const yes = tp[i]! - tp[i - 1]!;
    const no = fp[i]! - fp[i - 1]!;
    // From ½, where placements of no skill lie: less to cancel.
    const ofYes = (fp[i - 1]! + fp[i]!) * perYes - 0.5;
    const ofNo = (tp[i - 1]! + tp[i]!) * perNo - 0.5;
    sumYes += yes * ofYes;
    squaresYes += yes * ofYes * ofYes;
    sumNo += no * ofNo;
    squaresNo += no * ofNo * ofNo;
  }
  return (
    variancePerRow(sumYes, squaresYes, positives) + variancePerRow(sumNo, squaresNo, negatives)
  );
}

/** Sample variance ÷ size. */
const variancePerRow = (sum: number, squares: number, size: number) =>
  Math.max(0, squares - (sum * sum) / size) / (size - 1) / size;

/**
 * Newcombe's method 5 for Mann and Whitney's θ = U/mn (Statistics in Medicine 25, 2006, 559–573): the θ with
 * |θ̂ − θ| = z·√V(θ), V(θ) = θ(1 − θ)(1 + N*((1 − θ)/(2 − θ) + θ/(1 + θ)))/mn, N* = (m + n)/2 − 1. By bisection; it
 * has a width at θ̂ = 0 and 1 too.
 */
export function newcombe(auc: number, positives: number, negatives: number): Ends {
  return {
    low: lowerEnd(auc, positives, negatives),
    high: 1 - lowerEnd(1 - auc, positives, negatives),
  };
}

function lowerEnd(auc: number, m: number, n: number): number {
  if (auc === 0) return 0;
  const star = (m + n) / 2 - 1;
  let low = 0;
  let high = auc;
  for (let step = 0; step < 60; step++) {
    const theta = (low + high) / 2;
    const variance =
      (theta * (1 - theta) * (1 + star * ((1 - theta) / (2 - theta) + theta / (1 + theta)))) /
      (m * n);
    if (auc - theta > Z * Math.sqrt(variance)) low = theta;
    else high = theta;
  }
  return low;
}

/**
 * Each row's placement: of a positive row the share of negative rows it stands above, of a negative row the share of
 * positive rows above it, ties half. `positive` holds 1 for positive. Both classes must have rows.
 */
export function placements(positive: ArrayLike<number>, score: Float64Array): Float64Array {
  const n = score.length;
  let count = 0;
  for (let i = 0; i < n; i++) count += positive[i] === 1 ? 1 : 0;
  const yes = new Float64Array(count);
  const no = new Float64Array(n - count);
  let y = 0;
  let o = 0;
  for (let i = 0; i < n; i++) {
    if (positive[i] === 1) yes[y++] = score[i]!;
    else no[o++] = score[i]!;
  }
  sortAscending(yes);
  sortAscending(no);
  const placed = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const s = score[i]!;
    const isPositive = positive[i] === 1;
    const other = isPositive ? no : yes;
    const below = firstAtLeast(other, s);
    const upTo = other[below] === s ? firstAbove(other, s) : below;
    const share = (below + upTo) / (2 * other.length);
    placed[i] = isPositive ? share : 1 - share;
  }
  return placed;
}

/** How many of the ascending values are below x. */
function firstAtLeast(sorted: Float64Array, x: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < x) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How many of the ascending values are not above x. */
function firstAbove(sorted: Float64Array, x: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! <= x) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Standard error of the difference of two AUCs on the same rows, from DeLong's paired covariance: the variance of the
 * differences of their placements. NaN where a class has fewer than two rows.
 */
export function pairedAucError(
  positive: ArrayLike<number>,
  a: Float64Array,
  b: Float64Array,
): number {
  const ofA = placements(positive, a);
  const ofB = placements(positive, b);
  let variance = 0;
  for (const side of [1, 0]) {
    let rows = 0;
    let sum = 0;
    let squares = 0;
    for (let i = 0; i < ofA.length; i++) {
      if (positive[i] !== side) continue;
      const d = ofA[i]! - ofB[i]!;
      rows++;
      sum += d;
      squares += d * d;
    }
    variance += Math.max(0, squares - (sum * sum) / rows) / (rows - 1) / rows;
  }
  return Math.sqrt(variance);
}
