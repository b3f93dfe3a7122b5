import type { Report } from '@holdout/contracts';
import { largestTriangles, prCurve, rocCurve } from '@holdout/ml/metrics';

/** For each of two pictures: ROC, and precision against recall. */
const POINTS = 120;

/**
 * The thresholds of a binary prediction that a page draws and tries: those that carry the shape of both curves, and every
 * vertex of the ROC's upper hull. Costs and Youden are linear in (tp, fp) and Fβ is a ratio of two such, so what is best
 * by any of them is a vertex (Provost and Fawcett 2001): nothing that is left out could be chosen. Null where a class is missing.
 */
export function curveOf(positive: Uint8Array, probability: Float64Array): Report['curve'] {
  const roc = rocCurve(positive, probability);
  const pr = prCurve(positive, probability);
  if (!roc || !pr) return null;
  const positives = positive.reduce((sum, one) => sum + one, 0);
  const negatives = positive.length - positives;
  const tp = counts(roc.truePositives, positives);
  const fp = counts(roc.falsePositives, negatives);
  const shapes = [
    ...largestTriangles(roc.falsePositives, roc.truePositives, POINTS),
    ...largestTriangles(pr.recall, pr.precision, POINTS), // at the same thresholds
  ];
  const chosen = [...new Set([...shapes, ...upperHull(fp, tp)])].sort((a, b) => a - b);
  return {
    positives,
    negatives,
    corners: chosen.map((at) => {
      const threshold = roc.thresholds[at]!;
      return {
        threshold: Number.isFinite(threshold) ? threshold : null,
        tp: tp[at]!,
        fp: fp[at]!,
      };
    }),
  };
}

const counts = (shares: Float64Array, of: number): Uint32Array =>
  Uint32Array.from(shares, (share) => Math.round(share * of));

/** Andrew's monotone chain; of corners on one line only the ends stay, so that the higher threshold wins a tie. */
function upperHull(x: Uint32Array, y: Uint32Array): number[] {
  const hull: number[] = [];
  for (let i = 0; i < x.length; i++) {
    while (hull.length > 1) {
      const [a, b] = [hull.at(-2)!, hull.at(-1)!];
      const cross = (x[b]! - x[a]!) * (y[i]! - y[a]!) - (y[b]! - y[a]!) * (x[i]! - x[a]!);
      if (cross < 0) break; // turns right
      hull.pop();
    }
    hull.push(i);
  }
  return hull;
}
