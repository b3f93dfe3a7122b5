import type { Pass } from './chunks';
import type { Cells } from './design';
import { solveSymmetric } from './solve';

export interface LinearModel {
  readonly intercept: number;
  readonly weights: Float64Array;
}

/**
 * Ridge regression with an intercept that is not penalised: min Σ(y − b − w·x)² + α|w|² (Hoerl and Kennard 1970;
 * scikit-learn's `Ridge(alpha)`), by the normal equations of the centred columns. `pass` goes over y.length rows of a
 * design of `width` columns; α > 0. Undefined where the sums overflow.
 */
export function ridge(
  pass: Pass,
  y: Float64Array,
  width: number,
  alpha: number,
): LinearModel | undefined {
  const n = y.length;
  let mean = 0;
  for (const each of y) mean += each / n;
  const means = new Float64Array(width);
  const gram = new Float64Array(width * width);
  const right = new Float64Array(width);
  pass((cells, from) => {
    addRows(cells, y.subarray(from, from + cells.rows), mean, { means, gram, right });
  });
  for (let j = 0; j < width; j++) means[j]! /= n;
  for (let j = 0; j < width; j++) {
    for (let k = 0; k <= j; k++) gram[j * width + k]! -= n * means[j]! * means[k]!;
    gram[j * width + j]! += alpha;
  }
  const weights = solveSymmetric(gram, right);
  if (!weights) return undefined;
  let intercept = mean;
  for (let j = 0; j < width; j++) intercept -= weights[j]! * means[j]!;
  return { intercept, weights };
}

interface Sums {
  readonly means: Float64Array;
  /** The lower triangle is all that the solver reads. */
  readonly gram: Float64Array;
  readonly right: Float64Array;
}

function addRows(
  { rows, span, column, value }: Cells,
  y: Float64Array,
  mean: number,
  { means, gram, right }: Sums,
): void {
  const width = means.length;
  for (let i = 0, from = 0; i < rows; i++, from += span) {
    const rest = y[i]! - mean;
    for (let a = from; a < from + span; a++) {
      const x = value[a]!;
      if (x === 0) continue;
      const j = column[a]!;
      means[j]! += x;
      right[j]! += x * rest;
      const line = j * width;
      for (let b = from; b <= a; b++) gram[line + column[b]!]! += x * value[b]!;
    }
  }
}

/** b + w·x of each of `rows` rows. */
export function linearPredictions(
  { intercept, weights }: LinearModel,
  pass: Pass,
  rows: number,
): Float64Array {
  const predicted = new Float64Array(rows).fill(intercept);
  pass(({ rows: count, span, column, value }, from) => {
    for (let i = 0, at = 0; i < count; i++)
      for (let c = 0; c < span; c++, at++)
        predicted[from + i]! += weights[column[at]!]! * value[at]!;
  });
  return predicted;
}
