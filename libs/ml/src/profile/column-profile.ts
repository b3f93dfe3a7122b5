import { Sum, quantileOfSorted, sortAscending } from '../metrics';
import { type Complaint, type Table, beginning } from '../predictions';
import { type ColumnFacts, type ColumnType, instantsOf, numberAt, runs } from './column-facts';
import { cellFaults, spellingFaults } from './faults';

/** Figures of one column over some rows, in its own unit; null where its type has none. */
export interface ColumnProfile {
  readonly name: string;
  readonly type: ColumnType;
  readonly missing: number;
  readonly distinct: number;
  readonly min: number | null;
  readonly max: number | null;
  readonly mean: number | null;
  /** Of a sample: n − 1, as pandas says it; null of fewer than two. */
  readonly sd: number | null;
  /** Linear interpolation, numpy's and R's default. */
  readonly quartiles: [number, number, number] | null;
  /** Beyond Tukey's fences, 1.5 × IQR from the quartiles. */
  readonly outliers: number | null;
  readonly histogram: { edges: number[]; counts: number[] } | null;
  /** The lowest and the highest numbers, at most 20 of each, with their lines: what a range is held against. */
  readonly extremes: { readonly low: Extreme[]; readonly high: Extreme[] } | null;
  readonly top: { value: string; count: number }[];
  readonly faults: Complaint[];
}

export interface Extreme {
  readonly value: number;
  readonly line: number;
}

const TOP = 20;
const MOST_BINS = 40;
/** More different labels are not compared for their spelling. */
const MOST_COMPARED = 2000;

/** `rows` are the positions the figures are of. */
export function columnProfile(table: Table, facts: ColumnFacts, rows: Int32Array): ColumnProfile {
  return facts.type === 'integer' || facts.type === 'number'
    ? ofNumbers(table, facts, rows)
    : ofTexts(table, facts, rows);
}

function ofNumbers(table: Table, facts: ColumnFacts, rows: Int32Array): ColumnProfile {
  const values = new Float64Array(rows.length);
  const rowOf = new Int32Array(rows.length);
  let n = 0;
  let missing = 0;
  for (const row of rows) {
    const x = numberAt(table, row, facts.index, facts.units);
    rowOf[n] = row;
    if (!Number.isNaN(x)) values[n++] = x;
    else if (table.isMissing(row, facts.index)) missing++;
  }
  const inFile = values.slice(0, n);
  const sorted = sortAscending(values.subarray(0, n));
  const base = { name: facts.name, type: facts.type, missing, top: [] };
  const faults = cellFaults(table, facts, rows);
  if (n === 0)
    return {
      ...base,
      distinct: 0,
      min: null,
      max: null,
      mean: null,
      sd: null,
      quartiles: null,
      outliers: null,
      histogram: null,
      extremes: null,
      faults,
    };
  const { mean, sd } = moments(sorted);
  const quartiles: [number, number, number] = [
    quantileOfSorted(sorted, 0.25),
    quantileOfSorted(sorted, 0.5),
    quantileOfSorted(sorted, 0.75),
  ];
  return {
    ...base,
    distinct: runs(sorted),
    min: sorted[0]!,
    max: sorted[n - 1]!,
    mean,
    sd,
    quartiles,
    outliers: outliersOf(sorted, quartiles),
    histogram: histogramOf(sorted, facts.type, quartiles),
    extremes: extremesOf(sorted, inFile, (i) => table.line(rowOf[i]!)),
    faults,
  };
}

function extremesOf(
  sorted: Float64Array,
  inFile: Float64Array,
  line: (at: number) => number,
): { low: Extreme[]; high: Extreme[] } {
  const lowest = sorted[Math.min(TOP, sorted.length) - 1]!;
  const highest = sorted[Math.max(0, sorted.length - TOP)]!;
  const low: Extreme[] = [];
  const high: Extreme[] = [];
  // Of numbers that tie at the edge the first ones; what lies beyond it is there in any case.
  const room = (list: Extreme[], value: number, edge: number) =>
    value !== edge || list.filter((each) => each.value === edge).length < 1;
  for (let i = 0; i < inFile.length; i++) {
    const value = inFile[i]!;
    if (value <= lowest && room(low, value, lowest)) low.push({ value, line: line(i) });
    if (value >= highest && room(high, value, highest)) high.push({ value, line: line(i) });
  }
  return { low, high };
}

function moments(values: Float64Array): { mean: number; sd: number | null } {
  const n = values.length;
  const sum = new Sum();
  for (const x of values) sum.add(x);
  const mean = sum.value / n;
  const squares = new Sum();
  for (const x of values) squares.add((x - mean) ** 2);
  return { mean, sd: n < 2 ? null : Math.sqrt(squares.value / (n - 1)) };
}

function outliersOf(sorted: Float64Array, [q1, , q3]: readonly [number, number, number]): number {
  const reach = 1.5 * (q3 - q1);
  let count = 0;
  for (const x of sorted) if (x < q1 - reach || x > q3 + reach) count++;
  return count;
}

