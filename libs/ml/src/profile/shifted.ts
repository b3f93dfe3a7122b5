import type { TargetValues } from './association';

/** Rows in some order; where they stand in groups, `group` tells whose, and a shift never crosses from one to another. */
export interface RowOrder {
  /** The column the rows are ordered by, and the one they are grouped by; null for the order of the file and for none. */
  readonly by: string | null;
  readonly within: string | null;
  readonly rows: Int32Array;
  readonly group: Int32Array | null;
}

export type Shift =
  /** The cell of row i is the target of row i − rows. */
  | { readonly kind: 'shift'; readonly rows: number; readonly order: RowOrder }
  /** The cell is the mean of the target over a window that ends at this row, or at the one before. */
  | { readonly kind: 'rolling'; readonly rows: number; readonly order: RowOrder };

const FURTHEST = 31;
const WINDOWS = [2, 3, 4, 5, 6, 7, 12, 14, 24, 28, 30];
/** Agreement beyond chance that is no accident. */
const ENOUGH = 0.95;
const FEWEST_PAIRS = 4;
const PROBE = 200;

/** What is sought in the columns, and what of it is the same for all of them. */
export interface Sought {
  readonly truth: Float64Array;
  /** How often two rows agree by chance. */
  readonly chance: number;
  /** How near a mean of it must be, to be it; null of classes, which have none. */
  readonly tolerance: number | null;
}

export function soughtOf(target: TargetValues): Sought {
  const truth = target.kind === 'number' ? target.values : Float64Array.from(target.codes);
  const tolerance = target.kind === 'number' ? 1e-3 * spread(truth) : null;
  return { truth, chance: chanceOf(truth), tolerance };
}

/**
 * Whether a column is the target of an earlier or later row (up to 31 away), or its trailing mean, in one of the
 * orders. `cells` are numbers, or class codes as numbers (−1 for a label that is no class, NaN for missing).
 */
export function shiftOf(
  cells: Float64Array,
  { truth, chance, tolerance }: Sought,
  orders: readonly RowOrder[],
): Shift | undefined {
  if (isEmpty(cells)) return undefined;
  for (const order of orders) {
    for (let k = 1; k <= Math.min(FURTHEST, cells.length - FEWEST_PAIRS); k++)
      for (const rows of [k, -k])
        if (isShift(cells, truth, order, rows, chance)) return { kind: 'shift', rows, order };
    if (tolerance === null || tolerance === 0) continue;
    for (const window of WINDOWS)
      if (isRolling(cells, truth, order, window, tolerance))
        return { kind: 'rolling', rows: window, order };
  }
  return undefined;
}

/** A column of words has no number anywhere: not to be looked for in every order. */
function isEmpty(cells: Float64Array): boolean {
  let known = 0;
  for (const x of cells) if (!Number.isNaN(x) && ++known === FEWEST_PAIRS) return false;
  return true;
}

function chanceOf(truth: Float64Array): number {
  const counts = new Map<number, number>();
  for (const y of truth) counts.set(y, (counts.get(y) ?? 0) + 1);
  let sum = 0;
  for (const n of counts.values()) sum += (n / truth.length) ** 2;
  return sum;
}

function isShift(
  cells: Float64Array,
  truth: Float64Array,
  { rows, group }: RowOrder,
  shift: number,
  chance: number,
): boolean {
  let pairs = 0;
  let equal = 0;
  for (let i = Math.max(0, shift); i < rows.length + Math.min(0, shift); i++) {
    const here = rows[i]!;
    const there = rows[i - shift]!;
    if (group && group[here] !== group[there]) continue;
    const x = cells[here]!;
    const y = truth[there]!;
    if (Number.isNaN(x) || Number.isNaN(y)) continue;
    pairs++;
    if (x === y) equal++;
    if (pairs === PROBE && equal < PROBE / 2) return false;
  }
  return pairs >= FEWEST_PAIRS && equal / pairs - chance >= ENOUGH * (1 - chance);
}

function isRolling(
  cells: Float64Array,
  truth: Float64Array,
  { rows, group }: RowOrder,
  window: number,
  tolerance: number,
): boolean {
  for (const last of [0, 1]) {
    let pairs = 0;
    let equal = 0;
    for (let i = window - 1 + last; i < rows.length; i++) {
      const here = rows[i]!;
      const first = i - last - window + 1;
      if (Number.isNaN(cells[here]!) || (group && group[rows[first]!] !== group[here])) continue;
      let sum = 0;
      for (let j = first; j <= i - last; j++) sum += truth[rows[j]!]!;
      if (Number.isNaN(sum)) continue;
      pairs++;
      if (Math.abs(cells[here]! - sum / window) <= tolerance) equal++;
      if (pairs === PROBE && equal < PROBE / 2) break;
    }
    if (pairs >= FEWEST_PAIRS && equal >= ENOUGH * pairs) return true;
  }
  return false;
}

function spread(values: Float64Array): number {
  let [n, mean, squares] = [0, 0, 0];
  for (const x of values) {
    if (Number.isNaN(x)) continue;
    n++;
    const delta = x - mean;
    mean += delta / n;
    squares += delta * (x - mean);
  }
  return n < 2 ? 0 : Math.sqrt(squares / (n - 1));
}
