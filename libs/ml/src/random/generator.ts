/** A stream of uniform numbers in [0, 1), 32 bits each, the same for the same seed on every machine. */
export type Generator = () => number;

// Bound once: a test's realm answers every look-up of a global slowly, and this is the innermost loop there is.
const { imul } = Math;

/** FNV-1a over UTF-16 units, then two rounds of murmur3's finaliser: nearby seeds give unrelated states. */
export function hash32(text: string, start = 2_166_136_261): number {
  let h = start;
  for (let i = 0; i < text.length; i++) h = imul(h ^ text.charCodeAt(i), 16_777_619);
  return mix32(h);
}

/** murmur3's 32-bit finaliser: every input bit flips half of the output's. */
export function mix32(x: number): number {
  let h = x | 0;
  h = imul(h ^ (h >>> 16), 0x85ebca6b);
  h = imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** xoshiro128** (Blackman and Vigna 2018), seeded from text through splitmix-like mixing. */
export function generator(seed: string): Generator {
  let [a, b, c, d] = stateOf(seed);
  return () => {
    const result = imul(rotate(imul(b, 5), 7), 9) >>> 0;
    const t = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= t;
    d = rotate(d, 11);
    return result / 4_294_967_296;
  };
}

/**
 * The stream of {@link generator}, many numbers at a time: fills what it is given. The state stays in registers, where a
 * call a number would keep it on the heap.
 */
export function uniforms(seed: string): (into: Float64Array) => void {
  const state = Int32Array.from(stateOf(seed));
  return (into) => {
    let a = state[0]!;
    let b = state[1]!;
    let c = state[2]!;
    let d = state[3]!;
    for (let i = 0; i < into.length; i++) {
      into[i] = (imul(rotate(imul(b, 5), 7), 9) >>> 0) / 4_294_967_296;
      const t = b << 9;
      c ^= a;
      d ^= b;
      b ^= c;
      a ^= d;
      c ^= t;
      d = rotate(d, 11);
    }
    state[0] = a;
    state[1] = b;
    state[2] = c;
    state[3] = d;
  };
}

function stateOf(seed: string): [a: number, b: number, c: number, d: number] {
  return [
    hash32(seed, 0x9e3779b9) | 0,
    hash32(seed, 0x243f6a88) | 0,
    hash32(seed, 0xb7e15162) | 0,
    hash32(seed, 0x8aed2a6a) | 1, // never all zero
  ];
}

const rotate = (x: number, k: number): number => (x << k) | (x >>> (32 - k));

/** Fisher and Yates, in place. */
export function shuffle(items: Int32Array, random: Generator): Int32Array {
  for (let i = items.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    const kept = items[i]!;
    items[i] = items[j]!;
    items[j] = kept;
  }
  return items;
}
