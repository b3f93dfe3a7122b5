import { type Table, beginning } from '../predictions';
import { PART_NAMES, type PartRows } from './assign';
import { KeyIndex } from './units';

/** A class, a bin of numbers or a group: how many of its rows each part has. */
export interface SplitLine extends PartRows {
  readonly value: string;
}

const MOST_LINES = 100;

/** Of classes, in the order of their labels. */
export function classLines(
  parts: Uint8Array,
  strata: Int32Array,
  labels: readonly string[],
): SplitLine[] {
  const counts = countsOf(parts, strata, labels.length);
  return labels
    .slice(0, MOST_LINES)
    .map((label, at) => ({ value: beginning(label, 200), ...rowsAt(counts, at) }));
}

/** Of groups, by the cells of a column, the largest first. */
export function groupLines(parts: Uint8Array, table: Table, column: number): SplitLine[] {
  const known = new KeyIndex();
  const codes = new Int32Array(table.rows);
  const firsts: number[] = [];
  for (let row = 0; row < table.rows; row++) {
    const code = known.add(table.contentKey(row, [column]));
    codes[row] = code;
    if (code === firsts.length) firsts.push(row);
  }
  const counts = countsOf(parts, codes, firsts.length);
  const size = (code: number) => PART_NAMES.reduce((sum, _, part) => sum + counts[part]![code]!, 0);
  return Array.from(firsts.keys())
    .sort((a, b) => size(b) - size(a) || a - b)
    .slice(0, MOST_LINES)
    .map((code) => ({
      value: beginning(table.text(firsts[code]!, column), 200),
      ...rowsAt(counts, code),
    }));
}

function countsOf(parts: Uint8Array, codes: Int32Array, kinds: number): Int32Array[] {
  const counts = PART_NAMES.map(() => new Int32Array(kinds));
  for (let row = 0; row < parts.length; row++) counts[parts[row]!]![codes[row]!]! += 1;
  return counts;
}

const rowsAt = ([train, shown, kept]: readonly Int32Array[], at: number): PartRows => ({
  train: train![at]!,
  public: shown![at]!,
  private: kept![at]!,
});
