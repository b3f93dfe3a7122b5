import type { Gap, MetricId, Report, Score, Task } from '@holdout/contracts';
import { ladderStep, pairedDifference, withIntervals } from '@holdout/ml/intervals';
import { type MetricName, type Scored, scoredOf } from '@holdout/ml/metrics';

import { reportOf } from './report.rules';
import type { Labelled } from './rows.rules';

/** What the scorer must know of a challenge. */
export interface Yardstick {
  readonly task: Task;
  readonly metric: MetricId;
  /** Of a binary one [negative, positive]; empty of numbers. */
  readonly classes: readonly string[];
  /** How many features there are: for adjusted R². */
  readonly features: number;
  /** Labels of the training part in its order: for MASE. */
  readonly train: Float64Array;
  /** Rows in a season of a forecast: for MASE; 1, none. */
  readonly season: number;
}

export interface Measured {
  readonly scores: Score[];
  readonly reports: Report[];
}

/** Every figure with its interval, and every picture, of every part, at full precision. `seed`: a rerun answers the same. */
export function measure(parts: readonly Labelled[], yardstick: Yardstick, seed: string): Measured {
  const measured = parts.map((labelled) => {
    const scored = scoredBy(labelled, yardstick);
    const own = `${seed} ${labelled.part}`;
    return {
      scores: scoresOf(labelled, scored, own),
      report: reportOf(labelled.part, scored, yardstick.classes, own),
    };
  });
  return {
    scores: measured.flatMap(({ scores }) => scores),
    reports: measured.map(({ report }) => report),
  };
}

/** Whether these predictions beat the group's best so far (undefined: they are its first) beyond chance, on the same rows. */
export function ladder(
  candidate: Labelled,
  best: Labelled | undefined,
  yardstick: Yardstick,
  seed: string,
): 'better' | 'no-better' {
  return ladderStep(
    yardstick.metric,
    best && scoredBy(best, yardstick),
    scoredBy(candidate, yardstick),
    { seed: `${seed} ladder`, dependence: candidate.dependence },
  );
}

/** How much one's score differs from the other's on the same rows. */
export function gapOf(own: Labelled, other: Labelled, yardstick: Yardstick, seed: string): Gap {
  const paired = pairedDifference(
    yardstick.metric,
    scoredBy(own, yardstick),
    scoredBy(other, yardstick),
    { seed, dependence: own.dependence },
  );
  const { difference, low, high, p } = paired;
  if (difference === null) throw new Error('scores that stand on a board are undefined');
  return { difference, low, high, p, reason: 'reason' in paired ? paired.reason : null };
}

export function scoredBy(
  { truth, predicted, probability }: Labelled,
  { task, classes, features, train, season }: Yardstick,
): Scored {
  const scored = scoredOf({ task, classes: classes.length, truth, predicted, probability });
  switch (scored.task) {
    case 'regression':
      return { ...scored, features };
    case 'forecasting':
      return { ...scored, train, season };
    case 'binary':
    case 'multiclass':
    case 'clustering':
      return scored;
  }
}

function scoresOf({ part, dependence }: Labelled, scored: Scored, seed: string): Score[] {
  const intervals = withIntervals(scored, { seed, dependence });
  return (Object.keys(intervals) as MetricName[]).flatMap((metric) => {
    const interval = intervals[metric];
    if (!interval) return [];
    const { value, low, high } = interval;
    const why = 'reason' in interval ? interval.reason : null;
    const [reason, noInterval] = value === null ? [why, null] : [null, why];
    return [{ part, metric, value, low, high, reason, noInterval }];
  });
}
