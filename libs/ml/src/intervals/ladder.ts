import { METRICS, type MetricName } from '../metrics/registry';
import { type Scored, figureOf } from '../metrics/scored';
import { type PairOptions, pairedDifference } from './paired';

/**
 * One step of the parameter-free Ladder (Blum and Hardt 2015, § 3.2): whether a group's new predictions are shown as
 * its new best. They are when they beat the best so far by more than one standard error of the paired difference on the
 * same rows; the first defined figure always is. Where no standard error exists (fewer than ten groups or
 * blocks of time) nothing after the first is shown: no gain there can be told from chance.
 */
export function ladderStep(
  metric: MetricName,
  best: Scored | undefined,
  candidate: Scored,
  options: PairOptions,
): 'better' | 'no-better' {
  if (figureOf(metric, candidate).value === null) return 'no-better';
  if (!best || figureOf(metric, best).value === null) return 'better';
  const { difference, standardError } = pairedDifference(metric, candidate, best, options);
  if (difference === null || standardError === null) return 'no-better';
  const gain = METRICS[metric].direction === 'higher' ? difference : -difference;
  return gain > standardError ? 'better' : 'no-better';
}
