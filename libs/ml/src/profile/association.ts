import { rocAuc } from '../metrics';

/** What is to be predicted, per row: numbers, or codes into the classes. */
export type TargetValues =
  | { readonly kind: 'number'; readonly values: Float64Array }
  | { readonly kind: 'class'; readonly codes: Int32Array; readonly classes: readonly string[] };

/** How well one column alone tells the target. */
export interface Association {
  readonly measure: 'r2' | 'auc' | 'gain';
  readonly value: number;
}

const BINS = 32;

/** Numbers against the target over the same rows; NaN is left out. The best reading of the column counts. */
export function numberAssociation(x: Float64Array, target: TargetValues): Association {
  const bins = binsOf(x);
  if (target.kind === 'number') {
    const straight = pearsonSquared(x, target.values);
    return { measure: 'r2', value: Math.max(straight, groupedR2(bins, target.values)) };
  }
  if (target.classes.length === 2) return { measure: 'auc', value: foldedAuc(x, target.codes) };
  return { measure: 'gain', value: gain(bins, target.codes, target.classes.length) };
}

/** Labels as codes (−1 missing) against the target. Each row is predicted from the others of its label. */
export function labelAssociation(codes: Int32Array, target: TargetValues): Association {
  return target.kind === 'number'
    ? { measure: 'r2', value: groupedR2(codes, target.values) }
    : { measure: 'gain', value: gain(codes, target.codes, target.classes.length) };
}

/** r² over rows where both are numbers; 0 where one is constant. */
export function pearsonSquared(x: Float64Array, y: Float64Array): number {
  let [n, mx, my] = [0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    if (Number.isNaN(x[i]! + y[i]!)) continue;
    n++;
    mx += x[i]!;
    my += y[i]!;
  }
  mx /= n;
  my /= n;
  let [xx, yy, xy] = [0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    if (Number.isNaN(x[i]! + y[i]!)) continue;
    xx += (x[i]! - mx) ** 2;
    yy += (y[i]! - my) ** 2;
    xy += (x[i]! - mx) * (y[i]! - my);
  }
  return n < 3 || xx === 0 || yy === 0 ? 0 : (xy / xx) * (xy / yy);
}

/** Ranks from 1, ties sharing the mean of theirs; NaN stays NaN. */
export function ranksOf(x: Float64Array): Float64Array {
  const order = Int32Array.from(x.keys())
    .filter((i) => !Number.isNaN(x[i]!))
    .sort((a, b) => x[a]! - x[b]!);
  const ranks = new Float64Array(x.length).fill(Number.NaN);
  for (let i = 0; i < order.length;) {
    let j = i;
    while (j < order.length && x[order[j]!] === x[order[i]!]) j++;
    for (let k = i; k < j; k++) ranks[order[k]!] = (i + j + 1) / 2;
    i = j;
  }
  return ranks;
}

function foldedAuc(x: Float64Array, codes: Int32Array): number {
  const rows = Int32Array.from(x.keys()).filter((i) => !Number.isNaN(x[i]!) && codes[i]! >= 0);
  const { value } = rocAuc(
    Uint8Array.from(rows, (i) => codes[i]!),
    Float64Array.from(rows, (i) => x[i]!),
  );
  return value === null ? 0.5 : Math.max(value, 1 - value);
}

/** About equal bins by rank, equal values in one; few different values are bins of their own. −1 for NaN. */
function binsOf(x: Float64Array): Int32Array {
  const ranks = ranksOf(x);
  const n = ranks.reduce((count, rank) => count + (Number.isNaN(rank) ? 0 : 1), 0);
  const distinct = new Set<number>();
  for (const rank of ranks) if (distinct.size <= n / 5) distinct.add(rank);
  if (distinct.size <= n / 5) {
    const code = new Map([...distinct].map((rank, at) => [rank, at]));
    return Int32Array.from(ranks, (rank) => (Number.isNaN(rank) ? -1 : code.get(rank)!));
  }
  return Int32Array.from(ranks, (rank) =>
    Number.isNaN(rank) ? -1 : Math.min(BINS - 1, Math.floor(((rank - 0.5) / n) * BINS)),
  );
}

/** 1 − SSE/SST where each row is predicted by the mean of the others of its group, or of all where it is alone. */
function groupedR2(codes: Int32Array, y: Float64Array): number {
  const groups = codes.reduce((most, code) => Math.max(most, code), -1) + 2;
  const sums = new Float64Array(groups);
  const counts = new Float64Array(groups);
  let [n, total] = [0, 0];
  for (let i = 0; i < y.length; i++) {
    if (Number.isNaN(y[i]!)) continue;
    sums[codes[i]! + 1]! += y[i]!;
    counts[codes[i]! + 1]! += 1;
    n++;
    total += y[i]!;
  }
  if (n < 3) return 0;
  let [sse, sst] = [0, 0];
  for (let i = 0; i < y.length; i++) {
    if (Number.isNaN(y[i]!)) continue;
    const group = codes[i]! + 1;
    const others = counts[group]! - 1;
    const guess = others > 0 ? (sums[group]! - y[i]!) / others : (total - y[i]!) / (n - 1);
    sse += (y[i]! - guess) ** 2;
    sst += (y[i]! - total / n) ** 2;
  }
  return sst === 0 ? 0 : Math.max(0, 1 - sse / sst);
}

/** (accuracy − majority's) / (1 − majority's) where each row is predicted by the majority of the others of its group. */
function gain(codes: Int32Array, truth: Int32Array, classes: number): number {
  const groups = codes.reduce((most, code) => Math.max(most, code), -1) + 2;
  const counts = new Float64Array(groups * classes);
  const whole = new Float64Array(classes);
  for (let i = 0; i < truth.length; i++) {
    if (truth[i]! < 0) continue;
    counts[(codes[i]! + 1) * classes + truth[i]!]! += 1;
    whole[truth[i]!]! += 1;
  }
  const n = whole.reduce((sum, count) => sum + count, 0);
  const most = Math.max(...whole);
  if (n === 0 || most === n) return 0;
  const best = whole.indexOf(most);
  let hits = 0;
  for (let i = 0; i < truth.length; i++) {
    if (truth[i]! < 0) continue;
    const from = (codes[i]! + 1) * classes;
    let guess = best;
    let votes = 0;
    for (let c = 0; c < classes; c++) {
      const others = counts[from + c]! - (c === truth[i] ? 1 : 0);
      if (others > votes) {
        votes = others;
        guess = c;
      }
    }
    if (guess === truth[i]) hits++;
  }
  return Math.max(0, (hits - most) / (n - most));
}
