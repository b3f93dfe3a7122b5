import { generator, shuffle } from '../random';
import { type Ends, TAIL } from './interval';
import { quantileOfSorted } from '../metrics/select';

/** How often a sample is drawn again. */
export const REPLICATES = 1000;

/**
 * Rows beyond this are dealt at random into as many cells, and cells are drawn: a cell's sum is a sum of independent
 * rows like any other, so the spread is the same in expectation, known to 1/√(2·2048) = 1.6 % of itself, less than
 * what a thousand replicates leave open; and a million rows cost no more than two thousand.
 */
const MOST_CELLS = 2048;
/** Fewer independent blocks than this say nothing of their spread. */
const FEWEST_BLOCKS = 10;

/** Draws a sample of cells: how often each is in it. */
type Draw = (counts: Uint16Array) => void;

export interface Resampling {
  /** Row → cell. */
  readonly cellOf: Int32Array;
  readonly cells: number;
  readonly draw: Draw;
}

/** Independent rows. `undefined` for fewer than two: nothing varies. */
export function independentRows(rows: number, seed: string): Resampling | undefined {
  if (rows < 2) return undefined;
  const random = generator(seed);
  const cellOf = Int32Array.from({ length: rows }, (_, row) => row);
  const cells = Math.min(rows, MOST_CELLS);
  if (rows > cells) {
    shuffle(cellOf, random);
    for (let row = 0; row < rows; row++) cellOf[row]! %= cells;
  }
  const draw: Draw = (counts) => {
    counts.fill(0);
    for (let i = 0; i < cells; i++) counts[(random() * cells) | 0]! += 1;
  };
  return { cellOf, cells, draw };
}

/**
 * Rows in time order that hang together: the stationary bootstrap (Politis and Romano 1994), blocks of geometric
 * length with mean max(season, ⌈n^⅓⌉), wrapped around the end. `undefined` where that leaves fewer than ten blocks.
 * Long series are drawn in neighbouring cells of equal length.
 */
export function rowsInTime(rows: number, season: number, seed: string): Resampling | undefined {
  const mean = Math.max(season, Math.ceil(Math.cbrt(rows)));
  if (rows < FEWEST_BLOCKS * mean) return undefined;
  const random = generator(seed);
  const width = Math.ceil(rows / MOST_CELLS);
  const cells = Math.ceil(rows / width);
  const cellOf = Int32Array.from({ length: rows }, (_, row) => Math.floor(row / width));
  const restart = Math.min(1, width / mean);
  const draw: Draw = (counts) => {
    counts.fill(0);
    let at = Math.floor(random() * cells);
    for (let i = 0; i < cells; i++) {
      counts[at]! += 1;
      at = random() < restart ? Math.floor(random() * cells) : (at + 1) % cells;
    }
  };
  return { cellOf, cells, draw };
}

/**
 * Calls `visit` once per replicate with the sum of each column over the rows drawn. Columns are as long as there are
 * rows; all share one draw, so figures made of them vary together. `visit` must not keep the array.
 */
export function sumsOfReplicates(
  columns: readonly Float64Array[],
  { cellOf, cells, draw }: Resampling,
  visit: (sums: Float64Array) => void,
): void {
  const width = columns.length;
  const table = new Float64Array(cells * width);
  columns.forEach((column, j) => {
    for (let row = 0; row < column.length; row++) table[cellOf[row]! * width + j]! += column[row]!;
  });
  const counts = new Uint16Array(cells);
  const sums = new Float64Array(width);
  for (let replicate = 0; replicate < REPLICATES; replicate++) {
    draw(counts);
    sums.fill(0);
    for (let cell = 0, at = 0; cell < cells; cell++, at += width) {
      const times = counts[cell]!;
      if (times === 0) continue;
      for (let j = 0; j < width; j++) sums[j]! += times * table[at + j]!;
    }
    visit(sums);
  }
}

/** What one figure was in the replicates in which it was defined. */
export class Replicated {
  private readonly values = new Float64Array(REPLICATES);
  private length = 0;

  add(value: number): void {
    if (Number.isFinite(value)) this.values[this.length++] = value;
  }

  /** The 2.5 and 97.5 percentiles, widened to hold `value`; `undefined` where they coincide or half are undefined. */
  ends(value: number): Ends | undefined {
    if (this.length < REPLICATES / 2) return undefined;
    const sorted = this.values.subarray(0, this.length).sort();
    const low = Math.min(value, quantileOfSorted(sorted, TAIL));
    const high = Math.max(value, quantileOfSorted(sorted, 1 - TAIL));
    return low === high ? undefined : { low, high };
  }

  /** Standard deviation; 0 of fewer than two. */
  deviation(): number {
    const n = this.length;
    if (n < 2) return 0;
    const values = this.values.subarray(0, n);
    const mean = values.reduce((sum, x) => sum + x, 0) / n;
    return Math.sqrt(values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (n - 1));
  }
}