/** One bin for each whole number where they are few; else bins of equal width by Freedman and Diaconis, 5 to 40. */
function histogramOf(
  sorted: Float64Array,
  type: ColumnType,
  [q1, , q3]: readonly [number, number, number],
): { edges: number[]; counts: number[] } {
  const n = sorted.length;
  const low = sorted[0]!;
  const high = sorted[n - 1]!;
  if (type === 'integer' && high - low < MOST_BINS)
    return binned(
      sorted,
      Array.from({ length: high - low + 2 }, (_, i) => low - 0.5 + i),
    );
  if (high === low) return { edges: [low, high], counts: [n] };
  const width = (2 * (q3 - q1)) / Math.cbrt(n);
  const wished = width > 0 ? Math.ceil((high - low) / width) : MOST_BINS;
  const bins = Math.min(MOST_BINS, Math.max(5, wished));
  return binned(
    sorted,
    // Weighted ends instead of a span that may pass 1.8e308.
    Array.from({ length: bins + 1 }, (_, i) => low * (1 - i / bins) + high * (i / bins)),
  );
}

function binned(sorted: Float64Array, edges: number[]): { edges: number[]; counts: number[] } {
  const counts = new Array<number>(edges.length - 1).fill(0);
  let bin = 0;
  for (const x of sorted) {
    while (bin < counts.length - 1 && x >= edges[bin + 1]!) bin++;
    counts[bin]! += 1;
  }
  return { edges, counts };
}

function ofTexts(table: Table, facts: ColumnFacts, rows: Int32Array): ColumnProfile {
  const labels = labelCounts(table, facts.index, rows);
  const counted = facts.type === 'id' || facts.type === 'date' ? 0 : TOP;
  const compared = facts.type === 'category' || facts.type === 'boolean';
  return {
    name: facts.name,
    type: facts.type,
    missing: labels.missing,
    distinct: labels.distinct,
    min: null,
    max: null,
    mean: null,
    sd: null,
    quartiles: null,
    outliers: null,
    histogram: facts.type === 'date' ? histogramOfDates(table, facts, rows) : null,
    extremes: null,
    top: labels.top(counted),
    faults: [
      ...cellFaults(table, facts, rows),
      ...(compared && labels.distinct <= MOST_COMPARED
        ? spellingFaults(facts.name, labels.top(MOST_COMPARED))
        : []),
    ],
  };
}

/** Of instants, in milliseconds. */
function histogramOfDates(
  table: Table,
  facts: ColumnFacts,
  rows: Int32Array,
): { edges: number[]; counts: number[] } | null {
  const all = instantsOf(table, facts);
  const values = sortAscending(
    Float64Array.from(rows, (row) => all[row]!).filter((t) => !Number.isNaN(t)),
  );
  if (values.length === 0) return null;
  const quartiles = [0.25, 0.5, 0.75].map((q) => quantileOfSorted(values, q));
  return histogramOf(values, 'date', quartiles as [number, number, number]);
}

interface Labels {
  readonly missing: number;
  readonly distinct: number;
  top(most: number): { value: string; count: number }[];
}

/** Counted by the hash of their bytes in typed arrays: a text is made for those alone that are shown. */
function labelCounts(table: Table, index: number, rows: Int32Array): Labels {
  const keys = new Float64Array(rows.length);
  let n = 0;
  for (const row of rows)
    if (!table.isMissing(row, index)) keys[n++] = table.contentKey(row, [index]);
  const sorted = sortAscending(keys.subarray(0, n));
  const top = (most: number) => {
    const often = mostOften(sorted, most);
    const texts = new Map<number, string>();
    for (const row of rows) {
      if (texts.size === often.length) break;
      if (table.isMissing(row, index)) continue;
      const key = table.contentKey(row, [index]);
      if (!texts.has(key) && often.some((each) => each.key === key))
        texts.set(key, table.text(row, index));
    }
    return often
      .map(({ key, count }) => ({ value: texts.get(key)!, count }))
      .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
      .map(({ value, count }) => ({ value: beginning(value, 200), count }));
  };
  return { missing: rows.length - n, distinct: runs(sorted), top };
}

function mostOften(sorted: Float64Array, most: number): { key: number; count: number }[] {
  if (most === 0) return [];
  const found: { key: number; count: number }[] = [];
  let least = 0;
  for (let i = 0; i < sorted.length;) {
    let j = i;
    while (j < sorted.length && sorted[j] === sorted[i]) j++;
    if (j - i > least || found.length < most) {
      found.push({ key: sorted[i]!, count: j - i });
      if (found.length >= 2 * most + 20) {
        found.sort((a, b) => b.count - a.count);
        found.length = most;
        least = found[most - 1]!.count;
      }
    }
    i = j;
  }
  return found.sort((a, b) => b.count - a.count).slice(0, most);
}
