import type { MetricId, Report, Score, Task } from '@holdout/contracts';
import { allFigures, type MetricName, type Scored, scoredOf } from '@holdout/ml/metrics';

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
}

export interface Measured {
  readonly scores: Score[];
  readonly reports: Report[];
}

/** Every figure and picture of every part, at full precision. `seed`: a rerun answers the same. */
export function measure(parts: readonly Labelled[], yardstick: Yardstick, seed: string): Measured {
  const measured = parts.map((labelled) => {
    const scored = scoredBy(labelled, yardstick);
    return {
      scores: scoresOf(labelled, scored),
      report: reportOf(labelled.part, scored, yardstick.classes, `${seed} ${labelled.part}`),
    };
  });
  return {
    scores: measured.flatMap(({ scores }) => scores),
    reports: measured.map(({ report }) => report),
  };
}

function scoredBy(
  { truth, predicted, probability }: Labelled,
  { task, classes, features, train }: Yardstick,
): Scored {
  const scored = scoredOf({ task, classes: classes.length, truth, predicted, probability });
  switch (scored.task) {
    case 'regression':
      return { ...scored, features };
    case 'forecasting':
      return { ...scored, train };
    case 'binary':
    case 'multiclass':
    case 'clustering':
      return scored;
  }
}

function scoresOf({ part }: Labelled, scored: Scored): Score[] {
  const figures = allFigures(scored);
  return (Object.keys(figures) as MetricName[]).flatMap((metric) => {
    const figure = figures[metric];
    if (!figure) return [];
    const reason = figure.value === null ? figure.reason : null;
    return [{ part, metric, value: figure.value, low: null, high: null, reason }];
  });
}
