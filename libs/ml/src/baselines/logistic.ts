import type { Pass } from './chunks';
import type { Cells } from './design';
import { solveSymmetric } from './solve';

export interface LogisticModel {
  readonly classes: number;
  readonly width: number;
  /**
   * The scores' weights, `width` + 1 for each, the intercept last. Two classes have one score, of class 1; more have one
   * for each.
   */
  readonly weights: Float64Array;
}

const MOST_STEPS = 40;
const TOLERANCE = 1e-8;

/**
 * Logistic regression, softmax of several classes, with an L2 penalty that spares the intercepts:
 * min Σ −ln p(yᵢ) + |w|²/(2C), which is scikit-learn's `LogisticRegression(C)`. Newton's method with halved steps; the
 * problem is convex, so what it converges to (a slope of at most 1e-8 a row) is the answer. `pass` goes over
 * codes.length rows of a design of `width` columns, `codes` are 0 … classes − 1. Undefined where it does not converge in
 * 40 steps (nothing finite to find, or sums that overflow).
 */
export function logistic(
  pass: Pass,
  codes: Int32Array,
  width: number,
  classes: number,
  c = 1,
): LogisticModel | undefined {
  const scores = classes === 2 ? 1 : classes;
  const problem: Problem = { pass, codes, width, scores, penalty: 1 / c };
  const size = scores * (width + 1);
  let weights: Float64Array = new Float64Array(size);
  let now = lossOf(problem, weights);
  for (let step = 0; step < MOST_STEPS; step++) {
    const { gradient, hessian } = slopes(problem, weights);
    if (gradient.every((g) => Math.abs(g) <= TOLERANCE * codes.length))
      return { classes, width, weights };
    const direction = solveSymmetric(hessian, gradient);
    if (!direction) return undefined;
    let scale = 1;
    for (;;) {
      const next = weights.map((w, i) => w - scale * direction[i]!);
      const loss = lossOf(problem, next);
      if (loss <= now) {
        weights = next;
        now = loss;
        break;
      }
      scale /= 2;
      // No step lowers the loss any more: rounding is all that is left of the slope.
      if (scale < 1e-10) return { classes, width, weights };
    }
  }
  return undefined;
}

interface Problem {
  readonly pass: Pass;
  readonly codes: Int32Array;
  readonly width: number;
  readonly scores: number;
  readonly penalty: number;
}

/** Shares of row i, one per score (of two classes: that of class 1). */
function sharesOf(
  { span, column, value }: Cells,
  i: number,
  width: number,
  weights: Float64Array,
  shares: Float64Array,
): void {
  const scores = shares.length;
  for (let s = 0; s < scores; s++) {
    const own = s * (width + 1);
    let sum = weights[own + width]!;
    for (let at = i * span; at < (i + 1) * span; at++)
      sum += weights[own + column[at]!]! * value[at]!;
    shares[s] = sum;
  }
}

/** Turns the scores of a row into shares, and answers −ln of the share of its own class. */
function softened(shares: Float64Array, code: number): number {
  const scores = shares.length;
  if (scores === 1) {
    const z = shares[0]!;
    const e = Math.exp(-Math.abs(z));
    shares[0] = z >= 0 ? 1 / (1 + e) : e / (1 + e);
    return Math.log1p(e) + Math.max(0, code === 1 ? -z : z);
  }
  let most = shares[0]!;
  for (let s = 1; s < scores; s++) most = Math.max(most, shares[s]!);
  const own = shares[code]! - most;
  let total = 0;
  for (let s = 0; s < scores; s++) {
    shares[s] = Math.exp(shares[s]! - most);
    total += shares[s]!;
  }
  for (let s = 0; s < scores; s++) shares[s]! /= total;
  return Math.log(total) - own;
}

function lossOf({ pass, codes, width, scores, penalty }: Problem, weights: Float64Array): number {
  const shares = new Float64Array(scores);
  let loss = 0;
  pass((cells, from) => {
    for (let i = 0; i < cells.rows; i++) {
      sharesOf(cells, i, width, weights, shares);
      loss += softened(shares, codes[from + i]!);
    }
  });
  let squares = 0;
  for (let at = 0; at < weights.length; at++)
    if (at % (width + 1) !== width) squares += weights[at]! ** 2;
  return loss + (penalty * squares) / 2;
}

function slopes(
  { pass, codes, width, scores, penalty }: Problem,
  weights: Float64Array,
): { gradient: Float64Array; hessian: Float64Array } {
  const span = width + 1;
  const size = scores * span;
  const gradient = new Float64Array(size);
  const hessian = new Float64Array(size * size);
  const shares = new Float64Array(scores);
  pass((cells, from) => {
    // The row's cells, and the 1 of the intercept behind them.
    const column = new Int32Array(cells.span + 1).fill(width, cells.span);
    const value = new Float64Array(cells.span + 1).fill(1, cells.span);
    for (let i = 0; i < cells.rows; i++) {
      const first = i * cells.span;
      for (let c = 0; c < cells.span; c++) {
        column[c] = cells.column[first + c]!;
        value[c] = cells.value[first + c]!;
      }
      const code = codes[from + i]!;
      sharesOf(cells, i, width, weights, shares);
      softened(shares, code);
      for (let a = 0; a < scores; a++) {
        const hit = scores === 1 ? code : code === a ? 1 : 0;
        const miss = shares[a]! - hit;
        for (let c = 0; c < column.length; c++)
          gradient[a * span + column[c]!]! += miss * value[c]!;
        for (let b = 0; b <= a; b++) {
          const bend = a === b ? shares[a]! * (1 - shares[a]!) : -shares[a]! * shares[b]!;
          addProduct(hessian, size, a * span, b * span, column, value, bend);
        }
      }
    }
  });
  for (let at = 0; at < size; at++) {
    const free = at % span === width;
    if (!free) gradient[at]! += penalty * weights[at]!;
    // Intercepts of a softmax may all move together: a sliver keeps that direction from being singular.
    hessian[at * size + at]! += free ? 1e-6 : penalty;
  }
  return { gradient, hessian };
}

/** The lower triangle is all that the solver reads. */
function addProduct(
  into: Float64Array,
  size: number,
  top: number,
  left: number,
  column: Int32Array,
  value: Float64Array,
  factor: number,
): void {
  const count = column.length;
  for (let c = 0; c < count; c++) {
    const f = factor * value[c]!;
    if (f === 0) continue;
    const from = (top + column[c]!) * size + left;
    const last = top === left ? c : count - 1;
    for (let d = 0; d <= last; d++) into[from + column[d]!]! += f * value[d]!;
  }
}

/** Per row the share of class 1 (two classes), or of each class. */
export function logisticShares(
  { classes, width, weights }: LogisticModel,
  pass: Pass,
  rows: number,
): Float64Array {
  const scores = classes === 2 ? 1 : classes;
  const shares = new Float64Array(scores);
  const all = new Float64Array(rows * scores);
  pass((cells, from) => {
    for (let i = 0; i < cells.rows; i++) {
      sharesOf(cells, i, width, weights, shares);
      softened(shares, 0);
      all.set(shares, (from + i) * scores);
    }
  });
  return all;
}
