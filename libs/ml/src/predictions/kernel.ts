import { KERNEL } from './kernel.wasm';
import { CHUNK, KIND, MARGIN, type Plan, type Scanner, TypedScanner, hashOf } from './scanner';

/** As much of WebAssembly as is used; Node's own types have none. */
declare const WebAssembly: {
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object) => { readonly exports: unknown };
};

interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer };
  scan(
    from: number,
    end: number,
    width: number,
    delimiter: number,
    decimal: number,
    out: number,
    most: number,
  ): number;
  position(): number;
}

/** The kernel's addresses (kernel/scan.as). */
const KINDS = 0x400;
const SCALES = 0x1000;
const TENS = 0x1400;
const POWERS = 0x2000;
const SLOTS = 0x4000;
const SLOT_COUNT = 4096;
const SPELLINGS = 0x1_4000;
const INPUT = 0x3_0000;
const CELLS = 0x8_0000;
const CELL_COUNT = CHUNK / 2;

const MOST_POWER = 64;
/** Half full, a table of slots is still searched at once. */
const MOST_SPELLINGS = SLOT_COUNT / 2;

let compiled: object | undefined;
let tables: Uint8Array | undefined;

/** The kernel; where there is no WebAssembly, what it is held against. */
export function bestScanner(): Scanner {
  return typeof WebAssembly === 'undefined' ? new TypedScanner() : new KernelScanner();
}

/** Reads plain rows in WebAssembly: docs/adr/0004. */
export class KernelScanner implements Scanner {
  readonly input: Uint8Array;
  readonly cells: Float64Array;
  private readonly exports: Exports;
  private readonly view: DataView;
  private readonly bytes: Uint8Array;
  private width = 0;
  private most = 0;
  private delimiter = 0;
  private decimal = 0;
  private taught = 0;
  private free = SPELLINGS;

  constructor() {
    compiled ??= new WebAssembly.Module(Buffer.from(KERNEL, 'base64'));
    this.exports = new WebAssembly.Instance(compiled).exports as Exports;
    const { buffer } = this.exports.memory;
    this.bytes = new Uint8Array(buffer);
    this.view = new DataView(buffer);
    this.input = new Uint8Array(buffer, INPUT, CHUNK + MARGIN);
    this.cells = new Float64Array(buffer, CELLS, CELL_COUNT);
    tables ??= tablesOf();
    this.bytes.set(tables, SCALES);
  }

  plan({ kinds, delimiter, decimal }: Plan): void {
    this.width = kinds.length;
    this.most = Math.floor(CELL_COUNT / this.width);
    this.delimiter = delimiter;
    this.decimal = decimal;
    kinds.forEach((kind, column) => (this.bytes[KINDS + column] = KIND[kind]));
  }

  /** What does not fit is not learned: such rows are read by the caller, one at a time. */
  teach(spelling: Uint8Array, code: number): void {
    if (this.taught >= MOST_SPELLINGS || this.free + spelling.length > INPUT) return;
    this.taught++;
    const hash = hashOf(spelling, 0, spelling.length);
    let slot = hash % SLOT_COUNT;
    while (this.view.getUint32(SLOTS + slot * 16 + 4, true) !== 0) slot = (slot + 1) % SLOT_COUNT;
    [hash, this.free, spelling.length, code].forEach((word, i) => {
      this.view.setUint32(SLOTS + slot * 16 + i * 4, word, true);
    });
    this.bytes.set(spelling, this.free);
    this.free += spelling.length;
  }

  scan(from: number, end: number): number {
    const { exports, width, delimiter, decimal, most } = this;
    return exports.scan(INPUT + from, INPUT + end, width, delimiter, decimal, CELLS, most);
  }

  get position(): number {
    return this.exports.position() - INPUT;
  }
}

/** Powers of ten as float64, as whole numbers, and as the upper 128 bits of what they are (Lemire 2021, section 4). */
function tablesOf(): Uint8Array {
  const all = new DataView(new ArrayBuffer(SLOTS - SCALES));
  for (let k = 0; k <= 22; k++) all.setFloat64(8 * k, Number(`1e${k}`), true);
  for (let k = 0; k <= 19; k++) all.setBigUint64(TENS - SCALES + 8 * k, 10n ** BigInt(k), true);
  for (let k = -MOST_POWER; k <= MOST_POWER; k++) {
    const bits = upperBits(k);
    const entry = POWERS - SCALES + 16 * (k + MOST_POWER);
    all.setBigUint64(entry, bits >> 64n, true);
    all.setBigUint64(entry + 8, bits & 0xffff_ffff_ffff_ffffn, true);
  }
  return new Uint8Array(all.buffer);
}

function upperBits(power: number): bigint {
  const ten = 10n ** BigInt(Math.abs(power));
  const length = BigInt(ten.toString(2).length);
  if (power < 0) return (1n << (127n + length)) / ten;
  return length <= 128n ? ten << (128n - length) : ten >> (length - 128n);
}
