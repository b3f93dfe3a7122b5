import { solveSymmetric } from './solve';

export interface LinearModel {
  readonly intercept: number;
  readonly weights: Float64Array;
}

/**
 * Ridge regression with an intercept that is not penalised: min Σ(y − b − w·x)² + α|w|² (Hoerl and Kennard 1970;
 * scikit-learn's `Ridge(alpha)`). `x` holds y.length rows of `width` values; α > 0. Undefined where the sums overflow.
 */
export function ridge(
  x: Float64Array,
  y: Float64Array,
  width: number,
  alpha: number,
): LinearModel | undefined {
  const n = y.length;
  const means = new Float64Array(width);
  let mean = 0;
  for (let i = 0; i < n; i++) {
    mean += y[i]! / n;
    for (let j = 0; j < width; j++) means[j]! += x[i * width + j]! / n;
  }
  const gram = new Float64Array(width * width);
  const right = new Float64Array(width);
  const row = new Float64Array(width);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < width; j++) row[j] = x[i * width + j]! - means[j]!;
    const rest = y[i]! - mean;
    for (let j = 0; j < width; j++) {
      const xj = row[j]!;
      if (xj === 0) continue;
      right[j]! += xj * rest;
      for (let k = 0; k <= j; k++) gram[j * width + k]! += xj * row[k]!;
    }
  }
  for (let j = 0; j < width; j++) gram[j * width + j]! += alpha;
  const weights = solveSymmetric(gram, right);
  if (!weights) return undefined;
  let intercept = mean;
  for (let j = 0; j < width; j++) intercept -= weights[j]! * means[j]!;
  return { intercept, weights };
}

/** b + w·x of each row. */
export function linearPredictions(
  { intercept, weights }: LinearModel,
  x: Float64Array,
): Float64Array {
  const width = weights.length;
  return Float64Array.from({ length: x.length / width }, (_, i) => {
    let sum = intercept;
    for (let j = 0; j < width; j++) sum += weights[j]! * x[i * width + j]!;
    return sum;
  });
}
