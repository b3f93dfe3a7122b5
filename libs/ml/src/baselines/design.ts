import { median } from '../metrics';
import type { Column } from '../predictions';

/**
 * Some rows of a design, without the zeros of one-hot columns: of each row `span` cells, the column and the value of
 * each, columns ascending. A label that train has not is a cell of value 0.
 */
export interface Cells {
  readonly rows: number;
  readonly span: number;
  readonly column: Int32Array;
  readonly value: Float64Array;
}

/** What a linear model sees of a table: numbers standardised, labels one-hot. */
export interface Design {
  /** How many columns there are. */
  readonly width: number;
  /** How many of them a row has a cell in: one of each feature. */
  readonly span: number;
  cells(rows: Int32Array): Cells;
}

/** A column with more labels in train is left out: it would be a name, not a kind. */
const MOST_LABELS = 50;

interface Block {
  readonly width: number;
  /** The column inside the block, and the value, of a row. */
  columnOf(row: number): number;
  valueOf(row: number): number;
}

/**
 * Fitted on the training rows as scikit-learn's pipeline is: a number is (x − mean)/sd, population sd, a missing one the
 * training median first (SimpleImputer, StandardScaler; a constant is divided by 1); a label is one column per label of
 * train, a missing one the most frequent of train, of equals the first by code point, one never seen all 0
 * (OneHotEncoder, handle_unknown='ignore'). Columns without a value, or with more than 50 labels, in train are left out;
 * the width may be 0.
 */
export function designOf(columns: readonly Column[], train: Int32Array): Design {
  const blocks = columns.flatMap((column): Block[] => {
    const block = column.kind === 'number' ? numbers(column.values, train) : labels(column, train);
    return block ? [block] : [];
  });
  const span = blocks.length;
  const firsts = new Int32Array(span);
  let width = 0;
  blocks.forEach((block, b) => {
    firsts[b] = width;
    width += block.width;
  });
  return {
    width,
    span,
    cells(rows) {
      const column = new Int32Array(rows.length * span);
      const value = new Float64Array(rows.length * span);
      blocks.forEach((block, b) => {
        for (let i = 0, at = b; i < rows.length; i++, at += span) {
          column[at] = firsts[b]! + block.columnOf(rows[i]!);
          value[at] = block.valueOf(rows[i]!);
        }
      });
      return { rows: rows.length, span, column, value };
    },
  };
}

const EPSILON = 2 ** -52;

function numbers(values: Float64Array, train: Int32Array): Block | undefined {
  const known = Float64Array.from(train, (row) => values[row]!).filter((x) => !Number.isNaN(x));
  if (known.length === 0) return undefined;
  const middle = median(known);
  const filled = (row: number) => (Number.isNaN(values[row]!) ? middle : values[row]!);
  const n = train.length;
  let mean = 0;
  for (const row of train) mean += filled(row) / n;
  let squares = 0;
  for (const row of train) squares += (filled(row) - mean) ** 2 / n;
  if (!Number.isFinite(squares)) return undefined;
  // What rounding alone leaves of a constant is no spread (scikit-learn's _is_constant_feature).
  const isConstant = squares <= n * EPSILON * squares + (n * mean * EPSILON) ** 2;
  const scale = isConstant ? 1 : Math.sqrt(squares);
  return {
    width: 1,
    columnOf: () => 0,
    valueOf: (row) => (filled(row) - mean) / scale,
  };
}

function labels(
  { codes, labels: names }: Extract<Column, { kind: 'category' }>,
  train: Int32Array,
): Block | undefined {
  const place = new Int32Array(names.length).fill(-1);
  const count = new Int32Array(names.length);
  let width = 0;
  for (const row of train) {
    const code = codes[row]!;
    if (code < 0) continue;
    count[code]! += 1;
    if (place[code] === -1) place[code] = width++;
    if (width > MOST_LABELS) return undefined;
  }
  if (width === 0) return undefined;
  const usual = names.reduce(
    (best, name, code) =>
      count[code]! > count[best]! || (count[code] === count[best] && name < names[best]!)
        ? code
        : best,
    0,
  );
  const placeOf = (row: number) => place[codes[row]! < 0 ? usual : codes[row]!]!;
  return {
    width,
    columnOf: (row) => Math.max(0, placeOf(row)),
    valueOf: (row) => (placeOf(row) < 0 ? 0 : 1),
  };
}
