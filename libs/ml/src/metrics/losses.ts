import { type Figure, figure, undefinedFigure } from './figure';
import { ALMOST_ONE, type CalibrationBin, EPSILON, FACTORS, NEEDS_LOG } from './probability';
import type { SortedByClass } from './ranking';
import { Sum } from './sum';

/** What probabilities of two classes cost, and how far they can be believed. */
export interface Losses {
  readonly logLoss: Figure;
  readonly brier: Figure;
  readonly calibration: readonly CalibrationBin[];
}

/**
 * Log-loss, Brier score and calibration curve from probabilities that are sorted by class already: a bin is a range of
 * them, and no row's class is asked again. As `binaryLogLoss`, `brier` and `calibrationCurve` to a few ulp, and to the
 * last bit the same in whatever order the rows came.
 */
export function lossesOf({ positive, negative }: SortedByClass, bins = 10): Losses {
  const n = positive.length + negative.length;
  const all = new Totals();
  let yes = 0;
  let no = 0;
  const calibration = Array.from({ length: bins }, (_, bin): CalibrationBin => {
    const to = (bin + 1) / bins;
    const last = bin === bins - 1;
    const yesTo = last ? positive.length : firstAbove(positive, to, yes);
    const noTo = last ? negative.length : firstAbove(negative, to, no);
    const said = new Sum();
    all.add(positive, yes, yesTo, 1, said);
    all.add(negative, no, noTo, 0, said);
    const came = yesTo - yes;
    const rows = came + noTo - no;
    yes = yesTo;
    no = noTo;
    return {
      from: bin / bins,
      to,
      rows,
      predicted: rows === 0 ? null : said.value / rows,
      observed: rows === 0 ? null : came / rows,
    };
  });
  const none = undefinedFigure('no-rows');
  return {
    logLoss: n === 0 ? none : figure(all.logarithms / n),
    brier: n === 0 ? none : figure(all.squares.value / n),
    calibration,
  };
}

const BLOCK = 1024;

/** Sums over rows of one class after the other. */
class Totals {
  readonly squares = new Sum();
  private readonly logs = new Sum();
  private product = 1;

  get logarithms(): number {
    const total = new Sum();
    total.add(this.logs.value);
    total.add(-Math.log(this.product));
    return total.value;
  }

  /** Rows `from` to `to` of a class whose truth is y; Σp goes to `said`. */
  add(p: Float64Array, from: number, to: number, y: 0 | 1, said: Sum): void {
    // p·sign + base is what the true class was given: p of a positive row, 1 − p of another.
    const sign = 2 * y - 1;
    const base = 1 - y;
    let { product } = this;
    for (let start = from; start < to; start += BLOCK) {
      const end = Math.min(to, start + BLOCK);
      let sum = 0;
      let squares = 0;
      for (let i = start; i < end;) {
        const stop = Math.min(end, i + FACTORS);
        let factors = 1;
        for (; i < stop; i++) {
          const x = p[i]!;
          const d = x - y;
          sum += x;
          squares += d * d;
          factors *= Math.min(ALMOST_ONE, Math.max(EPSILON, base + sign * x));
        }
        product *= factors;
        if (product < NEEDS_LOG) {
          this.logs.add(-Math.log(product));
          product = 1;
        }
      }
      said.add(sum);
      this.squares.add(squares);
    }
    this.product = product;
  }
}

/** The first place from `from` on whose value is above x; the values ascend. */
function firstAbove(sorted: Float64Array, x: number, from: number): number {
  let low = from;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! <= x) low = middle + 1;
    else high = middle;
  }
  return low;
}
