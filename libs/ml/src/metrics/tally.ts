/** Class codes of rows, 0 … classes − 1. */
export type Codes = Uint8Array | Uint16Array;

/** So many classes have codes of half a byte: a pair of codes is a byte, two pairs are one of so many cells. */
const FEW = 16;
const CELLS = FEW ** 4;

/**
 * How often each pair of codes occurs: `classes` × `classes` counts, the first array's code choosing the row. Arrays
 * of equal length; RangeError where a code is not below `classes`.
 *
 * Many rows of up to 16 classes are counted by two: a word of four bytes, or two of two 16-bit codes, becomes
 * (t << 4) | p in all its parts at once, whose halves are cells. Words are read before any is counted: a read after a
 * store waits to learn where that went.
 */
export function tally(first: Codes, second: Codes, classes: number): Float64Array {
  const counts = new Float64Array(classes * classes);
  const sameWidth = first.BYTES_PER_ELEMENT === second.BYTES_PER_ELEMENT;
  const aligned = first.byteOffset % 4 === 0 && second.byteOffset % 4 === 0;
  const byTwo = classes <= FEW && first.length >= CELLS && sameWidth && aligned;
  const done = byTwo ? countByTwo(first, second, classes, counts) : 0;
  for (let i = done; i < first.length; i++) {
    const t = first[i]!;
    const p = second[i]!;
    if (t >= classes || p >= classes) throw notAClass(classes);
    counts[t * classes + p]! += 1;
  }
  return counts;
}

/** How many rows were counted: the rest is no whole word. */
function countByTwo(first: Codes, second: Codes, classes: number, counts: Float64Array): number {
  const perWord = 4 / first.BYTES_PER_ELEMENT;
  const words = Math.floor(first.length / perWord / 4) * 4;
  const t = new Uint32Array(first.buffer, first.byteOffset, words);
  const p = new Uint32Array(second.buffer, second.byteOffset, words);
  const cells = new Int32Array(CELLS);
  const rows = words * perWord;
  const wild = perWord === 4 ? countBytes(t, p, cells) : countHalves(t, p, cells);
  let found = 0;
  for (let one = 0; one < counts.length; one++)
    for (let other = 0; other < counts.length; other++) {
      const [a, b] = [packed(one, classes), packed(other, classes)];
      const count = cells[a * FEW * FEW + b]!;
      counts[one]! += count;
      counts[other]! += count;
      found += 2 * count;
    }
  if (wild || found !== rows) throw notAClass(classes);
  return rows;
}

const packed = (cell: number, classes: number) =>
  Math.floor(cell / classes) * FEW + (cell % classes);

/** Whether a code took more than half a byte. */
function countBytes(t: Uint32Array, p: Uint32Array, cells: Int32Array): boolean {
  let bits = 0;
  for (let i = 0; i < t.length; i += 4) {
    const t0 = t[i]!;
    const p0 = p[i]!;
    const t1 = t[i + 1]!;
    const p1 = p[i + 1]!;
    const t2 = t[i + 2]!;
    const p2 = p[i + 2]!;
    const t3 = t[i + 3]!;
    const p3 = p[i + 3]!;
    bits |= t0 | p0 | t1 | p1 | t2 | p2 | t3 | p3;
    const a = (t0 << 4) | p0;
    const b = (t1 << 4) | p1;
    const c = (t2 << 4) | p2;
    const d = (t3 << 4) | p3;
    cells[a & 0xffff]! += 1;
    cells[a >>> 16]! += 1;
    cells[b & 0xffff]! += 1;
    cells[b >>> 16]! += 1;
    cells[c & 0xffff]! += 1;
    cells[c >>> 16]! += 1;
    cells[d & 0xffff]! += 1;
    cells[d >>> 16]! += 1;
  }
  return (bits & 0xf0f0f0f0) !== 0;
}

function countHalves(t: Uint32Array, p: Uint32Array, cells: Int32Array): boolean {
  let bits = 0;
  for (let i = 0; i < t.length; i += 4) {
    const t0 = t[i]!;
    const p0 = p[i]!;
    const t1 = t[i + 1]!;
    const p1 = p[i + 1]!;
    const t2 = t[i + 2]!;
    const p2 = p[i + 2]!;
    const t3 = t[i + 3]!;
    const p3 = p[i + 3]!;
    bits |= t0 | p0 | t1 | p1 | t2 | p2 | t3 | p3;
    const a = (t0 << 12) | (p0 << 8) | (t1 << 4) | p1;
    const b = (t2 << 12) | (p2 << 8) | (t3 << 4) | p3;
    cells[a & 0xffff]! += 1;
    cells[a >>> 16]! += 1;
    cells[b & 0xffff]! += 1;
    cells[b >>> 16]! += 1;
  }
  return (bits & 0xfff0fff0) !== 0;
}

const notAClass = (classes: number) =>
  new RangeError(`a code is not one of ${classes} classes, 0 to ${classes - 1}`);
