import type { Table } from './table';

/** Numbers; a missing or unreadable cell is NaN. */
export interface NumberColumn {
  readonly name: string;
  readonly kind: 'number';
  readonly values: Float64Array;
}

/** Codes into `labels`, in order of first appearance; a missing cell is −1. */
export interface CategoryColumn {
  readonly name: string;
  readonly kind: 'category';
  readonly codes: Int32Array;
  readonly labels: readonly string[];
}

export type Column = NumberColumn | CategoryColumn;

/** The cells of a column as numbers, as they are written: no unit, no thousands separator. */
export function numberColumn(table: Table, index: number): NumberColumn {
  const values = new Float64Array(table.rows);
  for (let row = 0; row < table.rows; row++) values[row] = table.number(row, index);
  return { name: table.columns[index]!, kind: 'number', values };
}

/** The cells of a column as labels, blanks around them gone, nothing else changed. */
export function categoryColumn(table: Table, index: number): CategoryColumn {
  const codes = new Int32Array(table.rows);
  const known = new Map<string, number>();
  for (let row = 0; row < table.rows; row++) {
    if (table.isMissing(row, index)) {
      codes[row] = -1;
      continue;
    }
    const label = table.text(row, index);
    let code = known.get(label);
    if (code === undefined) {
      code = known.size;
      known.set(label, code);
    }
    codes[row] = code;
  }
  return { name: table.columns[index]!, kind: 'category', codes, labels: [...known.keys()] };
}

/** The same column at some rows, in the order given. */
export function takeRows(column: Column, rows: Int32Array): Column {
  if (column.kind === 'number')
    return { ...column, values: Float64Array.from(rows, (row) => column.values[row]!) };
  return { ...column, codes: Int32Array.from(rows, (row) => column.codes[row]!) };
}
