import { type Figure, figure, undefinedFigure } from './figure';
import { lent, sortedApart } from './sort';
import { Sum } from './sum';

/** The scores of each class, each ascending: all that ranking metrics need to know. */
export interface SortedByClass {
  readonly positive: Float64Array;
  readonly negative: Float64Array;
}

/** Each class on its own, as typed arrays: an index array with a comparator is 20 times slower. No NaN. */
export function sortedByClass(positive: Uint8Array, score: Float64Array): SortedByClass {
  return sortedInto(positive, score, new Float64Array(score.length));
}

/** The same for figures that are taken at once: the next call writes over what this one answers. */
export function brieflySorted(positive: Uint8Array, score: Float64Array): SortedByClass {
  return sortedInto(positive, score, lent(score.length));
}

function sortedInto(positive: Uint8Array, score: Float64Array, room: Float64Array): SortedByClass {
  const n = positive.length;
  if (score.length !== n) throw new RangeError(`${n} truths and ${score.length} scores`);
  const { ones, zeros } = sortedApart(positive, score, room);
  return { positive: ones, negative: zeros };
}

/**
 * The area under the ROC curve: the share of (positive, negative) pairs in the right order, ties half (Hanley and
 * McNeil 1982). Counted as the integer 2U, so ties are exact. Undefined where one class is missing (roc_auc_score: NaN).
 */
export function rocAuc(positive: Uint8Array, score: Float64Array): Figure {
  if (positive.length === 0) return undefinedFigure('no-rows');
  const { positive: yes, negative: no } = brieflySorted(positive, score);
  return areaOf(doubledU(yes, no), yes.length, no.length);
}

function areaOf(twice: number, positives: number, negatives: number): Figure {
  if (positives === 0 || negatives === 0) return undefinedFigure('one-class');
  return figure(twice / (2 * positives * negatives));
}

/** Twice Mann and Whitney's U of ascending arrays: exact below 2⁵³, that is 6.7e7 rows of each class. */
function doubledU(yes: Float64Array, no: Float64Array): number {
  const rows = no.length;
  let twice = 0;
  let below = 0;
  let upTo = 0;
  for (const s of yes) {
    while (below < rows && no[below]! < s) below++;
    upTo = Math.max(upTo, below);
    while (upTo < rows && no[upTo] === s) upTo++;
    twice += below + upTo;
  }
  return twice;
}

/** What is called positive at a threshold and above, threshold by threshold, from the highest down. */
export interface Corners {
  readonly thresholds: Float64Array;
  readonly tp: Uint32Array;
  readonly fp: Uint32Array;
  readonly positives: number;
  readonly negatives: number;
}

/** One corner per distinct score; a block of tied scores is one step. */
export function corners({ positive: yes, negative: no }: SortedByClass): Corners {
  const most = yes.length + no.length;
  const thresholds = new Float64Array(most);
  const tp = new Uint32Array(most);
  const fp = new Uint32Array(most);
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
 * The corners at which the ROC staircase turns, nobody called (+∞) first: between them scores of one class follow each
 * other, and the curve is straight. All that areas, curves and best thresholds need, in half the corners or fewer.
 */
export interface Turns extends Corners {
  /** Takes each distinct score, not each turn: {@link averagePrecision}. */
  readonly averagePrecision: Figure;
}

/** In one walk from the highest score down. */
export function turns({ positive: yes, negative: no }: SortedByClass): Turns {
  const [positives, negatives] = [yes.length, no.length];
  const most = 2 * Math.min(positives, negatives) + 3;
  const thresholds = new Float64Array(most);
  const tp = new Uint32Array(most);
  const fp = new Uint32Array(most);
  const precisions = new Sum();
  thresholds[0] = Number.POSITIVE_INFINITY;
  let at = 0;
  let i = positives - 1;
  let j = negatives - 1;
  while (i >= 0 || j >= 0) {
    const topYes = i < 0 ? Number.NEGATIVE_INFINITY : yes[i]!;
    const topNo = j < 0 ? Number.NEGATIVE_INFINITY : no[j]!;
    let threshold = topNo;
    if (i < 0) {
      threshold = no[0]!;
      j = -1;
    } else if (j >= 0 && topNo > topYes) {
      while (j >= 0 && no[j]! > topYes) threshold = no[j--]!;
    } else {
      const tied = topYes === topNo;
      let part = 0;
      do {
        threshold = yes[i]!;
        const before = i;
        while (i >= 0 && yes[i] === threshold) i--;
        if (tied) while (j >= 0 && no[j] === threshold) j--;
        const hits = positives - 1 - i;
        part += ((before - i) * hits) / (hits + negatives - 1 - j);
      } while (!tied && i >= 0 && yes[i]! > topNo);
      precisions.add(part);
    }
    at++;
    thresholds[at] = threshold;
    tp[at] = positives - 1 - i;
    fp[at] = negatives - 1 - j;
  }
  return {
    thresholds: thresholds.subarray(0, at + 1),
    tp: tp.subarray(0, at + 1),
    fp: fp.subarray(0, at + 1),
    positives,
    negatives,
    averagePrecision: figure(positives === 0 ? 0 : precisions.value / positives),
  };
}

/** {@link rocAuc} of a staircase: the same integer, counted by its steps. */
export function aucOfTurns({ tp, fp, positives, negatives }: Turns): Figure {
  let twice = 0;
  for (let i = 1; i < tp.length; i++)
    twice += (tp[i]! - tp[i - 1]!) * (2 * negatives - fp[i]! - fp[i - 1]!);
  return areaOf(twice, positives, negatives);
}

/**
 * Σ (Rᵢ − Rᵢ₋₁)·Pᵢ over distinct scores from the highest (average_precision_score): no interpolation. 0 where there is
 * no positive row, as there.
 */
export function averagePrecision(positive: Uint8Array, score: Float64Array): Figure {
  if (positive.length === 0) return undefinedFigure('no-rows');
  return turns(brieflySorted(positive, score)).averagePrecision;
}
