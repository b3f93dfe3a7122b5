import { median } from '../metrics';
import type { Column } from '../predictions';

/** What a linear model sees of a table: numbers standardised, labels one-hot. */
export interface Design {
  readonly width: number;
  /** The rows asked for, row after row, `width` values each. */
  matrix(rows: Int32Array): Float64Array;
}

/** A column with more labels in train is left out: it would be a name, not a kind. */
const MOST_LABELS = 50;

interface Block {
  readonly width: number;
  write(into: Float64Array, at: number, row: number): void;
}

/**
 * Fitted on the training rows: a number is (x − mean)/sd, population sd, a missing one the training median first
 * (scikit-learn: SimpleImputer, StandardScaler); a label is one column per label of train, all 0 where missing or
 * never seen (OneHotEncoder, handle_unknown='ignore'). Columns without a number, or with more than 50 labels, in train
 * are left out; the width may be 0.
 */
export function designOf(columns: readonly Column[], train: Int32Array): Design {
  const blocks = columns.flatMap((column): Block[] => {
    const block = column.kind === 'number' ? numbers(column.values, train) : labels(column, train);
    return block ? [block] : [];
  });
  const width = blocks.reduce((sum, block) => sum + block.width, 0);
  return {
    width,
    matrix(rows) {
      const cells = new Float64Array(rows.length * width);
      rows.forEach((row, i) => {
        let at = i * width;
        for (const block of blocks) {
          block.write(cells, at, row);
          at += block.width;
        }
      });
      return cells;
    },
  };
}

function numbers(values: Float64Array, train: Int32Array): Block | undefined {
  const known = Float64Array.from(train, (row) => values[row]!).filter((x) => !Number.isNaN(x));
  if (known.length === 0) return undefined;
  const middle = median(known);
  const filled = (row: number) => (Number.isNaN(values[row]!) ? middle : values[row]!);
  let mean = 0;
  for (const row of train) mean += filled(row) / train.length;
  let squares = 0;
  for (const row of train) squares += (filled(row) - mean) ** 2 / train.length;
  const scale = squares > 0 ? Math.sqrt(squares) : 1;
  if (!Number.isFinite(scale)) return undefined;
  return {
    width: 1,
    write(into, at, row) {
      into[at] = (filled(row) - mean) / scale;
    },
  };
}

function labels(
  { codes }: Extract<Column, { kind: 'category' }>,
  train: Int32Array,
): Block | undefined {
  const place = new Map<number, number>();
  for (const row of train) {
    const code = codes[row]!;
    if (code >= 0 && !place.has(code)) place.set(code, place.size);
    if (place.size > MOST_LABELS) return undefined;
  }
  if (place.size === 0) return undefined;
  return {
    width: place.size,
    write(into, at, row) {
      const found = place.get(codes[row]!);
      if (found !== undefined) into[at + found] = 1;
    },
  };
}
