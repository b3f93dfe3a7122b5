import { type Generator, generator, uniforms } from '../random';

/** Stirling's error of ln k!, k = 0 … 9; beyond it its series. */
const STIRLING_ERROR = [
  0.081_061_466_795_327_2, 0.041_340_695_955_409_2, 0.027_677_925_684_998_3, 0.020_790_672_103_765,
  0.016_644_691_189_821_1, 0.013_876_128_823_070_7, 0.011_896_709_945_891_7, 0.010_411_265_261_972,
  0.009_255_462_182_712_73, 0.008_330_563_433_362_87,
];

function stirlingError(k: number): number {
  if (k < 10) return STIRLING_ERROR[k]!;
  const square = (k + 1) ** 2;
  return (1 / 12 - (1 / 360 - 1 / 1260 / square) / square) / (k + 1);
}

/**
 * How many of n trials succeed with probability p each. Inversion where the mean is under 10, else transformed
 * rejection (BTRS, Hörmann 1993): exact in distribution, its cost does not grow with n.
 */
export function binomial(n: number, p: number, random: Generator): number {
  if (p > 0.5) return n - binomial(n, 1 - p, random);
  if (n === 0 || p <= 0) return 0;
  return n * p < 10 ? byInversion(n, p, random) : byRejection(n, p, random);
}

function byInversion(n: number, p: number, random: Generator): number {
  const odds = p / (1 - p);
  const none = Math.exp(n * Math.log1p(-p));
  for (;;) {
    let left = random();
    let term = none;
    let k = 0;
    while (left > term && k < n) {
      left -= term;
      k++;
      term *= ((n - k + 1) / k) * odds;
    }
    // Past the last value only by rounding: draw again.
    if (left <= term) return k;
  }
}

function byRejection(n: number, p: number, random: Generator): number {
  const spread = Math.sqrt(n * p * (1 - p));
  const b = 1.15 + 2.53 * spread;
  const a = -0.0873 + 0.0248 * b + 0.01 * p;
  const c = n * p + 0.5;
  const inner = 0.92 - 4.2 / b;
  const odds = p / (1 - p);
  const alpha = (2.83 + 5.1 / b) * spread;
  const mode = Math.floor((n + 1) * p);
  const ofMode =
    (mode + 0.5) * Math.log((mode + 1) / (odds * (n - mode + 1))) +
    stirlingError(mode) +
    stirlingError(n - mode);
  for (;;) {
    const u = random() - 0.5;
    const v = random();
    const us = 0.5 - Math.abs(u);
    const k = Math.floor(((2 * a) / us + b) * u + c);
    if (us >= 0.07 && v <= inner) return k;
    if (!(k >= 0 && k <= n)) continue;
    const bound =
      ofMode +
      (n + 1) * Math.log((n - mode + 1) / (n - k + 1)) +
      (k + 0.5) * Math.log((odds * (n - k + 1)) / (k + 1)) -
      stirlingError(k) -
      stirlingError(n - k);
    if (Math.log((v * alpha) / (a / (us * us) + b)) <= bound) return k;
  }
}

/** A draw of a row costs about a thirtieth of a binomial one. */
const ROWS_PER_BINOMIAL = 30;

/**
 * Draws as many rows as `counts` sum to, in the proportions of `counts`, and writes how many fell on each (same length):
 * what a bootstrap of the rows does to their counts. Row by row where they are few for their cells, else one conditional
 * binomial a cell; both are exact in distribution. Counts are whole numbers.
 */
export function multinomial(counts: Float64Array, seed: string): (drawn: Float64Array) => void {
  const occupied = [...counts.keys()].filter((cell) => counts[cell]! > 0);
  const rows = counts.reduce((sum, count) => sum + count, 0);
  return rows <= ROWS_PER_BINOMIAL * occupied.length
    ? byRows(counts, rows, uniforms(seed))
    : byCells(counts, occupied, rows, generator(seed));
}

function byRows(
  counts: Float64Array,
  rows: number,
  fill: (into: Float64Array) => void,
): (drawn: Float64Array) => void {
  const cellOf = new Int32Array(rows);
  let row = 0;
  counts.forEach((count, cell) => {
    cellOf.fill(cell, row, row + count);
    row += count;
  });
  const chance = new Float64Array(rows);
  return (drawn) => {
    drawn.fill(0);
    fill(chance);
    tally(chance, cellOf, drawn);
  };
}

/** Not in the closure above: what a closure holds is fetched anew at every turn. */
function tally(chance: Float64Array, cellOf: Int32Array, drawn: Float64Array): void {
  const rows = chance.length;
  for (let i = 0; i < rows; i++) drawn[cellOf[(chance[i]! * rows) | 0]!]! += 1;
}

function byCells(
  counts: Float64Array,
  occupied: readonly number[],
  rows: number,
  random: Generator,
): (drawn: Float64Array) => void {
  return (drawn) => {
    drawn.fill(0);
    let left = rows;
    let mass = rows;
    for (const cell of occupied) {
      const count = counts[cell]!;
      const draw = count === mass ? left : binomial(left, count / mass, random);
      drawn[cell] = draw;
      left -= draw;
      mass -= count;
    }
  };
}
