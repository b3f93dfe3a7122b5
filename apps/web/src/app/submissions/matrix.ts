import type { MatrixOrientation } from '@holdout/contracts';

export interface Matrix {
  readonly rows: 'model' | 'truth';
  readonly columns: 'model' | 'truth';
  readonly labels: readonly string[];
  /** As drawn: `cells[row][column]`. */
  readonly cells: readonly (readonly { readonly count: number; readonly right: boolean }[])[];
  readonly largest: number;
}

/**
 * A confusion matrix as the course draws it. The wire has rows = truth and, of two classes, the negative first; the page
 * puts the positive first and turns the axes where the course wants the model in the rows. No number changes.
 */
export function matrixOf(
  { labels, counts }: { labels: readonly string[]; counts: readonly (readonly number[])[] },
  orientation: MatrixOrientation,
): Matrix {
  const order = [...labels.keys()];
  if (labels.length === 2) order.reverse();
  const modelInRows = orientation === 'rows-model';
  return {
    rows: modelInRows ? 'model' : 'truth',
    columns: modelInRows ? 'truth' : 'model',
    labels: order.map((at) => labels[at] ?? ''),
    cells: order.map((row) =>
      order.map((column) => ({
        count: (modelInRows ? counts[column]?.[row] : counts[row]?.[column]) ?? 0,
        right: row === column,
      })),
    ),
    largest: Math.max(1, ...counts.flat()),
  };
}
