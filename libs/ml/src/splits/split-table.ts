import { type Complaint, type Table, categoryColumn } from '../predictions';
import { type SplitLine, classLines, groupLines } from './accounted';
import {
  type Assignment,
  type Fractions,
  type PartRows,
  assignByTime,
  assignRandom,
  assignStratified,
  partRows,
} from './assign';
import { quantileStrata } from './strata';
import { KeyIndex, UNASSIGNED, type Units, unitsOf } from './units';

export type SplitMethod = 'random' | 'stratified' | 'time' | 'group';

export interface SplitPlan {
  readonly method: SplitMethod;
  /** What to stratify by, to order by, or to keep together; null for random. */
  readonly column: string | null;
  readonly fractions: Fractions;
  readonly seed: string;
}

export interface SplitReport {
  readonly rows: PartRows;
  /** Rows that equal an earlier one in all compared columns: they lie on one side with it. */
  readonly twins: number;
  /** How many things were dealt: distinct rows, groups or instants. */
  readonly units: number;
  /** Every class (or bin) and every group with its rows in each part, at most 100; empty of the other methods. */
  readonly lines: readonly SplitLine[];
}

export type SplitOutcome =
  | { readonly ok: true; readonly parts: Uint8Array; readonly report: SplitReport }
  | { readonly ok: false; readonly complaints: readonly Complaint[] };

export interface SplitOptions {
  /** Columns by which rows are equal; all, if not said, but the one stratified by. Leave row ids and targets out. */
  readonly compared?: readonly string[];
  /** Sortable instants of the rows, NaN where there is none: needed to split by time. */
  readonly time?: Float64Array;
  /** The part each row has already (a new version keeps each row's side), 255 where it has none. */
  readonly kept?: Uint8Array;
}

/**
 * One split of a table: part codes by row (0 train, 1 public, 2 private). It depends on the seed and on what the rows
 * say, never on their order; rows equal in the compared columns, and rows of one group or instant, stay together.
 * Refusals carry a code and what to change: `split-column-unknown`, `missing-in-split-column`, `too-few-rows`,
 * `too-few-groups`, `too-few-instants`, `class-too-small`, `part-without-rows`.
 */
export function splitTable(
  table: Table,
  plan: SplitPlan,
  options: SplitOptions = {},
): SplitOutcome {
  const refuse = (complaint: Complaint): SplitOutcome => ({ ok: false, complaints: [complaint] });
  const by = plan.column === null ? -1 : table.column(plan.column);
  if (plan.method !== 'random' && by < 0)
    return refuse({
      code: 'split-column-unknown',
      value: plan.column ?? '',
      expected: table.columns.slice(0, 20).join(', '),
    });
  const compared = (options.compared ?? table.columns)
    .map((name) => table.column(name))
    .filter((at) => at >= 0 && !(plan.method === 'stratified' && at === by));
  const twins = unitsOf(table.rows, (row) => table.contentKey(row, compared), options.kept);
  if (twins.keys.length < 3)
    return refuse({ code: 'too-few-rows', count: twins.keys.length, expected: '3' });
  const missing = plan.method === 'random' ? undefined : missingIn(table, by, plan, options.time);
  if (missing) return refuse(missing);

  const [units, assignment] = assign(table, plan, options, by, twins);
  if (!assignment.ok) return assignment;
  return {
    ok: true,
    parts: assignment.parts,
    report: {
      rows: partRows(assignment.parts),
      twins: table.rows - twins.keys.length,
      units,
      lines: linesOf(table, plan, by, assignment.parts),
    },
  };
}

function assign(
  table: Table,
  plan: SplitPlan,
  options: SplitOptions,
  by: number,
  twins: Units,
): [number, Assignment] {
  const { fractions, seed } = plan;
  switch (plan.method) {
    case 'random':
      return [twins.keys.length, assignRandom(twins, fractions, seed)];
    case 'time': {
      const time = options.time!;
      return [new Set(time).size, assignByTime(time, fractions, options.kept)];
    }
    case 'group': {
      const groups = unitsOf(table.rows, (row) => table.contentKey(row, [by]), options.kept);
      const count = groups.keys.length;
      if (count < 3)
        return [
          count,
          { ok: false, complaints: [{ code: 'too-few-groups', count, expected: '3' }] },
        ];
      return [count, assignRandom(groups, fractions, seed)];
    }
    case 'stratified': {
      const { strata, labels } = strataOf(table, by);
      const ofUnit = new Int32Array(twins.keys.length).fill(-1);
      // Twins that differ in the class go with the smallest code of theirs: the same whatever the order of rows.
      for (let row = 0; row < table.rows; row++) {
        const u = twins.unit[row]!;
        const s = strata[row]!;
        if (ofUnit[u]! < 0 || s < ofUnit[u]!) ofUnit[u] = s;
      }
      return [twins.keys.length, assignStratified(twins, ofUnit, labels, fractions, seed)];
    }
  }
}

function linesOf(
  table: Table,
  { method }: SplitPlan,
  by: number,
  parts: Uint8Array,
): readonly SplitLine[] {
  switch (method) {
    case 'random':
    case 'time':
      return [];
    case 'group':
      return groupLines(parts, table, by);
    case 'stratified': {
      const { strata, labels } = strataOf(table, by);
      return classLines(parts, strata, labels);
    }
  }
}

/** Classes by name, or ten quantile bins of numbers with more than twenty values. Sorted, so that order of rows is no matter. */
function strataOf(table: Table, by: number): { strata: Int32Array; labels: string[] } {
  const { codes, labels } = categoryColumn(table, by);
  const numbers = Float64Array.from(codes.keys(), (row) => table.number(row, by));
  if (labels.length > 20 && numbers.every((x) => !Number.isNaN(x))) return quantileStrata(numbers);
  const sorted = [...labels.keys()].sort((a, b) => (labels[a]! < labels[b]! ? -1 : 1));
  const place = new Int32Array(labels.length);
  sorted.forEach((code, at) => (place[code] = at));
  return {
    strata: Int32Array.from(codes, (code) => place[code]!),
    labels: sorted.map((code) => labels[code]!),
  };
}

function missingIn(
  table: Table,
  by: number,
  plan: SplitPlan,
  time: Float64Array | undefined,
): Complaint | undefined {
  let count = 0;
  let first = -1;
  for (let row = 0; row < table.rows; row++) {
    const gone =
      plan.method === 'time' ? Number.isNaN(time?.[row] ?? Number.NaN) : table.isMissing(row, by);
    if (!gone) continue;
    if (first < 0) first = row;
    count++;
  }
  return count === 0
    ? undefined
    : {
        code: 'missing-in-split-column',
        column: plan.column!,
        row: table.line(first),
        count,
      };
}

/**
 * The part of each row of a new version: that of the equal row of the older one, 255 for rows that are new. `columns`
 * are those that both have and by which rows are compared.
 */
export function keptParts(
  older: Table,
  parts: Uint8Array,
  newer: Table,
  columns: readonly string[],
): Uint8Array {
  const before = columns.map((name) => older.column(name));
  const now = columns.map((name) => newer.column(name));
  const known = new KeyIndex();
  const sides = new Uint8Array(older.rows);
  for (let row = 0; row < older.rows; row++)
    sides[known.add(older.contentKey(row, before))] = parts[row]!;
  const kept = new Uint8Array(newer.rows);
  for (let row = 0; row < newer.rows; row++) {
    const place = known.find(newer.contentKey(row, now));
    kept[row] = place < 0 ? UNASSIGNED : sides[place]!;
  }
  return kept;
}
