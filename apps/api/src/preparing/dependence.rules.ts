import { seasonOf } from '@holdout/ml/baselines';
import type { Table } from '@holdout/ml/predictions';
import type { ColumnFacts } from '@holdout/ml/profile';
import { PART } from '@holdout/ml/splits';

import type { Dependence } from '../vault';

interface Rows {
  readonly task: string;
  readonly table: Table;
  readonly facts: readonly ColumnFacts[];
  readonly split: { readonly method: string; readonly column: string | null };
  readonly parts: Uint8Array;
  readonly found: { readonly truth: Float64Array };
  /** Of a forecast, where it is said; null to find it from the dates. */
  readonly season: number | null;
  /** What orders the rows of a forecast. */
  readonly time: Float64Array | null;
}

/** Which rows of a version hang together: those that its split keeps together by a column, or neighbours of a series. */
export function dependenceOf(rows: Rows): Dependence | null {
  const { task, table, facts, split, time } = rows;
  if (task === 'forecasting') return inTime(rows, time ?? new Float64Array(table.rows));
  const by = facts.find(({ name }) => name === split.column);
  return split.method === 'group' && by ? { kind: 'groups', codes: groupCodes(table, by) } : null;
}

/** Rows of one instant stand in the file's order. */
function inTime({ parts, found, season }: Rows, time: Float64Array): Dependence {
  const order = Int32Array.from(time.keys()).sort((a, b) => time[a]! - time[b]! || a - b);
  const codes = new Int32Array(order.length);
  order.forEach((row, place) => (codes[row] = place));
  const train = order.filter((row) => parts[row] === PART.train);
  const seen = () =>
    seasonOf(
      Float64Array.from(train, (row) => time[row]!),
      Float64Array.from(train, (row) => found.truth[row]!),
    );
  return { kind: 'time', codes, season: season ?? seen() };
}

/** By the same key as the split: what it kept together has one code. */
function groupCodes(table: Table, { index }: ColumnFacts): Int32Array {
  const known = new Map<number, number>();
  return Int32Array.from({ length: table.rows }, (_, row) => {
    const key = table.contentKey(row, [index]);
    const code = known.get(key) ?? known.size;
    known.set(key, code);
    return code;
  });
}
