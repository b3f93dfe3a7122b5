import type { Report } from '@holdout/contracts';

export type Curve = NonNullable<Report['curve']>;

/** What each of the four cells costs; any unit, the same for all. */
export interface Costs {
  readonly tp: number;
  readonly fp: number;
  readonly fn: number;
  readonly tn: number;
}

export const EQUAL_COSTS: Costs = { tp: 0, fp: 1, fn: 1, tn: 0 };
export const CRITERIA = ['youden', 'f1', 'fbeta', 'cost'] as const;
export type Criterion = (typeof CRITERIA)[number];

/** What a threshold does, all of it from how many it calls rightly and wrongly. 0 where a denominator is 0. */
export function figuresAt({ positives, negatives, corners }: Curve, at: number, costs: Costs) {
  const { tp, fp } = corners[at] ?? { tp: 0, fp: 0 };
  const fn = positives - tp;
  const tn = negatives - fp;
  return {
    tp,
    fp,
    fn,
    tn,
    recall: ratio(tp, positives),
    precision: ratio(tp, tp + fp),
    specificity: ratio(tn, negatives),
    f1: ratio(2 * tp, 2 * tp + fp + fn),
    fbeta: ratio(5 * tp, 5 * tp + 4 * fn + fp),
    youden: ratio(tp, positives) - ratio(fp, negatives),
    cost: ratio(
      costs.tp * tp + costs.fp * fp + costs.fn * fn + costs.tn * tn,
      positives + negatives,
    ),
  };
}

/** The corner that is best by a criterion; the highest threshold wins a tie. */
export function bestBy(criterion: Criterion, curve: Curve, costs: Costs): number {
  const sign = criterion === 'cost' ? -1 : 1;
  let best = 0;
  let most = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < curve.corners.length; at++) {
    const value = sign * figuresAt(curve, at, costs)[criterion];
    if (value > most) [best, most] = [at, value];
  }
  return best;
}

/** The corner that a threshold stands at: the last whose own is not below it. */
export function cornerAt({ corners }: Curve, threshold: number): number {
  const after = corners.findIndex((corner) => (corner.threshold ?? Infinity) < threshold);
  return after === -1 ? corners.length - 1 : Math.max(0, after - 1);
}

const ratio = (part: number, whole: number) => (whole === 0 ? 0 : part / whole);
