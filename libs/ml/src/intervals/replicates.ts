import { generator, shuffle, uniforms } from '../random';
import type { Dependence } from './dependence';
import { type Expansion, UNEXPANDED, expandedFor } from './distributions';
import type { Ends, NoInterval } from './interval';
import { quantile } from '../metrics/select';

/** How often a sample is drawn again. */
export const REPLICATES = 1000;

/**
 * Rows beyond this are dealt at random into as many cells, and cells are drawn: a cell's sum is a sum of independent
 * rows like any other, so the spread is the same in expectation, known to 1/√(2·512) = 3.1 % of itself, as much as a
 * thousand replicates leave open; and a million rows cost no more than five hundred.
 */
const MOST_CELLS = 512;
/** Fewer independent groups or blocks than this say nothing of their spread. */
const FEWEST = 10;
/** Replicates that are summed side by side: a value that was fetched is used so often. Divides {@link REPLICATES}. */
const LANES = 4;

/** Draws a sample of cells into one lane: adds to `counts[LANES · cell + lane]`, which holds 0, how often each is in it. */
type Draw = (counts: Float64Array, lane: number) => void;

export interface Resampling {
  /** Row → cell. */
  readonly cellOf: Int32Array;
  readonly cells: number;
  readonly draw: Draw;
  /** What the ends and the spread of its replicates are corrected by. */
  readonly expansion: Expansion;
}

/** How rows that depend on one another so (null: not at all) are drawn again; or why they cannot be. */
export function resamplingOf(
  rows: number,
  dependence: Dependence | null,
  seed: string,
): Resampling | NoInterval {
  switch (dependence?.kind) {
    case undefined:
      return independentRows(rows, seed) ?? 'too-few-rows';
    case 'groups':
      return wholeGroups(dependence.codes, seed) ?? 'too-few-groups';
    case 'time':
      return rowsInTime(rows, dependence.season, seed) ?? 'too-few-blocks';
  }
}

/** Independent rows. `undefined` for fewer than two: nothing varies. */
function independentRows(rows: number, seed: string): Resampling | undefined {
  if (rows < 2) return undefined;
  const { cellOf, cells } = dealt(rows, seed);
  return { cellOf, cells, draw: drawCells(cells, seed), expansion: UNEXPANDED };
}

/** Rows of one code are drawn together or not at all, as many codes as there are. `undefined` for fewer than ten. */
function wholeGroups(codes: Int32Array, seed: string): Resampling | undefined {
  const places = new Map<number, number>();
  for (const code of codes) if (!places.has(code)) places.set(code, places.size);
  if (places.size < FEWEST) return undefined;
  const { cellOf, cells } = dealt(places.size, seed);
  return {
    cellOf: codes.map((code) => cellOf[places.get(code)!]!),
    cells,
    draw: drawCells(cells, seed),
    expansion: expandedFor(cells),
  };
}

/** Each unit its own cell; where that were too many, units are dealt to cells at random. */
function dealt(units: number, seed: string): { cellOf: Int32Array; cells: number } {
  const cellOf = Int32Array.from({ length: units }, (_, unit) => unit);
  const cells = Math.min(units, MOST_CELLS);
  if (units > cells) {
    shuffle(cellOf, generator(`${seed} cells`));
    for (let unit = 0; unit < units; unit++) cellOf[unit]! %= cells;
  }
  return { cellOf, cells };
}

/** As many cells as there are, with replacement. */
function drawCells(cells: number, seed: string): Draw {
  const fill = uniforms(seed);
  const chance = new Float64Array(cells);
  return (counts, lane) => {
    fill(chance);
    tally(chance, counts, lane);
  };
}

/** Not in the closure above: what a closure holds is fetched anew at every turn. */
function tally(chance: Float64Array, counts: Float64Array, lane: number): void {
  const cells = chance.length;
  for (let i = 0; i < cells; i++) counts[LANES * ((chance[i]! * cells) | 0) + lane]! += 1;
}

/**
 * Rows in time order that hang together: the stationary bootstrap (Politis and Romano 1994), blocks of geometric
 * length with mean max(season, ⌈n^⅓⌉), wrapped around the end. `undefined` where that leaves fewer than ten blocks.
 * Long series are drawn in neighbouring cells of equal length.
 */
