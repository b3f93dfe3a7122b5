import type { Complaint } from './complaint';
import { bestScanner } from './kernel';
import { CHUNK, type Plan, type Scanner } from './scanner';
import { FORMATS, MAX_COLUMNS, type Delimiter, sniff } from './table';

const QUOTE = 34;
const BLANK = 32;
const CR = 13;
const LF = 10;

/** A row that is not plain: its cells as they are written, quotes and blanks around them gone. */
export interface OddRow {
  readonly line: number;
  readonly cells: readonly string[];
  /** The bytes of a cell between its quotes: what a scanner can be taught. */
  bytes(column: number): Uint8Array;
}

/** Who takes the rows of a file as they come. */
export interface Taker {
  /** The first row; answers how those below it are written, or undefined: there is no use in reading on. */
  header(columns: readonly string[], delimiter: Delimiter): Plan | undefined;
  /** Rows on successive lines, `width` numbers each (scanner.ts); the array is written over after the call. */
  plain(cells: Float64Array, rows: number, line: number): void;
  /** Any other row that is not blank, of whatever width. */
  odd(row: OddRow): void;
}

/**
 * Reads a CSV as its bytes come, in bounded memory: a header, then rows (RFC 4180; `,` `;` tab or `|`; UTF-8 with or
 * without BOM; what is not UTF-8 is read as Windows-1252). A fault of the whole ends the reading.
 */
export class CsvRows {
  /** What makes the file unreadable from there on. */
  fatal: Complaint | undefined;
  /** Whether something was not UTF-8. */
  isLatin = false;
  private readonly input: Uint8Array;
  private filled = 0;
  private line = 1;
  private begun = false;
  private ended = false;
  private plan: Plan | undefined;
  private delimiter: Delimiter = ',';
  private readonly utf8 = new TextDecoder('utf-8', { fatal: true });
  private readonly latin = new TextDecoder('windows-1252');

  constructor(
    private readonly taker: Taker,
    private readonly scanner: Scanner = bestScanner(),
  ) {
    this.input = scanner.input;
  }

