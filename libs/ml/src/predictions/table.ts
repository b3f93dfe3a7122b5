import { type Complaint, Complaints } from './complaint';
import { parseDecimal } from './number';
import { mix32 } from '../random';

const QUOTE = 34;
const CR = 13;
const LF = 10;
const COMMA = 44;
const ZERO = 48;
const NINE = 57;

/** More is no table for a course, and every figure of a profile would be paid per column. */
export const MAX_COLUMNS = 2000;

/** What pandas reads as missing. */
const MISSING = new Set([
  '',
  'NA',
  'N/A',
  'n/a',
  'NaN',
  'nan',
  '-NaN',
  '-nan',
  'NULL',
  'null',
  'None',
  '<NA>',
  '#N/A',
  '#NA',
]);

type Decoder = InstanceType<typeof TextDecoder>;

export type Delimiter = ',' | ';' | '\t' | '|';

/**
 * A CSV held as its bytes and where each cell begins and ends: 8 bytes a cell beside the file, texts made only when
 * asked for. Cells are addressed by (row, column), both from 0; the header is not a row.
 */
export class Table {
  private readonly starts: Uint32Array;
  private readonly ends: Uint32Array;
  private readonly lines: Uint32Array;

  constructor(
    readonly columns: readonly string[],
    readonly rows: number,
    readonly delimiter: Delimiter,
    readonly encoding: 'utf-8' | 'latin-1',
    private readonly bytes: Uint8Array,
    { starts, ends, lines }: Places,
    private readonly decoder: Decoder,
  ) {
    this.starts = starts;
    this.ends = ends;
    this.lines = lines;
  }

  /** The cell's text without its quotes, blanks trimmed. */
  text(row: number, column: number): string {
    const at = row * this.columns.length + column;
    return cellText(this.bytes, this.starts[at]!, this.ends[at]!, this.decoder);
  }

  isMissing(row: number, column: number): boolean {
    const at = row * this.columns.length + column;
    return this.ends[at]! - this.starts[at]! < 6 && MISSING.has(this.text(row, column));
  }

  /** The cell as a number to the bit, NaN where it is none. Decimal comma where `;` separates the cells. */
  number(row: number, column: number): number {
    const at = row * this.columns.length + column;
    let start = this.starts[at]!;
    let end = this.ends[at]!;
    if (this.bytes[start] === QUOTE && this.bytes[end - 1] === QUOTE && end - start >= 2) {
      start++;
      end--;
    }
    const value = parseDecimal(this.bytes, start, end);
    return Number.isNaN(value) && this.delimiter === ';'
      ? parseDecimal(this.bytes, start, end, COMMA)
      : value;
  }

  /** How many digits an integer written with zeros in front has (`001`: 3); 0 where it has none. */
  paddedWidth(row: number, column: number): number {
    const at = row * this.columns.length + column;
    let start = this.starts[at]!;
    let end = this.ends[at]!;
    if (this.bytes[start] === QUOTE) {
      start++;
      end--;
    }
    if (this.bytes[start] !== ZERO || end - start < 2) return 0;
    for (let i = start; i < end; i++) {
      const b = this.bytes[i]!;
      if (b < ZERO || b > NINE) return 0;
    }
    return end - start;
  }

  /** Equal for rows whose cells in `columns` are written alike; 53 bits, so that unequal rows share it by a freak of chance only. */
  contentKey(row: number, columns: readonly number[]): number {
    let a = 0x811c9dc5;
    let b = 0x9e3779b9;
    for (const column of columns) {
      const at = row * this.columns.length + column;
      let start = this.starts[at]!;
      let end = this.ends[at]!;
      if (this.bytes[start] === QUOTE && this.bytes[end - 1] === QUOTE && end - start >= 2) {
        start++;
        end--;
      }
      while (start < end && this.bytes[start]! <= 32) start++;
      while (end > start && this.bytes[end - 1]! <= 32) end--;
      for (let i = start; i < end; i++) {
        const byte = this.bytes[i]!;
        a = Math.imul(a ^ byte, 16_777_619);
        b = Math.imul(b ^ byte, 0x5bd1e995) ^ (b >>> 15);
      }
      a = Math.imul(a ^ 0x1f, 16_777_619); // a separator: "1","23" is not "12","3"
      b = Math.imul(b ^ 0x1f, 0x5bd1e995) ^ (b >>> 15);
    }
    return (mix32(b) & 0x1f_ffff) * 4_294_967_296 + mix32(a);
  }

