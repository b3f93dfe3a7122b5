import { type Figure, figure, undefinedFigure } from './figure';
import { sortAscending } from './sort';

/** The scores of each class, each ascending: all that ranking metrics need to know. */
export interface SortedByClass {
  readonly positive: Float64Array;
  readonly negative: Float64Array;
}

/** Each class on its own, as typed arrays: an index array with a comparator is 20 times slower. */
export function sortedByClass(positive: Uint8Array, score: Float64Array): SortedByClass {
  const n = positive.length;
  if (score.length !== n) throw new RangeError(`${n} truths and ${score.length} scores`);
  let count = 0;
  for (let i = 0; i < n; i++) count += positive[i]!;
  const yes = new Float64Array(count);
  const no = new Float64Array(n - count);
  let y = 0;
  let o = 0;
  for (let i = 0; i < n; i++) {
    if (positive[i] === 1) yes[y++] = score[i]!;
    else no[o++] = score[i]!;
  }
  return { positive: sortAscending(yes), negative: sortAscending(no) };
}

/**
 * The area under the ROC curve: the share of (positive, negative) pairs in the right order, ties half (Hanley and
 * McNeil 1982). Counted as the integer 2U, so ties are exact. Undefined where one class is missing (roc_auc_score: NaN).
 */
export function rocAuc(positive: Uint8Array, score: Float64Array): Figure {
  if (positive.length === 0) return undefinedFigure('no-rows');
  return aucOfSorted(sortedByClass(positive, score));
}

/** The same from scores that are sorted already. */
export function aucOfSorted({ positive: yes, negative: no }: SortedByClass): Figure {
  if (yes.length === 0 || no.length === 0) return undefinedFigure('one-class');
  return figure(doubledU(yes, no) / (2 * yes.length * no.length));
}

/** Twice Mann and Whitney's U of ascending arrays: exact below 2⁵³, that is 6.7e7 rows of each class. */
export function doubledU(yes: Float64Array, no: Float64Array): number {
  let twice = 0;
  let below = 0;
  let upTo = 0;
  for (const s of yes) {
    while (below < no.length && no[below]! < s) below++;
    if (upTo < below) upTo = below;
    while (upTo < no.length && no[upTo]! <= s) upTo++;
    twice += below + upTo;
  }
  return twice;
}

/** What is called positive at a threshold and above, threshold by threshold, from the highest down. */
export interface Corners {
  readonly thresholds: Float64Array;
  readonly tp: Float64Array;
  readonly fp: Float64Array;
  readonly positives: number;
  readonly negatives: number;
}

/** One corner per distinct score; a block of tied scores is one step. */
export function corners({ positive: yes, negative: no }: SortedByClass): Corners {
  const most = yes.length + no.length;
  const thresholds = new Float64Array(most);
  const tp = new Float64Array(most);
  const fp = new Float64Array(most);
  let at = 0;
  let i = yes.length - 1;
  let j = no.length - 1;
  while (i >= 0 || j >= 0) {
    const s = i < 0 ? no[j]! : j < 0 || yes[i]! >= no[j]! ? yes[i]! : no[j]!;
    while (i >= 0 && yes[i] === s) i--;
    while (j >= 0 && no[j] === s) j--;
    thresholds[at] = s;
    tp[at] = yes.length - 1 - i;
    fp[at] = no.length - 1 - j;
    at++;
  }
  return {
    thresholds: thresholds.subarray(0, at),
    tp: tp.subarray(0, at),
    fp: fp.subarray(0, at),
    positives: yes.length,
    negatives: no.length,
  };
}

/**
 * Σ (Rᵢ − Rᵢ₋₁)·Pᵢ over distinct scores from the highest (average_precision_score): no interpolation. 0 where there is
 * no positive row, as there.
 */
export function averagePrecision(positive: Uint8Array, score: Float64Array): Figure {
  if (positive.length === 0) return undefinedFigure('no-rows');
  return averagePrecisionOf(corners(sortedByClass(positive, score)));
}

export function averagePrecisionOf({ tp, fp, positives }: Corners): Figure {
  if (positives === 0) return figure(0);
  let sum = 0;
  let lost = 0;
  let before = 0;
  for (let i = 0; i < tp.length; i++) {
    const hits = tp[i]!;
    if (hits === before) continue;
    const term = ((hits - before) * hits) / (hits + fp[i]!) - lost;
    const t = sum + term;
    lost = t - sum - term;
    sum = t;
    before = hits;
  }
  return figure(sum / positives);
}
