import type { Table } from '../predictions';
import { sortAscending } from '../metrics';
import { type DateOrder, dateValue, isCurrencyOrPercent, markedNumber } from './cells';

export type ColumnType = 'integer' | 'number' | 'text' | 'category' | 'boolean' | 'date' | 'id';

/** What a column was found to be, from all rows; the same reading holds for every part of them. */
export interface ColumnFacts {
  readonly name: string;
  readonly index: number;
  readonly type: ColumnType;
  /** Units that stand beside its numbers and are read over. */
  readonly units: readonly string[];
  readonly dateOrder: DateOrder;
  /** The width of numbers written with zeros in front (`001`), 0 where there are none. */
  readonly padded: number;
}

/** Of the cells that are not missing, how many must read alike for a type to be believed. */
const NUMERIC_SHARE = 0.9;
const DATE_SHARE = 0.95;
/** When a column is plainly not numeric after so many cells, the rest is not tried. */
const PROBE = 10_000;
const MOST_CATEGORIES = 200;
const LONG_TEXT = 80;
const FEW_ROWS = 20;
const NAMED_AS_ID =
  /(^|[_\s.-])(id|uuid|guid|key|clave|c[oó]digo|code|folio|index|[ií]ndice|row|fila)$/i;

const BOOLEANS: readonly (readonly [string, string])[] = [
  ['true', 'false'],
  ['yes', 'no'],
  ['sí', 'no'],
  ['si', 'no'],
  ['t', 'f'],
  ['y', 'n'],
  ['s', 'n'],
  ['verdadero', 'falso'],
];

export function columnFacts(table: Table): ColumnFacts[] {
  return table.columns.map((_, index) => factsOf(table, index));
}

interface Tally {
  missing: number;
  filled: number;
  numbers: number;
  integers: number;
  padded: Map<number, number>;
  units: Map<string, number>;
  low: number;
  high: number;
  /** Each row the number before plus one. */
  consecutive: boolean;
}

function factsOf(table: Table, index: number): ColumnFacts {
  const tally = tallyOf(table, index);
  const units = believed(tally);
  const marked = units.reduce((sum, unit) => sum + tally.units.get(unit)!, 0);
  const facts = {
    name: table.columns[index]!,
    index,
    units: [],
    dateOrder: 'day-first',
    padded: 0,
  } as const;
  const { filled, numbers } = tally;
  if (filled === 0) return { ...facts, type: 'text' };
  const unread = filled - numbers - marked;
  if (unread <= (1 - NUMERIC_SHARE) * filled || (unread === 1 && filled >= 5)) {
    if (tally.padded.size > 0) {
      const type = distinctOf(table, index) === filled ? 'id' : 'text';
      return { ...facts, type, padded: mostFrequent(tally.padded) };
    }
    return { ...facts, type: numericType(table, index, tally), units };
  }
  const date = dateOrderOf(table, index, filled);
  if (date) return { ...facts, type: 'date', dateOrder: date };
  return { ...facts, type: textType(table, index, filled) };
}

function tallyOf(table: Table, index: number): Tally {
  const tally: Tally = {
    missing: 0,
    filled: 0,
    numbers: 0,
    integers: 0,
    padded: new Map(),
    units: new Map(),
    low: Number.POSITIVE_INFINITY,
    high: Number.NEGATIVE_INFINITY,
    consecutive: true,
  };
  let last = Number.NaN;
  for (let row = 0; row < table.rows; row++) {
    const x = table.number(row, index);
    if (Number.isFinite(x)) {
      tally.filled++;
      tally.numbers++;
      if (Number.isInteger(x)) tally.integers++;
      if (x < tally.low) tally.low = x;
      if (x > tally.high) tally.high = x;
      if (!Number.isNaN(last) && x !== last + 1) tally.consecutive = false;
      last = x;
      const width = table.paddedWidth(row, index);
      if (width > 0) count(tally.padded, width);
    } else if (table.isMissing(row, index)) tally.missing++;
    else {
      tally.filled++;
      if (tally.filled > PROBE && tally.numbers === 0 && tally.units.size === 0) continue;
      const marked = markedNumber(table.text(row, index));
      if (!marked || tally.units.size > 50) continue;
      count(tally.units, marked.unit);
      if (!Number.isInteger(marked.value)) tally.integers = Number.NEGATIVE_INFINITY;
      else tally.integers++;
    }
  }
  return tally;
}

function believed({ units, filled }: Tally): string[] {
  return [...units]
    .filter(([unit, n]) => unit === '' || isCurrencyOrPercent(unit) || n >= filled / 2)
    .map(([unit]) => unit);
}

