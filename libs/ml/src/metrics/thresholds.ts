import { ratio } from './figure';
import type { Corners } from './ranking';

/** What a wrong or right call costs; any unit, the same for all four. */
export interface Costs {
  readonly tp: number;
  readonly fp: number;
  readonly fn: number;
  readonly tn: number;
}

export interface BestThreshold {
  /** Call positive at this score or above; null: call nobody positive. */
  readonly threshold: number | null;
  /** What is maximised there: Youden's J, F1, Fβ; or the mean cost per row, which is minimised. */
  readonly value: number;
}

export interface BestThresholds {
  /** Recall + specificity − 1 (Youden 1950). */
  readonly youden: BestThreshold;
  readonly f1: BestThreshold;
  readonly fbeta: BestThreshold;
  readonly cost: BestThreshold;
}

const EQUAL_COSTS: Costs = { tp: 0, fp: 1, fn: 1, tn: 0 };

/**
 * The best threshold by each criterion among all that change anything, in one walk; the highest threshold wins a tie.
 * Choose it on rows the score is not taken from. A criterion whose denominator is 0 counts 0 there.
 */
export function bestThresholds(
  { thresholds, tp, fp, positives, negatives }: Corners,
  beta: number,
  costs: Costs = EQUAL_COSTS,
): BestThresholds {
  const n = positives + negatives;
  const b2 = beta * beta;
  const nobody = ratio(costs.fn * positives + costs.tn * negatives, n);
  let youdenAt = -1;
  let youden = 0;
  let f1At = -1;
  let f1 = 0;
  let fbetaAt = -1;
  let fbeta = 0;
  let costAt = -1;
  let cost = nobody;
  for (let i = 0; i < thresholds.length; i++) {
    const hits = tp[i]!;
    const alarms = fp[i]!;
    const j = ratio(hits, positives) - ratio(alarms, negatives);
    if (j > youden) {
      youden = j;
      youdenAt = i;
    }
    const one = (2 * hits) / (hits + alarms + positives);
    if (one > f1) {
      f1 = one;
      f1At = i;
    }
    const more = ((1 + b2) * hits) / (hits + alarms + b2 * positives);
    if (more > fbeta) {
      fbeta = more;
      fbetaAt = i;
    }
    const mean =
      (costs.tp * hits +
        costs.fp * alarms +
        costs.fn * (positives - hits) +
        costs.tn * (negatives - alarms)) /
      n;
    if (mean < cost) {
      cost = mean;
      costAt = i;
    }
  }
  const at = (i: number) => (i < 0 ? null : thresholds[i]!);
  return {
    youden: { threshold: at(youdenAt), value: youden },
    f1: { threshold: at(f1At), value: f1 },
    fbeta: { threshold: at(fbetaAt), value: fbeta },
    cost: { threshold: at(costAt), value: cost },
  };
}
