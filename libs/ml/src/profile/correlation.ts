import type { Table } from '../predictions';
import { type ColumnFacts, numberAt } from './column-facts';

/** Wider matrices are unreadable, and cost grows with the square. */
const MOST_COLUMNS = 60;
const BLOCK = 2048;

export interface Correlation {
  readonly columns: string[];
  /** Row by row; null where one of the two is constant or fewer than two rows have both. */
  readonly values: (number | null)[][];
}

/**
 * Pearson's r of the numeric columns (the first 60), each pair over the rows that have both. Sums are taken from each
 * column's first value on and in blocks, so that memory does not grow with the rows and an offset costs no digits.
 * Null of fewer than two numeric columns.
 */
export function correlationOf(
  table: Table,
  facts: readonly ColumnFacts[],
  rows: Int32Array,
): Correlation | null {
  const numeric = facts
    .filter(({ type }) => type === 'integer' || type === 'number')
    .slice(0, MOST_COLUMNS);
  const k = numeric.length;
  if (k < 2) return null;
  const origins = numeric.map((each) => firstNumber(table, each, rows));
  const sums = Array.from({ length: k * k }, () => new Float64Array(6));
  const block = numeric.map(() => new Float64Array(BLOCK));
  for (let from = 0; from < rows.length; from += BLOCK) {
    const n = Math.min(BLOCK, rows.length - from);
    numeric.forEach(({ index, units }, c) => {
      for (let i = 0; i < n; i++)
        block[c]![i] = numberAt(table, rows[from + i]!, index, units) - origins[c]!;
    });
    for (let a = 0; a < k; a++)
      for (let b = 0; b < a; b++) addPairs(sums[a * k + b]!, block[a]!, block[b]!, n);
  }
  const values = numeric.map((_, a) =>
    numeric.map((__, b) => (a === b ? 1 : pearson(sums[Math.max(a, b) * k + Math.min(a, b)]!))),
  );
  return { columns: numeric.map(({ name }) => name), values };
}

function firstNumber(table: Table, { index, units }: ColumnFacts, rows: Int32Array): number {
  for (const row of rows) {
    const x = numberAt(table, row, index, units);
    if (!Number.isNaN(x)) return x;
  }
  return 0;
}

/** n, mean x, mean y, Σdx², Σdy², Σdxdy; a block is added by Chan, Golub and LeVeque's formula. */
function addPairs(into: Float64Array, x: Float64Array, y: Float64Array, count: number): void {
  let n = 0;
  let mx = 0;
  let my = 0;
  for (let i = 0; i < count; i++) {
    const a = x[i]!;
    const b = y[i]!;
    if (a !== a || b !== b) continue;
    n++;
    mx += a;
    my += b;
  }
  if (n === 0) return;
  mx /= n;
  my /= n;
  let xx = 0;
  let yy = 0;
  let xy = 0;
  for (let i = 0; i < count; i++) {
    const a = x[i]! - mx;
    const b = y[i]! - my;
    if (a !== a || b !== b) continue;
    xx += a * a;
    yy += b * b;
    xy += a * b;
  }
  const before = into[0]!;
  const total = before + n;
  const dx = mx - into[1]!;
  const dy = my - into[2]!;
  const weight = (before * n) / total;
  into[0] = total;
  into[1]! += (dx * n) / total;
  into[2]! += (dy * n) / total;
  into[3]! += xx + dx * dx * weight;
  into[4]! += yy + dy * dy * weight;
  into[5]! += xy + dx * dy * weight;
}

function pearson([n, , , xx, yy, xy]: Float64Array): number | null {
  if (n! < 2 || xx === 0 || yy === 0) return null;
  const r = xy! / Math.sqrt(xx!) / Math.sqrt(yy!);
  return Number.isFinite(r) ? Math.min(1, Math.max(-1, r)) : null;
}