  /** The line of a row, as an editor counts. */
  line(row: number): number {
    return this.lines[row]!;
  }

  column(name: string): number {
    return this.columns.indexOf(name);
  }

  *values(column: number): Generator<string> {
    for (let row = 0; row < this.rows; row++) yield this.text(row, column);
  }
}

export type TableOutcome =
  | { readonly ok: true; readonly table: Table; readonly complaints: readonly Complaint[] }
  | { readonly ok: false; readonly complaints: readonly Complaint[] };

/**
 * Reads a CSV with a header (RFC 4180; `,` `;` tab or `|`; UTF-8 with or without BOM, else Windows-1252, which is told).
 * Faults of the whole are all named at once. Linear in the file; about 3 × its size in memory at worst.
 */
export function readTable(bytes: Uint8Array): TableOutcome {
  const complaints = new Complaints();
  const fail = (complaint: Complaint): TableOutcome => ({ ok: false, complaints: [complaint] });
  const from = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  if (bytes.length === from) return fail({ code: 'empty-file' });
  const format = formatOf(bytes);
  if (format !== undefined) return fail({ code: 'binary-file', value: format });
  if (bytes.includes(0)) return fail({ code: 'binary-file', row: lineOf(bytes, bytes.indexOf(0)) });
  const encoding = isUtf8(bytes) ? 'utf-8' : 'latin-1';
  const decoder = new TextDecoder(encoding === 'utf-8' ? 'utf-8' : 'windows-1252');
  const delimiter = sniff(bytes, from);
  const split = splitCells(bytes, from, delimiter.charCodeAt(0), complaints);
  if (split.unclosedLine !== undefined)
    return fail({ code: 'unclosed-quote', row: split.unclosedLine });
  const { starts, ends, width, lines } = split;
  const columns = Array.from({ length: width }, (_, c) =>
    cellText(bytes, starts[c]!, ends[c]!, decoder),
  );
  if (width > MAX_COLUMNS)
    return fail({ code: 'too-many-columns', value: String(width), expected: String(MAX_COLUMNS) });
  if (width < 2)
    return fail({ code: 'one-column', row: 1, value: columns[0] ?? '', expected: delimiter });
  checkHeader(columns, complaints);
  const rows = lines.length - 1;
  if (rows === 0) complaints.add({ code: 'no-rows' });
  if (complaints.any()) return { ok: false, complaints: complaints.list };
  const table = new Table(
    columns,
    rows,
    delimiter,
    encoding,
    bytes,
    {
      starts: starts.subarray(width),
      ends: ends.subarray(width),
      lines: lines.subarray(1),
    },
    decoder,
  );
  return {
    ok: true,
    table,
    complaints: encoding === 'latin-1' ? [{ code: 'read-as-latin-1' }] : [],
  };
}

export const FORMATS: readonly (readonly [string, readonly number[]])[] = [
  ['gzip', [0x1f, 0x8b]],
  ['zip', [0x50, 0x4b, 3, 4]],
  ['xz', [0xfd, 0x37, 0x7a]],
  ['bzip2', [0x42, 0x5a, 0x68]],
  ['parquet', [0x50, 0x41, 0x52, 0x31]],
  ['xls', [0xd0, 0xcf, 0x11, 0xe0]],
  ['pdf', [0x25, 0x50, 0x44, 0x46]],
  ['utf-16', [0xff, 0xfe]],
  ['utf-16', [0xfe, 0xff]],
];

/** What else than a text it is, by its first bytes. An Excel workbook is a zip. */
function formatOf(bytes: Uint8Array): string | undefined {
  return FORMATS.find(([, magic]) => magic.every((byte, i) => bytes[i] === byte))?.[0];
}

function lineOf(bytes: Uint8Array, end: number): number {
  let line = 1;
  for (let i = 0; i < end; i++) if (bytes[i] === LF) line++;
  return line;
}

/** Names that are missing, repeated, or numbers: the first row is no header. */
export function checkHeader(columns: readonly string[], complaints: Complaints): void {
  if (columns.every((name) => name !== '' && Number.isFinite(Number(name))))
    complaints.add({ code: 'no-header', row: 1, value: columns.slice(0, 5).join(', ') });
  const seen = new Set<string>();
  columns.forEach((name, at) => {
    if (name === '') complaints.add({ code: 'empty-column-name', row: 1, value: String(at + 1) });
    else if (seen.has(name)) complaints.add({ code: 'duplicate-column', row: 1, value: name });
    seen.add(name);
  });
}

