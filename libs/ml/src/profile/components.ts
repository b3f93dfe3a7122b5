import { Sum } from '../metrics';

/** A numeric column over the rows at hand; NaN where there is no number. */
export interface NumericColumn {
  readonly name: string;
  readonly values: Float64Array;
}

/** The two directions in which standardised rows spread most. */
export interface Components {
  readonly columns: string[];
  /** Share of the whole variance, first and second. */
  readonly explained: [number, number];
  /** Weight of each column in the first and in the second, of length 1; the largest of each is positive. */
  readonly loadings: [number[], number[]];
  /** Of each row given: where it lies along the first and the second. */
  readonly points: [number, number][];
}

/**
 * The first two principal components of columns that are standardised (mean 0, sd of the population 1; a missing number
 * is the column's mean; constant columns left out), as scikit-learn's
 * `make_pipeline(SimpleImputer(), StandardScaler(), PCA(2))` up to sign. Points of the rows at `shown`. Null of fewer
 * than two columns that vary, or of fewer than three rows.
 */
export function componentsOf(
  columns: readonly NumericColumn[],
  shown: ArrayLike<number>,
): Components | null {
  const varying = columns.flatMap(({ name, values }) => {
    const z = standardised(values);
    return z ? [{ name, z }] : [];
  });
  const k = varying.length;
  const n = columns[0]?.values.length ?? 0;
  if (k < 2 || n < 3) return null;
  const { values, vectors } = symmetricEigen(covariance(varying.map(({ z }) => z)), k);
  const total = values.reduce((sum, value) => sum + value, 0);
  const [first, second] = [upright(vectors[0]!), upright(vectors[1]!)];
  const along = (loading: readonly number[], row: number) =>
    varying.reduce((sum, { z }, c) => sum + loading[c]! * z[row]!, 0);
  return {
    columns: varying.map(({ name }) => name),
    explained: [values[0]! / total, Math.max(0, values[1]! / total)],
    loadings: [first, second],
    points: Array.from(shown, (row) => [along(first, row), along(second, row)]),
  };
}

function standardised(values: Float64Array): Float64Array | undefined {
  let n = 0;
  let from = 0;
  for (const x of values) {
    if (Number.isNaN(x)) continue;
    if (n++ === 0) from = x; // from the first number on: an offset costs no digits
  }
  if (n === 0) return undefined;
  const sum = new Sum();
  for (const x of values) if (!Number.isNaN(x)) sum.add(x - from);
  const mean = sum.value / n;
  const squares = new Sum();
  for (const x of values) if (!Number.isNaN(x)) squares.add((x - from - mean) ** 2);
  const sd = Math.sqrt(squares.value / values.length);
  if (sd === 0 || !Number.isFinite(sd)) return undefined;
  return values.map((x) => (Number.isNaN(x) ? 0 : (x - from - mean) / sd));
}

/** Row by row. */
function covariance(z: readonly Float64Array[]): Float64Array {
  const k = z.length;
  const n = z[0]!.length;
  const out = new Float64Array(k * k);
  for (let a = 0; a < k; a++)
    for (let b = 0; b <= a; b++) {
      let sum = 0;
      for (let i = 0; i < n; i++) sum += z[a]![i]! * z[b]![i]!;
      out[a * k + b] = sum / n;
      out[b * k + a] = sum / n;
    }
  return out;
}

const MOST_SWEEPS = 60;

/**
 * Eigenvalues, largest first, and their vectors of a symmetric k × k matrix by Jacobi's rotations (Golub and Van Loan,
 * Matrix Computations, 8.5): slow beyond a few hundred columns, right to the last digits before.
 */
function symmetricEigen(
  matrix: Float64Array,
  k: number,
): { values: number[]; vectors: number[][] } {
  const a = Float64Array.from(matrix);
  const v = new Float64Array(k * k);
  for (let i = 0; i < k; i++) v[i * k + i] = 1;
  for (let sweep = 0; sweep < MOST_SWEEPS && !isDiagonal(a, k); sweep++)
    for (let p = 0; p < k - 1; p++) for (let q = p + 1; q < k; q++) rotate(a, v, k, p, q);
  const order = Array.from({ length: k }, (_, i) => i).sort(
    (i, j) => a[j * k + j]! - a[i * k + i]!,
  );
  return {
    values: order.map((i) => a[i * k + i]!),
    vectors: order.map((i) => Array.from({ length: k }, (_, row) => v[row * k + i]!)),
  };
}

function isDiagonal(a: Float64Array, k: number): boolean {
  let off = 0;
  let all = 0;
  for (let i = 0; i < k; i++)
    for (let j = 0; j < k; j++) {
      all += a[i * k + j]! ** 2;
      if (i !== j) off += a[i * k + j]! ** 2;
    }
  return off <= 1e-30 * all;
}

/** Turns the plane of columns p and q so that their covariance is 0. */
function rotate(a: Float64Array, v: Float64Array, k: number, p: number, q: number): void {
  const apq = a[p * k + q]!;
  if (apq === 0) return;
  const theta = (a[q * k + q]! - a[p * k + p]!) / (2 * apq);
  const t = Math.sign(theta || 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  for (let i = 0; i < k; i++) turn(a, i * k + p, i * k + q, c, s);
  for (let i = 0; i < k; i++) turn(a, p * k + i, q * k + i, c, s);
  for (let i = 0; i < k; i++) turn(v, i * k + p, i * k + q, c, s);
}

function turn(m: Float64Array, p: number, q: number, c: number, s: number): void {
  const x = m[p]!;
  const y = m[q]!;
  m[p] = c * x - s * y;
  m[q] = s * x + c * y;
}

/** A direction has no sign of its own: the largest weight is positive, the first of equal ones. */
function upright(vector: number[]): number[] {
  const largest = vector.reduce((best, x) => (Math.abs(x) > Math.abs(best) + 1e-12 ? x : best), 0);
  return largest < 0 ? vector.map((x) => -x) : vector;
}
