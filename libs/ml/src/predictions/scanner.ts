import { decimalAt, stoppedAt } from './number';

/** What a column of a plain row holds. */
export const KIND = { id: 0, number: 1, class: 2 } as const;
export type Kind = keyof typeof KIND;

/** How the rows of a file are written. */
export interface Plan {
  readonly kinds: readonly Kind[];
  /** Bytes: of what stands between cells, and of the decimal sign beside the point. */
  readonly delimiter: number;
  readonly decimal: number;
}

/** A row is no longer than this, so that a file of any size is read in as much memory. */
export const CHUNK = 256 * 1024;
/** Behind the bytes that were put in lie as many zeros. */
export const MARGIN = 16;

/**
 * Reads rows that are written plainly: `width` cells, ids of digits, finite numbers, classes by a spelling that it was
 * taught, quotes and blanks around them. It stops before the first row that is anything else, or that does not end;
 * what is wrong with that one, or what it means, is for its caller to say.
 */
export interface Scanner {
  /** CHUNK bytes and the margin. */
  readonly input: Uint8Array;
  /** Row after row; classes as their codes. */
  readonly cells: Float64Array;
  plan(plan: Plan): void;
  /** These bytes, as they stand in a cell, are that class. */
  teach(spelling: Uint8Array, code: number): void;
  /** Reads from `from` on, of the bytes before `end`. Answers how many rows. */
  scan(from: number, end: number): number;
  /** Where the first row begins that `scan` did not read. */
  readonly position: number;
}

const QUOTE = 34;
const BLANK = 32;
const CR = 13;
const LF = 10;
const PLUS = 43;
const MINUS = 45;
const ZERO = 48;
const NINE = 57;

/** The reference: the kernel (kernel.ts) answers the same to the bit. */
export class TypedScanner implements Scanner {
  readonly input = new Uint8Array(CHUNK + MARGIN);
  readonly cells = new Float64Array(CHUNK / 2);
  position = 0;
  private kinds = new Uint8Array(0);
  private delimiter = 0;
  private decimal = 0;
  private readonly spellings = new Map<number, { bytes: Uint8Array; code: number }[]>();

  plan({ kinds, delimiter, decimal }: Plan): void {
    this.kinds = Uint8Array.from(kinds, (kind) => KIND[kind]);
    this.delimiter = delimiter;
    this.decimal = decimal;
  }

  teach(spelling: Uint8Array, code: number): void {
    const hash = hashOf(spelling, 0, spelling.length);
    const alike = this.spellings.get(hash) ?? [];
    this.spellings.set(hash, [...alike, { bytes: spelling, code }]);
  }

  scan(from: number, end: number): number {
    const { input, cells, kinds, delimiter } = this;
    const width = kinds.length;
    let rows = 0;
    let at = from;
    for (;;) {
      this.position = at;
      for (let column = 0; column < width; column++) {
        const quoted = input[at] === QUOTE;
        if (quoted) at++;
        const kind = kinds[column]!;
        const value = kind === KIND.class ? this.classAt(at, end, quoted) : this.numberAt(at, kind);
        if (Number.isNaN(value)) return rows;
        at = this.next;
        if (quoted) {
          if (input[at] !== QUOTE) return rows;
          at++;
        }
        cells[rows * width + column] = value;
        if (column + 1 < width) {
          if (input[at] !== delimiter) return rows;
          at++;
        }
      }
      if (input[at] === CR) {
        if (at + 1 >= end) return rows;
        at += input[at + 1] === LF ? 2 : 1;
      } else if (input[at] === LF) at++;
      else return rows;
      rows++;
    }
  }

  private next = 0;

  /** NaN where it is no plain one. */
  private numberAt(start: number, kind: number): number {
    const { input, decimal } = this;
    let at = start;
    while (input[at] === BLANK) at++;
    if (kind === KIND.id) {
      const first = at;
      let id = 0;
      let b = input[at]!;
      for (; b >= ZERO && b <= NINE; b = input[++at]!) id = id * 10 + (b - ZERO);
      if (at === first || at - first > 10) return Number.NaN;
      if (b === decimal || b === 46) {
        const point = at++;
        while (input[at] === ZERO) at++;
        if (at === point + 1) return Number.NaN;
      }
      while (input[at] === BLANK) at++;
      this.next = at;
      return id;
    }
    const negative = input[at] === MINUS;
    if (negative || input[at] === PLUS) at++;
    const value = decimalAt(input, at, decimal);
    at = stoppedAt();
    while (input[at] === BLANK) at++;
    this.next = at;
    return negative ? -value : value;
  }

  private classAt(start: number, end: number, quoted: boolean): number {
    const { input, delimiter } = this;
    let at = start;
    for (; at < end; at++) {
      const b = input[at]!;
      if (b === QUOTE || b === LF || b === CR || (!quoted && b === delimiter)) break;
    }
    this.next = at;
    const alike = this.spellings.get(hashOf(input, start, at)) ?? [];
    const found = alike.find(
      ({ bytes }) => bytes.length === at - start && bytes.every((b, i) => b === input[start + i]),
    );
    return found?.code ?? Number.NaN;
  }
}

/** Fowler, Noll and Vo's 1a of the bytes [start, end). */
export function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = 2_166_136_261;
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ bytes[i]!, 16_777_619);
  return hash >>> 0;
}
