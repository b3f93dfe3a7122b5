import { hash32, mix32 } from '../random';

const DIGIT = 14;
const BUCKETS = 1 << DIGIT;

/**
 * Units by the hash of (seed, content): a random order that does not know how the rows stood. By 53 bits, equal ones by
 * content; the upper 27 in two passes of a radix sort, for a comparator takes minutes of twenty million.
 */
export function shuffledUnits(keys: Float64Array, seed: string): Int32Array {
  const salt = hash32(seed);
  const n = keys.length;
  const upper = new Int32Array(n);
  const lower = new Int32Array(n);
  for (let i = 0; i < n; i++) {
    const key = keys[i]!;
    const high = Math.floor(key / 4_294_967_296);
    const low = key | 0;
    upper[i] = mix32(mix32(low ^ salt) ^ high) >>> 5;
    lower[i] = mix32(mix32(high ^ ~salt) + low) >>> 6;
  }
  const inFile = new Int32Array(n);
  for (let i = 0; i < n; i++) inFile[i] = i;
  const order = byDigit(byDigit(inFile, upper, 0), upper, DIGIT);
  settleTies(
    order,
    (a, b) => upper[a]! - upper[b]! || lower[a]! - lower[b]! || keys[a]! - keys[b]!,
    upper,
  );
  return order;
}

/** A stable counting sort by one digit. */
function byDigit(order: Int32Array, values: Int32Array, shift: number): Int32Array {
  const starts = new Int32Array(BUCKETS + 1);
  for (const i of order) starts[((values[i]! >> shift) & (BUCKETS - 1)) + 1]! += 1;
  for (let b = 0; b < BUCKETS; b++) starts[b + 1]! += starts[b]!;
  const sorted = new Int32Array(order.length);
  for (const i of order) sorted[starts[(values[i]! >> shift) & (BUCKETS - 1)]!++] = i;
  return sorted;
}

/** Runs that share their upper bits: a handful each. */
function settleTies(
  order: Int32Array,
  compare: (a: number, b: number) => number,
  upper: Int32Array,
): void {
  for (let i = 0; i < order.length;) {
    let j = i + 1;
    while (j < order.length && upper[order[j]!] === upper[order[i]!]) j++;
    if (j - i > 1) order.subarray(i, j).sort(compare);
    i = j;
  }
}
