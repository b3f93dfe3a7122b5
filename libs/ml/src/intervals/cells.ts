import type { ConfusionMatrix } from '../metrics/confusion';
import { type Figures, figuresOfMatrix } from '../metrics/scored';
import type { MetricName } from '../metrics/registry';
import { generator } from '../random';
import { multinomial } from './draws';
import { REPLICATES, Replicated } from './replicates';

/** Which figures are combinations of a confusion matrix' cells. */
export function isOfCells(metric: MetricName): boolean {
  return (
    /_(macro|micro|weighted)$/.test(metric) ||
    ['balanced_accuracy', 'f1', 'fbeta', 'mcc', 'cohen_kappa'].includes(metric)
  );
}

/**
 * Figures of `matrix` with its cells drawn again, all rows at once: one multinomial draw a replicate is in
 * distribution the bootstrap of the rows, at the cost of K² cells whatever the number of rows.
 */
export function cellReplicates(
  matrix: ConfusionMatrix,
  task: 'binary' | 'multiclass',
  beta: number,
  metrics: readonly MetricName[],
  seed: string,
): Map<MetricName, Replicated> {
  const random = generator(seed);
  const replicated = new Map(metrics.map((metric) => [metric, new Replicated()]));
  const counts = new Float64Array(matrix.counts.length);
  for (let replicate = 0; replicate < REPLICATES; replicate++) {
    multinomial(matrix.counts, random, counts);
    const figures = figuresOfMatrix({ ...matrix, counts }, task, beta);
    for (const [metric, values] of replicated) values.add(valueOf(figures, metric));
  }
  return replicated;
}

export const valueOf = (figures: Figures, metric: MetricName): number =>
  figures[metric]?.value ?? Number.NaN;