  /** The next bytes of the file, however many. */
  push(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length && !this.ended;) {
      const taken = Math.min(CHUNK - this.filled, bytes.length - at);
      this.input.set(bytes.subarray(at, at + taken), this.filled);
      this.filled += taken;
      at += taken;
      if (this.filled === CHUNK) this.drain(false);
    }
  }

  /** There are no more. */
  end(): void {
    if (!this.ended) this.drain(true);
    this.ended = true;
  }

  /** A spelling of a class that `odd` understood: from here on such rows are plain. */
  teach(spelling: Uint8Array, code: number): void {
    this.scanner.teach(spelling, code);
  }

  private stop(fatal?: Complaint): void {
    this.fatal = fatal;
    this.ended = true;
  }

  private drain(last: boolean): void {
    const { input, filled } = this;
    input.fill(0, filled);
    let at = this.begun ? 0 : this.begin();
    while (at < filled && !this.ended) {
      if (this.plan) at = this.plainRows(at);
      if (at >= filled) break;
      const next = this.oddRow(at, last);
      if (next === undefined) break;
      at = next;
    }
    if (this.ended) return;
    if (at === 0 && filled === CHUNK) this.stop(this.tooLong());
    input.copyWithin(0, at, filled);
    this.filled = filled - at;
  }

  /** Where the text begins; what is no text is told by its first bytes. An Excel workbook is a zip. */
  private begin(): number {
    const { input, filled } = this;
    this.begun = true;
    const bom = input[0] === 0xef && input[1] === 0xbb && input[2] === 0xbf ? 3 : 0;
    const format = FORMATS.find(([, magic]) => magic.every((byte, i) => input[i] === byte))?.[0];
    if (format !== undefined) this.stop({ code: 'binary-file', value: format });
    else if (filled === bom) this.stop({ code: 'empty-file' });
    return bom;
  }

  private plainRows(from: number): number {
    const rows = this.scanner.scan(from, this.filled);
    if (rows > 0) this.taker.plain(this.scanner.cells, rows, this.line);
    this.line += rows;
    return this.scanner.position;
  }

  /** Where the next row begins; undefined where this one does not end yet. */
  private oddRow(from: number, last: boolean): number | undefined {
    if (!this.plan) this.delimiter = sniff(this.input.subarray(0, this.filled), from);
    const row = this.cut(from, last);
    if (row === 'unclosed') {
      if (last) this.stop({ code: 'unclosed-quote', row: this.line });
      return undefined;
    }
    if (!row) return undefined;
    const { starts, ends, next, lines } = row;
    const line = this.line;
    this.line += lines;
    if (this.input.subarray(from, next).includes(0)) {
      this.stop({ code: 'binary-file', row: line });
      return next;
    }
    if (starts.length === 1 && starts[0] === ends[0]) return next;
    const cells = starts.map((start, i) => this.text(start, ends[i]!));
    if (this.plan)
      this.taker.odd({ line, cells, bytes: (i) => this.between(starts[i]!, ends[i]!) });
    else this.headed(cells);
    return next;
  }

  private headed(columns: readonly string[]): void {
    this.plan = this.taker.header(columns, this.delimiter);
    if (this.plan) this.scanner.plan(this.plan);
    else this.stop();
  }

  private cut(from: number, last: boolean): Cut | 'unclosed' | undefined {
    const { input, filled } = this;
    const delimiter = this.delimiter.charCodeAt(0);
    const starts: number[] = [];
    const ends: number[] = [];
    let lines = 1;
    let at = from;
    for (;;) {
      const start = at;
      if (input[at] === QUOTE) {
        at++;
        while (at < filled && (input[at] !== QUOTE || input[at + 1] === QUOTE)) {
          if (input[at] === LF) lines++;
          at += input[at] === QUOTE ? 2 : 1;
        }
        if (at >= filled) return 'unclosed';
        at++;
      }
      while (at < filled && input[at] !== delimiter && input[at] !== LF && input[at] !== CR) at++;
      starts.push(start);
      ends.push(at);
      if (at >= filled || input[at] !== delimiter) break;
      at++;
    }
    // A carriage return at the very end may be half of a line's.
    const half = at >= filled || (input[at] === CR && at + 1 >= filled);
    if (half && !last) return undefined;
    if (input[at] === CR) at++;
    if (input[at] === LF) at++;
    return { starts, ends, next: at, lines };
  }

  private between(start: number, end: number): Uint8Array {
    const { input } = this;
    const quoted = end - start >= 2 && input[start] === QUOTE && input[end - 1] === QUOTE;
    return quoted ? input.slice(start + 1, end - 1) : input.slice(start, end);
  }

  private text(from: number, to: number): string {
    const { input } = this;
    let start = from;
    let end = to;
    while (start < end && input[start] === BLANK) start++;
    while (end > start && input[end - 1] === BLANK) end--;
    const bytes = this.between(start, end);
    const text =
      bytes.length < 32 && bytes.every((b) => b < 128) ? ascii(bytes) : this.decoded(bytes);
    return (bytes.length < end - start ? text.replaceAll('""', '"') : text).trim();
  }

  private decoded(bytes: Uint8Array): string {
    try {
      return this.utf8.decode(bytes);
    } catch {
      this.isLatin = true;
      return this.latin.decode(bytes);
    }
  }

  /** A row that fills the chunk and goes on: a quote that was forgotten, or what no file of predictions is. */
  private tooLong(): Complaint {
    const row = this.cut(0, true);
    if (row === 'unclosed') return { code: 'unclosed-quote', row: this.line };
    const width = row?.starts.length ?? 0;
    return width > MAX_COLUMNS
      ? { code: 'too-many-columns', value: String(width), expected: String(MAX_COLUMNS) }
      : { code: 'long-row', row: this.line, expected: String(CHUNK) };
  }
}

/** Short cells, nearly all of them, without a decoder's set-up. */
const ascii = (bytes: Uint8Array): string => String.fromCharCode(...bytes);

interface Cut {
  readonly starts: number[];
  readonly ends: number[];
  readonly next: number;
  readonly lines: number;
}
