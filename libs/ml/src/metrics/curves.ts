import { type Corners, type Turns, corners, sortedByClass } from './ranking';

/** Corners of the ROC staircase, from (0, 0) to (1, 1); a block of tied scores is one slanted step. */
export interface RocCurve {
  readonly falsePositives: Float64Array;
  readonly truePositives: Float64Array;
  /** Called positive at this score or above; the first corner's is +∞. */
  readonly thresholds: Float64Array;
}

/** All corners (roc_curve with `drop_intermediate=False`); undefined where one class is missing. */
export function rocCurve(positive: Uint8Array, score: Float64Array): RocCurve | undefined {
  return rocOf(fromNobody(corners(sortedByClass(positive, score))));
}

/** The curve of corners that begin at nobody called. */
export function rocOf({ thresholds, tp, fp, positives, negatives }: Corners): RocCurve | undefined {
  if (positives === 0 || negatives === 0) return undefined;
  return {
    falsePositives: shares(fp, negatives),
    truePositives: shares(tp, positives),
    thresholds,
  };
}

/** Recall, precision and threshold by falling threshold; it begins at recall 0, precision 1 (precision_recall_curve, reversed). */
export interface PrCurve {
  readonly recall: Float64Array;
  readonly precision: Float64Array;
  readonly thresholds: Float64Array;
}

/** Undefined where there is no positive row: recall has no denominator. */
export function prCurve(positive: Uint8Array, score: Float64Array): PrCurve | undefined {
  return prOf(fromNobody(corners(sortedByClass(positive, score))));
}

/** The curve of corners that begin at nobody called. */
export function prOf({ thresholds, tp, fp, positives }: Corners): PrCurve | undefined {
  if (positives === 0) return undefined;
  const n = tp.length;
  const precision = new Float64Array(n);
  precision[0] = 1;
  for (let i = 1; i < n; i++) precision[i] = tp[i]! / (tp[i]! + fp[i]!);
  return { recall: shares(tp, positives), precision, thresholds };
}

/** Both curves, which share recall and thresholds, of the corners at which they turn. */
export function curvesOf(steps: Turns): { roc: RocCurve | undefined; pr: PrCurve | undefined } {
  const pr = prOf(steps);
  if (!pr || steps.negatives === 0) return { roc: undefined, pr };
  const { recall: truePositives, thresholds } = pr;
  return {
    roc: { falsePositives: shares(steps.fp, steps.negatives), truePositives, thresholds },
    pr,
  };
}

function shares(counts: Uint32Array, of: number): Float64Array {
  const shared = new Float64Array(counts.length);
  for (let i = 0; i < shared.length; i++) shared[i] = counts[i]! / of;
  return shared;
}

function fromNobody({ thresholds, tp, fp, ...rest }: Corners): Corners {
  const n = thresholds.length + 1;
  const from = {
    thresholds: new Float64Array(n),
    tp: new Uint32Array(n),
    fp: new Uint32Array(n),
  };
  from.thresholds[0] = Number.POSITIVE_INFINITY;
  from.thresholds.set(thresholds, 1);
  from.tp.set(tp, 1);
  from.fp.set(fp, 1);
  return { ...from, ...rest };
}

/** At most `points` corners of a ROC curve, for a picture. */
export function thinned(
  curve: RocCurve,
  points: number,
): { fpr: number; tpr: number; threshold: number | null }[] {
  return largestTriangles(curve.falsePositives, curve.truePositives, points).map((at) => ({
    fpr: curve.falsePositives[at]!,
    tpr: curve.truePositives[at]!,
    threshold: finite(curve.thresholds[at]!),
  }));
}

/** At most `points` corners of a precision-recall curve, for a picture. */
export function thinnedPr(
  curve: PrCurve,
  points: number,
): { recall: number; precision: number; threshold: number | null }[] {
  return largestTriangles(curve.recall, curve.precision, points).map((at) => ({
    recall: curve.recall[at]!,
    precision: curve.precision[at]!,
    threshold: finite(curve.thresholds[at]!),
  }));
}

const finite = (x: number) => (Number.isFinite(x) ? x : null);

/**
 * Which points of a line to draw when only some fit: both ends, and of each bucket between them the one that spans
 * the largest triangle with the point chosen before and the mean of the bucket after (Steinarsson 2013, LTTB).
 */
export function largestTriangles(x: Float64Array, y: Float64Array, points: number): number[] {
  const n = x.length;
  if (n <= points) return Array.from({ length: n }, (_, i) => i);
  if (points < 3) return points === 2 ? [0, n - 1] : points === 1 ? [0] : [];
  const chosen = [0];
  const every = (n - 2) / (points - 2);
  let last = 0;
  for (let bucket = 0; bucket < points - 2; bucket++) {
    const from = 1 + Math.floor(bucket * every);
    const to = 1 + Math.floor((bucket + 1) * every);
    const until = Math.min(n, Math.max(to + 1, 1 + Math.floor((bucket + 2) * every)));
    let meanX = 0;
    let meanY = 0;
    for (let i = to; i < until; i++) {
      meanX += x[i]!;
      meanY += y[i]!;
    }
    meanX /= until - to;
    meanY /= until - to;
    let best = from;
    let largest = -1;
    for (let i = from; i < to; i++) {
      const area = Math.abs(
        (x[last]! - meanX) * (y[i]! - y[last]!) - (x[last]! - x[i]!) * (meanY - y[last]!),
      );
      if (area > largest) {
        largest = area;
        best = i;
      }
    }
    chosen.push(best);
    last = best;
  }
  chosen.push(n - 1);
  return chosen;
}