function numericType(table: Table, index: number, tally: Tally): ColumnType {
  const read = tally.numbers + [...tally.units.values()].reduce((sum, n) => sum + n, 0);
  if (tally.integers < read) return 'number';
  const years = tally.low >= 1500 && tally.high <= 2100;
  if (tally.consecutive && tally.numbers === tally.filled && tally.filled >= FEW_ROWS && !years)
    return 'id';
  return NAMED_AS_ID.test(table.columns[index]!) && distinctOf(table, index) === tally.filled
    ? 'id'
    : 'integer';
}

function dateOrderOf(table: Table, index: number, filled: number): DateOrder | undefined {
  let [tried, days, months] = [0, 0, 0];
  for (let row = 0; row < table.rows; row++) {
    if (table.isMissing(row, index)) continue;
    if (tried === 100 && days + months === 0) return undefined;
    tried++;
    const text = table.text(row, index);
    if (!Number.isNaN(dateValue(text, 'day-first'))) days++;
    if (!Number.isNaN(dateValue(text, 'month-first'))) months++;
  }
  if (Math.max(days, months) < DATE_SHARE * filled) return undefined;
  return months > days ? 'month-first' : 'day-first';
}

function textType(table: Table, index: number, filled: number): ColumnType {
  const distinct = distinctOf(table, index);
  const labels = new Set<string>();
  let letters = 0;
  let blanks = 0;
  for (let row = 0; row < Math.min(table.rows, PROBE); row++) {
    const text = table.text(row, index);
    letters = Math.max(letters, text.length);
    if (/\s/.test(text)) blanks++;
    if (labels.size < 3 && !table.isMissing(row, index)) labels.add(text.toLowerCase());
  }
  if (labels.size === 2 && BOOLEANS.some((pair) => pair.every((word) => labels.has(word))))
    return 'boolean';
  if (letters > LONG_TEXT) return 'text';
  if (distinct === filled)
    return filled >= FEW_ROWS &&
      blanks === 0 &&
      (NAMED_AS_ID.test(table.columns[index]!) || looksDealt(table, index))
      ? 'id'
      : 'text';
  return distinct <= MOST_CATEGORIES && distinct <= 0.9 * filled ? 'category' : 'text';
}

/** Names that a machine dealt: one length, digits in all of them. */
function looksDealt(table: Table, index: number): boolean {
  const first = table.text(0, index).length;
  for (let row = 0; row < Math.min(table.rows, PROBE); row++) {
    const text = table.text(row, index);
    if (text.length !== first || !/\d/.test(text)) return false;
  }
  return true;
}

/** How many different texts the cells hold, missing ones aside. */
function distinctOf(table: Table, index: number): number {
  const keys = new Float64Array(table.rows);
  let n = 0;
  for (let row = 0; row < table.rows; row++)
    if (!table.isMissing(row, index)) keys[n++] = table.contentKey(row, [index]);
  return runs(sortAscending(keys.subarray(0, n)));
}

/** How many different values a sorted array holds. */
export function runs(sorted: Float64Array): number {
  let distinct = 0;
  for (let i = 0; i < sorted.length; i++) if (i === 0 || sorted[i] !== sorted[i - 1]) distinct++;
  return distinct;
}

function count<K>(counts: Map<K, number>, key: K): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function mostFrequent(counts: ReadonlyMap<number, number>): number {
  return [...counts].reduce((best, each) => (each[1] > best[1] ? each : best))[0];
}

/** The cells as numbers, units and separators read over; NaN where missing or none. */
export function numbersOf(table: Table, { index, units }: ColumnFacts): Float64Array {
  const values = new Float64Array(table.rows);
  for (let row = 0; row < table.rows; row++) values[row] = numberAt(table, row, index, units);
  return values;
}

export function numberAt(
  table: Table,
  row: number,
  index: number,
  units: readonly string[],
): number {
  const x = table.number(row, index);
  if (Number.isFinite(x)) return x;
  if (units.length === 0 || table.isMissing(row, index)) return Number.NaN;
  const marked = markedNumber(table.text(row, index));
  return marked && units.includes(marked.unit) ? marked.value : Number.NaN;
}

/** What rows are ordered by in time: milliseconds of a date, the number of a number; NaN where there is neither. */
export function instantsOf(table: Table, facts: ColumnFacts): Float64Array {
  if (facts.type !== 'date') return numbersOf(table, facts);
  const values = new Float64Array(table.rows);
  for (let row = 0; row < table.rows; row++)
    values[row] = dateValue(table.text(row, facts.index), facts.dateOrder);
  return values;
}
