import type { Challenge } from '@holdout/contracts';

import { needsProbability } from '../challenges/metrics';

/** The columns of a predictions file of this challenge, as the sample has them. */
export function predictionColumns({
  task,
  metric,
  classes,
}: Pick<Challenge, 'task' | 'metric' | 'classes'>): string[] {
  const columns = ['id', 'prediction'];
  if (!needsProbability(metric)) return columns;
  return task === 'multiclass'
    ? [...columns, ...classes.map((label) => `proba_${label}`)]
    : [...columns, 'probability'];
}
