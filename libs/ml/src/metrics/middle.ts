import { select } from './select';

/** Which half of a float64 holds its sign, exponent and first digits. */
const HIGH = new Uint32Array(Float64Array.of(1).buffer)[1] === 0 ? 0 : 1;
/** 11 bits of exponent and five digits: 32 buckets between a number and its double. */
const SHIFT = 15;
const BUCKETS = 1 << (31 - SHIFT);

/**
 * The median of many numbers that are not negative, in two looks: the first counts them by their leading bits, whose
 * order is the numbers' own, the second takes those of the middle bucket, a few in a hundred, and selects among them.
 */
export class Middle {
  private readonly counts = new Int32Array(BUCKETS);

  constructor(private readonly n: number) {}

  /** First look: the first `rows` numbers of a block. */
  count(block: Float64Array, rows: number): void {
    const { counts } = this;
    const words = new Uint32Array(block.buffer, block.byteOffset, 2 * rows);
    let i = HIGH;
    for (; i + 6 < words.length; i += 8) {
      const a = words[i]! >>> SHIFT;
      const b = words[i + 2]! >>> SHIFT;
      const c = words[i + 4]! >>> SHIFT;
      const d = words[i + 6]! >>> SHIFT;
      counts[a]! += 1;
      counts[b]! += 1;
      counts[c]! += 1;
      counts[d]! += 1;
    }
    for (; i < words.length; i += 2) counts[words[i]! >>> SHIFT]! += 1;
  }

  /** Second look: `numbers` puts those in [from, below), to the end where `below` is NaN, into the array, which has room for them alone. */
  median(numbers: (from: number, below: number, into: Float64Array) => void): number {
    const { n, counts } = this;
    const upper = n >> 1;
    const lower = n % 2 === 1 ? upper : upper - 1;
    let before = 0;
    let bucket = 0;
    while (before + counts[bucket]! <= lower) before += counts[bucket++]!;
    const first = bucket;
    let inside = counts[bucket]!;
    while (before + inside <= upper) inside += counts[++bucket]!;
    const chosen = new Float64Array(inside);
    numbers(startOf(first), startOf(bucket + 1), chosen);
    const high = select(chosen, upper - before);
    return lower === upper ? high : (select(chosen, lower - before) + high) / 2;
  }
}

/** The smallest number of a bucket; NaN beyond the bucket of infinity, which is the last. */
function startOf(bucket: number): number {
  const bits = new Uint32Array(2);
  bits[HIGH] = bucket << SHIFT;
  return new Float64Array(bits.buffer)[0]!;
}
