import { sortAscending } from '../metrics';
import type { Table } from '../predictions';
import { type ColumnFacts, instantsOf, numberAt } from './column-facts';

/** A column as few kinds, by row; −1 where the cell is missing. */
export interface Coded {
  readonly name: string;
  readonly codes: Int32Array;
  readonly kinds: number;
}

export type DatePart = 'year' | 'month' | 'weekday';
const DATE_PARTS: readonly DatePart[] = ['month', 'weekday', 'year'];

const MOST_BINS = 10;
/** More different labels are names: no kinds. */
const MOST_KINDS = 60;

/** Labels as kinds in order of first appearance, undefined where they are more than 60 or fewer than 2. */
export function labelKinds(
  table: Table,
  { name, index }: ColumnFacts,
  rows: Int32Array,
): Coded | undefined {
  const known = new Map<string, number>();
  const codes = new Int32Array(rows.length);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    if (table.isMissing(row, index)) {
      codes[i] = -1;
      continue;
    }
    const label = table.text(row, index);
    let code = known.get(label);
    if (code === undefined) {
      if (known.size === MOST_KINDS) return undefined;
      code = known.size;
      known.set(label, code);
    }
    codes[i] = code;
  }
  return known.size < 2 ? undefined : { name, codes, kinds: known.size };
}

/**
 * Numbers, or instants of a date, as about equal bins: √(n/5) of them, 2 to 10, equal values in one; fewer different
 * values are a kind each. Undefined where there are fewer than two.
 */
export function numberKinds(table: Table, facts: ColumnFacts, rows: Int32Array): Coded | undefined {
  const values = numbersAt(table, facts, rows);
  const sorted = sortAscending(values.filter((x) => !Number.isNaN(x)));
  const bins = Math.min(MOST_BINS, Math.max(2, Math.floor(Math.sqrt(sorted.length / 5))));
  const edges = edgesOf(sorted, bins);
  if (edges.length === 0) return undefined;
  const codes = Int32Array.from(values, (x) => (Number.isNaN(x) ? -1 : binOf(x, edges)));
  return { name: facts.name, codes, kinds: edges.length + 1 };
}

/** Each value above the first of few; else the values at equal ranks. */
function edgesOf(sorted: Float64Array, bins: number): number[] {
  const distinct: number[] = [];
  for (let i = 0; i < sorted.length && distinct.length <= bins; i++)
    if (i === 0 || sorted[i] !== sorted[i - 1]) distinct.push(sorted[i]!);
  if (distinct.length <= bins) return distinct.slice(1);
  const edges: number[] = [];
  for (let b = 1; b < bins; b++) {
    const edge = sorted[Math.floor((b * sorted.length) / bins)]!;
    if (edge > (edges.at(-1) ?? sorted[0]!)) edges.push(edge);
  }
  return edges;
}

function binOf(x: number, edges: readonly number[]): number {
  let at = 0;
  while (at < edges.length && x >= edges[at]!) at++;
  return at;
}

/** What a date says besides itself: its year, its month of the year, its day of the week. Those that vary. */
export function datePartKinds(
  table: Table,
  facts: ColumnFacts,
  rows: Int32Array,
): (Coded & { readonly part: DatePart })[] {
  const instants = numbersAt(table, facts, rows);
  return DATE_PARTS.flatMap((part) => {
    const known = new Map<number, number>();
    const codes = Int32Array.from(instants, (instant) => {
      if (Number.isNaN(instant)) return -1;
      const value = partOf(new Date(instant), part);
      const code = known.get(value) ?? known.size;
      known.set(value, code);
      return code;
    });
    return known.size < 2 || known.size > MOST_KINDS
      ? []
      : [{ name: facts.name, part, codes, kinds: known.size }];
  });
}

function partOf(date: Date, part: DatePart): number {
  switch (part) {
    case 'year':
      return date.getUTCFullYear();
    case 'month':
      return date.getUTCMonth();
    case 'weekday':
      return date.getUTCDay();
  }
}

/** The numbers of some rows, milliseconds of a date; NaN where there is none. */
export function numbersAt(table: Table, facts: ColumnFacts, rows: Int32Array): Float64Array {
  if (facts.type !== 'date')
    return Float64Array.from(rows, (row) => numberAt(table, row, facts.index, facts.units));
  const all = instantsOf(table, facts);
  return Float64Array.from(rows, (row) => all[row]!);
}
