import type { Undefined } from '../metrics/figure';
import type { MetricName } from '../metrics/registry';
import { type Scored, figureOf } from '../metrics/scored';
import { type Dependence, dependenceIn } from './dependence';
import type { NoInterval } from './interval';
import { mcnemar } from './mcnemar';
import { spreadOf } from './paired-spread';

/** figure(a) − figure(b) on the same rows, with the standard error and the 95 % interval of that difference. */
export type PairedDifference =
  | {
      readonly difference: number;
      /** 0 where both say the same of every row. */
      readonly standardError: number;
      readonly low: number;
      readonly high: number;
      /** McNemar's, of the accuracy on independent rows; null of anything else. */
      readonly p: number | null;
    }
  | {
      /** null where one of the figures is undefined. */
      readonly difference: number | null;
      readonly standardError: null;
      readonly low: null;
      readonly high: null;
      readonly p: null;
      readonly reason: NoInterval | Undefined;
    };

export interface PairOptions {
  readonly seed: string;
  /** As in `withIntervals`. */
  readonly dependence?: Dependence | null;
}

/**
 * How much better or worse a is than b by `metric` on the same rows (RangeError where the truths differ). Independent rows:
 * DeLong's paired covariance for the AUC of two classes, the paired influence of rows for several classes' AUCs and average
 * precision, else the paired bootstrap: of the joint cells (truth, a, b) for what a confusion matrix gives, of rows for
 * sums over them, and of the whole figure for any other. Rows that depend on one another: whole groups, or blocks of time,
 * for every metric. The sign is the figures' own, whatever direction is better.
 */
export function pairedDifference(
  metric: MetricName,
  a: Scored,
  b: Scored,
  { seed, dependence: said }: PairOptions,
): PairedDifference {
  assertSameRows(a, b);
  const ofA = figureOf(metric, a);
  const ofB = figureOf(metric, b);
  const none = { standardError: null, low: null, high: null, p: null } as const;
  if (ofA.value === null) return { difference: null, ...none, reason: ofA.reason };
  if (ofB.value === null) return { difference: null, ...none, reason: ofB.reason };
  const difference = ofA.value - ofB.value;
  const dependence = dependenceIn(a, said);
  const spread = spreadOf(metric, a, b, difference, dependence, seed);
  if (typeof spread === 'string') return { difference, ...none, reason: spread };
  const p = metric === 'accuracy' && !dependence ? discordance(a, b) : null;
  return { difference, ...spread, p };
}

/** McNemar's p-value from the rows that one alone has right. */
function discordance(a: Scored, b: Scored): number {
  let onlyA = 0;
  let onlyB = 0;
  for (let row = 0; row < a.truth.length; row++) {
    const aRight = a.predicted[row] === a.truth[row];
    const bRight = b.predicted[row] === b.truth[row];
    if (aRight && !bRight) onlyA++;
    if (bRight && !aRight) onlyB++;
  }
  return mcnemar(onlyA, onlyB);
}

function assertSameRows(a: Scored, b: Scored): void {
  if (a.task !== b.task) throw new RangeError(`a ${a.task} cannot be compared with a ${b.task}`);
  const same = a.truth.length === b.truth.length && a.truth.every((y, i) => y === b.truth[i]);
  if (!same) throw new RangeError('the two are not scored on the same rows');
}