function rowsInTime(rows: number, season: number, seed: string): Resampling | undefined {
  const mean = Math.max(season, Math.ceil(Math.cbrt(rows)));
  if (rows < FEWEST * mean) return undefined;
  const width = Math.ceil(rows / MOST_CELLS);
  const cells = Math.ceil(rows / width);
  const cellOf = Int32Array.from({ length: rows }, (_, row) => Math.floor(row / width));
  const restart = Math.min(1, width / mean);
  const fill = uniforms(seed);
  const chance = new Float64Array(2 * cells);
  const draw: Draw = (counts, lane) => {
    fill(chance);
    let at = 0;
    for (let i = 0; i < cells; i++) {
      at++;
      if (i === 0 || chance[2 * i]! < restart) at = (chance[2 * i + 1]! * cells) | 0;
      else if (at === cells) at = 0;
      counts[LANES * at + lane]! += 1;
    }
  };
  return { cellOf, cells, draw, expansion: expandedFor(rows / mean) };
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
  const dealt = columns.map((column) => {
    const sums = new Float64Array(cells);
    for (let row = 0; row < column.length; row++) sums[cellOf[row]!]! += column[row]!;
    return sums;
  });
  const counts = new Float64Array(LANES * cells);
  const sums = Array.from({ length: LANES }, () => new Float64Array(columns.length));
  for (let replicate = 0; replicate < REPLICATES; replicate += LANES) {
    counts.fill(0);
    for (let lane = 0; lane < LANES; lane++) draw(counts, lane);
    for (let j = 0; j < dealt.length; j++) weigh(dealt[j]!, counts, sums, j);
    for (const each of sums) visit(each);
  }
}

/**
 * The same for rows that are told apart by a key (0 … keys − 1) alone: calls `visit` with how many of each key were drawn.
 * What costs is the occupied pairs of cell and key, not the rows.
 */
export function countsOfReplicates(
  keyOf: Int32Array,
  keys: number,
  resampling: Resampling,
  visit: (counts: Float64Array) => void,
): void {
  const pairs = new Map<number, number>();
  keyOf.forEach((key, row) => {
    const pair = resampling.cellOf[row]! * keys + key;
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  });
  const cellIn = Int32Array.from(pairs.keys(), (pair) => Math.floor(pair / keys));
  const keyIn = Int32Array.from(pairs.keys(), (pair) => pair % keys);
  const rowsIn = Float64Array.from(pairs.values());
  const counts = new Float64Array(keys);
  weightsOfReplicates(resampling, REPLICATES, (weights) => {
    counts.fill(0);
    for (let at = 0; at < rowsIn.length; at++)
      counts[keyIn[at]!]! += weights[cellIn[at]!]! * rowsIn[at]!;
    visit(counts);
  });
}

/** Calls `visit` once per replicate with how often each cell was drawn. `visit` must not keep the array. */
export function weightsOfReplicates(
  { cells, draw }: Resampling,
  replicates: number,
  visit: (weights: Float64Array) => void,
): void {
  const counts = new Float64Array(LANES * cells);
  const weights = new Float64Array(cells);
  for (let replicate = 0; replicate < replicates; replicate++) {
    counts.fill(0);
    draw(counts, 0);
    for (let cell = 0; cell < cells; cell++) weights[cell] = counts[LANES * cell]!;
    visit(weights);
  }
}

/** The sums of one column in {@link LANES} replicates; each has its own register, and waits for no other. */
function weigh(
  column: Float64Array,
  counts: Float64Array,
  sums: readonly Float64Array[],
  j: number,
): void {
  let first = 0;
  let second = 0;
  let third = 0;
  let fourth = 0;
  for (let cell = 0, at = 0; cell < column.length; cell++, at += LANES) {
    const value = column[cell]!;
    first += counts[at]! * value;
    second += counts[at + 1]! * value;
    third += counts[at + 2]! * value;
    fourth += counts[at + 3]! * value;
  }
  sums[0]![j] = first;
  sums[1]![j] = second;
  sums[2]![j] = third;
  sums[3]![j] = fourth;
}

/** What one figure was in the replicates in which it was defined. */
export class Replicated {
  private asked = 0;
  private length = 0;

  private constructor(private readonly values: Float64Array) {}

  /** Of so many figures, in one piece of memory: a small part has thirty of them and is done in a millisecond. */
  static of(figures: number): Replicated[] {
    const values = new Float64Array(figures * REPLICATES);
    return Array.from(
      { length: figures },
      (_, at) => new Replicated(values.subarray(at * REPLICATES, (at + 1) * REPLICATES)),
    );
  }

  add(value: number): void {
    this.asked++;
    if (Number.isFinite(value)) this.values[this.length++] = value;
  }

  /** The percentiles (2.5 and 97.5 of many units), widened to hold `value`; `undefined` where they coincide or half are undefined. */
  ends(value: number, { tail }: Expansion): Ends | undefined {
    if (this.length === 0 || this.length < this.asked / 2) return undefined;
    const values = this.values.subarray(0, this.length);
    const low = Math.min(value, quantile(values, tail));
    const high = Math.max(value, quantile(values, 1 - tail));
    return low === high ? undefined : { low, high };
  }

  /** The standard error that they tell; 0 of fewer than two. */
  standardError({ scale }: Expansion): number {
    const n = this.length;
    if (n < 2) return 0;
    const values = this.values.subarray(0, n);
    const mean = values.reduce((sum, x) => sum + x, 0) / n;
    return scale * Math.sqrt(values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (n - 1));
  }
}
