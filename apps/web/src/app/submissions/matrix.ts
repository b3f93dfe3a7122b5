import type { MatrixOrientation } from '@holdout/contracts';

export interface Matrix {
  readonly rows: 'model' | 'truth';
  readonly columns: 'model' | 'truth';
  readonly labels: readonly string[];
  /** As drawn: `cells[row][column]`. */
  readonly cells: readonly (readonly { readonly count: number; readonly right: boolean }[])[];
  readonly largest: number;
}

interface Confusion {
  readonly labels: readonly string[];
  readonly counts: readonly (readonly number[])[];
}

/** One class against all others, as a matrix of two: the others first, as the wire has the negative first. */
export function against({ labels, counts }: Confusion, of: number, rest: string): Confusion {
  const row = sum(counts[of] ?? []);
  const column = sum(counts.map((each) => each[of] ?? 0));
  const hits = counts[of]?.[of] ?? 0;
  const all = sum(counts.map(sum));
  return {
    labels: [rest, labels[of] ?? ''],
    counts: [
      [all - row - column + hits, column - hits],
      [row - hits, hits],
    ],
  };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

/**
 * A confusion matrix as the course draws it. The wire has rows = truth and, of two classes, the negative first; the page
 * puts the positive first and turns the axes where the course wants the model in the rows. No number changes.
 */
export function matrixOf({ labels, counts }: Confusion, orientation: MatrixOrientation): Matrix {
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
