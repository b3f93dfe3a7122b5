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
 * problem is convex, so what it converges to is the answer. `x` holds codes.length rows of `width` values, `codes` are
 * 0 … classes − 1. Undefined where it does not converge in 40 steps (nothing finite to find, or sums that overflow).
 */
export function logistic(
  x: Float64Array,
  codes: Int32Array,
  width: number,
  classes: number,
  c = 1,
): LogisticModel | undefined {
  const scores = classes === 2 ? 1 : classes;
  const problem: Problem = { x, codes, width, scores, penalty: 1 / c };
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
  readonly x: Float64Array;
  readonly codes: Int32Array;
  readonly width: number;
  readonly scores: number;
  readonly penalty: number;
}

/** Shares of row i, one per score (of two classes: that of class 1). Answers −ln of the share of the row's own class. */
function sharesOf(
  { x, codes, width, scores }: Omit<Problem, 'penalty'>,
  weights: Float64Array,
  i: number,
  shares: Float64Array,
): number {
  const span = width + 1;
  for (let s = 0; s < scores; s++) {
    let sum = weights[s * span + width]!;
    for (let j = 0; j < width; j++) sum += weights[s * span + j]! * x[i * width + j]!;
    shares[s] = sum;
  }
  if (scores === 1) {
    const z = shares[0]!;
    const e = Math.exp(-Math.abs(z));
    shares[0] = z >= 0 ? 1 / (1 + e) : e / (1 + e);
    return Math.log1p(e) + Math.max(0, codes[i] === 1 ? -z : z);
  }
  let most = shares[0]!;
  for (let s = 1; s < scores; s++) most = Math.max(most, shares[s]!);
  const own = shares[codes[i]!]! - most;
  let total = 0;
  for (let s = 0; s < scores; s++) {
    shares[s] = Math.exp(shares[s]! - most);
    total += shares[s]!;
  }
  for (let s = 0; s < scores; s++) shares[s]! /= total;
  return Math.log(total) - own;
}

function lossOf(problem: Problem, weights: Float64Array): number {
  const { codes, width, scores, penalty } = problem;
  const shares = new Float64Array(scores);
  let loss = 0;
  for (let i = 0; i < codes.length; i++) loss += sharesOf(problem, weights, i, shares);
  let squares = 0;
  for (let at = 0; at < weights.length; at++)
    if (at % (width + 1) !== width) squares += weights[at]! ** 2;
  return loss + (penalty * squares) / 2;
}

function slopes(
  problem: Problem,
  weights: Float64Array,
): { gradient: Float64Array; hessian: Float64Array } {
  const { x, codes, width, scores, penalty } = problem;
  const span = width + 1;
  const size = scores * span;
  const gradient = new Float64Array(size);
  const hessian = new Float64Array(size * size);
  const shares = new Float64Array(scores);
  const row = new Float64Array(span);
  row[width] = 1;
  for (let i = 0; i < codes.length; i++) {
    sharesOf(problem, weights, i, shares);
    for (let j = 0; j < width; j++) row[j] = x[i * width + j]!;
    for (let a = 0; a < scores; a++) {
      const hit = scores === 1 ? codes[i]! : codes[i] === a ? 1 : 0;
      const miss = shares[a]! - hit;
      for (let j = 0; j < span; j++) gradient[a * span + j]! += miss * row[j]!;
      for (let b = 0; b <= a; b++) {
        const bend = a === b ? shares[a]! * (1 - shares[a]!) : -shares[a]! * shares[b]!;
        addProduct(hessian, size, a * span, b * span, row, bend);
      }
    }
  }
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
  row: Float64Array,
  factor: number,
): void {
  for (let j = 0; j < row.length; j++) {
    const f = factor * row[j]!;
    if (f === 0) continue;
    const from = (top + j) * size + left;
    const last = top === left ? j : row.length - 1;
    for (let k = 0; k <= last; k++) into[from + k]! += f * row[k]!;
  }
}

/** Per row the share of class 1 (two classes), or of each class. */
export function logisticShares(
  { classes, width, weights }: LogisticModel,
  x: Float64Array,
): Float64Array {
  const scores = classes === 2 ? 1 : classes;
  const n = x.length / width;
  const codes = new Int32Array(n);
  const shares = new Float64Array(scores);
  const all = new Float64Array(n * scores);
  for (let i = 0; i < n; i++) {
    sharesOf({ x, codes, width, scores }, weights, i, shares);
    all.set(shares, i * scores);
  }
  return all;
}