/** Whether the bytes are UTF-8, in pieces, so that no text of the whole file is made. */
function isUtf8(bytes: Uint8Array): boolean {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for (let at = 0; at < bytes.length; at += 1 << 20)
      decoder.decode(bytes.subarray(at, at + (1 << 20)), { stream: at + (1 << 20) < bytes.length });
    return true;
  } catch {
    return false;
  }
}

/** The delimiter that the first line has most of, outside quotes. */
export function sniff(bytes: Uint8Array, from: number): Delimiter {
  const counts = { ',': 0, ';': 0, '\t': 0, '|': 0 };
  let quoted = false;
  for (let i = from; i < bytes.length; i++) {
    const b = bytes[i]!;
    if (b === QUOTE) quoted = !quoted;
    else if (!quoted && (b === LF || b === CR)) break;
    else if (!quoted && b < 128) {
      const letter = String.fromCharCode(b);
      if (letter in counts) counts[letter as Delimiter] += 1;
    }
  }
  return ([',', ';', '\t', '|'] as const).reduce((best, each) =>
    counts[each] > counts[best] ? each : best,
  );
}

/** Where the cells are, row after row, and on which line each row begins. */
interface Places {
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  readonly lines: Uint32Array;
}

interface Cells extends Places {
  readonly width: number;
  readonly unclosedLine?: number;
}

/** Growing typed array: amortised doubling. */
class Offsets {
  private items = new Uint32Array(1 << 12);
  length = 0;
  push(x: number): void {
    if (this.length === this.items.length) {
      const bigger = new Uint32Array(this.items.length * 2);
      bigger.set(this.items);
      this.items = bigger;
    }
    this.items[this.length++] = x;
  }
  truncate(length: number): void {
    this.length = length;
  }
  get all(): Uint32Array {
    return this.items.subarray(0, this.length);
  }
}

function splitCells(
  bytes: Uint8Array,
  from: number,
  delimiter: number,
  complaints: Complaints,
): Cells {
  const starts = new Offsets();
  const ends = new Offsets();
  const lines = new Offsets();
  const n = bytes.length;
  let width = 0;
  let line = 1;
  let at = from;
  while (at < n) {
    const rowLine = line;
    const before = starts.length;
    for (;;) {
      const start = at;
      if (bytes[at] === QUOTE) {
        at++;
        for (;;) {
          if (at >= n)
            return {
              starts: starts.all,
              ends: ends.all,
              width,
              lines: lines.all,
              unclosedLine: rowLine,
            };
          const b = bytes[at]!;
          if (b === LF) line++;
          if (b === QUOTE) {
            if (bytes[at + 1] !== QUOTE) break;
            at++;
          }
          at++;
        }
        at++;
      }
      while (at < n && bytes[at] !== delimiter && bytes[at] !== LF && bytes[at] !== CR) at++;
      starts.push(start);
      ends.push(at);
      if (at >= n || bytes[at] !== delimiter) break;
      at++;
    }
    if (bytes[at] === CR) at++;
    if (bytes[at] === LF) at++;
    line++;
    const found = starts.length - before;
    const blank = found === 1 && ends.all[before] === starts.all[before];
    if (width === 0) width = found;
    if (blank || found !== width) {
      starts.truncate(before);
      ends.truncate(before);
      if (!blank)
        complaints.add({
          code: 'ragged-row',
          row: rowLine,
          value: String(found),
          expected: String(width),
        });
    } else lines.push(rowLine);
  }
  return { starts: starts.all, ends: ends.all, width, lines: lines.all };
}

export function cellText(bytes: Uint8Array, start: number, end: number, decoder: Decoder): string {
  if (bytes[start] === QUOTE && bytes[end - 1] === QUOTE && end - start >= 2)
    return decoder
      .decode(bytes.subarray(start + 1, end - 1))
      .replaceAll('""', '"')
      .trim();
  let text = '';
  if (end - start < 32) {
    // Short ASCII cells, nearly all of them, without the decoder's set-up.
    for (let i = start; i < end; i++) {
      const b = bytes[i]!;
      if (b > 127) return decoder.decode(bytes.subarray(start, end)).trim();
      text += String.fromCharCode(b);
    }
    return text.trim();
  }
  return decoder.decode(bytes.subarray(start, end)).trim();
}
