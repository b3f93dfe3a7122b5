import type { ConfusionMatrix } from '../metrics/confusion';
import type { MetricName } from '../metrics/registry';
import { multinomial } from './draws';
import { MatrixFigures, placeOf } from './matrix-figures';
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
 * distribution the bootstrap of the rows, and it feeds every figure. Answers in the order of `metrics`.
 */
export function cellReplicates(
  { counts, rows, classes }: ConfusionMatrix,
  beta: number,
  metrics: readonly MetricName[],
  seed: string,
): Replicated[] {
  const places = metrics.map(placeOf);
  const replicated = Replicated.of(metrics.length);
  const draw = multinomial(counts, seed);
  const drawn = new Float64Array(counts.length);
  const figures = new MatrixFigures(classes, beta);
  for (let replicate = 0; replicate < REPLICATES; replicate++) {
    draw(drawn);
    figures.set({ counts: drawn, rows });
    for (let m = 0; m < places.length; m++) replicated[m]!.add(figures.values[places[m]!]!);
  }
  return replicated;
}
