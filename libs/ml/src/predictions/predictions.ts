import { type Complaint, Complaints } from './complaint';
import { CsvRows, type OddRow, type Taker } from './csv-rows';
import type { Expected } from './expected';
import { IdIndex } from './id-index';
import { type Roles, rolesOf } from './roles';
import type { Kind, Plan, Scanner } from './scanner';
import { classCodes, clusterCodes } from './spelling';
import type { Delimiter } from './table';

export interface Predictions {
  /** Positions in `Expected.ids` that the file has, ascending; all of them unless partial. */
  readonly rows: Int32Array;
  /** Per row: the number, the index of the class, or a number for each cluster in order of appearance. */
  readonly predicted: Float64Array;
  /** Per row the probability of the positive class (binary), or of each class (multi-class); null when not given. */
  readonly probability: Float64Array | null;
}

export type PredictionsOutcome =
  | { readonly ok: true; readonly predictions: Predictions; readonly notes: readonly Complaint[] }
  | { readonly ok: false; readonly complaints: readonly Complaint[] };

/** How far probabilities of a row may miss 1: files are rounded. */
const ROW_SUM_TOLERANCE = 0.01;
/** Codes of clusters are stored in 16 bits. */
const MOST_CLUSTERS = 65_536;
const COMMA = 44;
const POINT = 46;

/**
 * Reads `id,prediction` with, where the task has classes, `probability` (binary) or `proba_CLASS` columns. Rows are
 * matched by id, in any order. All faults are listed at once with line and column, at most twenty of a kind; never a
 * sentence. `notes` says what was odd and is taken all the same. Linear in the file.
 */
export function readPredictions(bytes: Uint8Array, expected: Expected): PredictionsOutcome {
  const reader = new PredictionsReader(expected);
  reader.push(bytes);
  return reader.end();
}

/** The same of a file whose bytes come in pieces, in memory for what is expected and no more. */
export class PredictionsReader implements Taker {
  private readonly complaints = new Complaints();
  private readonly notes = new Complaints();
  private readonly rows: CsvRows;
  private readonly index: IdIndex;
  private readonly codes: ((text: string) => number | string) | null;
  /** By position: the line that has it, 0 where none has. */
  private readonly lines: Int32Array;
  private readonly predicted: Float64Array;
  private probability: Float64Array | null = null;
  private roles: Roles | undefined;
  private delimiter: Delimiter = ',';
  private count = 0;
  private found = 0;
  /** The position that the next row has if the file keeps the order. */
  private next = 0;

  constructor(
    private readonly expected: Expected,
    scanner?: Scanner,
  ) {
    const { task, ids, classes } = expected;
    this.rows = new CsvRows(this, scanner);
    this.index = new IdIndex(ids);
    this.lines = new Int32Array(ids.length);
    this.predicted = new Float64Array(ids.length);
    if (task === 'clustering') this.codes = clusterCodes(MOST_CLUSTERS);
    else this.codes = task === 'binary' || task === 'multiclass' ? classCodes(classes) : null;
  }

  push(bytes: Uint8Array): void {
    this.rows.push(bytes);
  }

  end(): PredictionsOutcome {
    this.rows.end();
    const { fatal, isLatin } = this.rows;
    if (fatal) return { ok: false, complaints: [fatal] };
    if (this.roles && this.count === 0) return { ok: false, complaints: [{ code: 'no-rows' }] };
    if (this.roles && !this.expected.partial && this.found < this.lines.length)
      this.complainOfMissing();
    if (this.complaints.any()) return { ok: false, complaints: this.complaints.list };
    if (isLatin) this.notes.add({ code: 'read-as-latin-1' });
    return { ok: true, predictions: this.all(), notes: this.notes.list };
  }

  header(columns: readonly string[], delimiter: Delimiter): Plan | undefined {
    const { expected, complaints, notes } = this;
    this.delimiter = delimiter;
    this.roles = rolesOf(columns, delimiter, expected, { complaints, notes });
    if (!this.roles) return undefined;
    const { id, prediction, shares } = this.roles;
    if (shares.length > 0) this.probability = new Float64Array(expected.ids.length * shares.length);
    expected.classes.forEach((label, code) => {
      this.rows.teach(new TextEncoder().encode(label), code);
    });
    const kindOf = (column: number): Kind => {
      if (column === id) return 'id';
      return column === prediction && this.codes ? 'class' : 'number';
    };
    return {
      kinds: columns.map((_, column) => kindOf(column)),
      delimiter: delimiter.charCodeAt(0),
      decimal: delimiter === ';' ? COMMA : POINT,
    };
  }

  plain(cells: Float64Array, rows: number, line: number): void {
    const { id, prediction, shares } = this.roles!;
    const { index, lines, predicted, probability } = this;
    const { ids } = this.expected;
    const width = 2 + shares.length;
    this.count += rows;
    let next = this.next;
    for (let row = 0, from = 0; row < rows; row++, from += width) {
      const written = cells[from + id]!;
      // Files keep the order of the ids, mostly.
      const at = next < ids.length && ids[next] === written ? next : index.find(written);
      if (at < 0 || lines[at] !== 0) this.complainOfId(at, line + row, String(written));
      else {
        lines[at] = line + row;
        predicted[at] = cells[from + prediction]!;
        next = at + 1;
        this.found++;
      }
      if (probability) this.takeShares(cells, from, at, line + row);
    }
    this.next = next;
  }

  odd(row: OddRow): void {
    const { line, cells } = row;
    const { id, prediction, shares } = this.roles!;
    const width = 2 + shares.length;
    this.count++;
    const at = this.positionOf(cells[id], line, cells.length === width);
    if (cells.length !== width) {
      const [value, expected] = [String(cells.length), String(width)];
      this.complaints.add({ code: 'ragged-row', row: line, value, expected });
      return;
    }
    const value = this.codes
      ? this.classOf(cells[prediction]!, line, () => row.bytes(prediction))
      : this.numberOf(cells[prediction]!, line, 'prediction');
    if (at >= 0 && value !== undefined) this.predicted[at] = value;
    if (shares.length === 0) return;
    const numbers = new Float64Array(width);
    const names = this.shareNames();
    const read = shares.map((column, i) => {
      const share = this.numberOf(cells[column]!, line, names[i]!);
      numbers[column] = share ?? 0;
      return share;
    });
    if (!read.includes(undefined)) this.takeShares(numbers, 0, at, line);
  }

  private find(id: number): number {
    return this.expected.ids[this.next] === id ? this.next : this.index.find(id);
  }

  /** Position of the row, and whether it is the first of its id is said; −1 where it has none. */
  private positionOf(text = '', line: number, isWhole: boolean): number {
    const { complaints } = this;
    const zeros = this.delimiter === ';' ? /^\d{1,10}([.,]0+)?$/ : /^\d{1,10}(\.0+)?$/;
    const id = zeros.test(text) ? Number.parseInt(text, 10) : undefined;
    const at = id === undefined ? undefined : this.find(id);
    if (at !== undefined && at >= 0 && this.lines[at] === 0) {
      this.lines[at] = line;
      this.next = at + 1;
      this.found++;
      return at;
    }
    if (!isWhole) return -1; // what is wrong with such a row is said as a whole
    if (text === '') complaints.add({ code: 'empty-cell', row: line, column: 'id' });
    else if (at === undefined)
      complaints.add({ code: 'bad-id', row: line, column: 'id', value: text });
    else this.complainOfId(at, line, String(id));
    return -1;
  }

  private complainOfId(at: number, row: number, value: string): void {
    const where = { row, column: 'id', value };
    if (at < 0) this.complaints.add({ code: 'unknown-id', ...where });
    else this.complaints.add({ code: 'duplicate-id', ...where, expected: String(this.lines[at]!) });
  }

  private complainOfMissing(): void {
    const { lines, complaints } = this;
    for (let at = 0; at < lines.length; at++) {
      if (lines[at] !== 0) continue;
      const value = String(this.expected.ids[at]!);
      complaints.add({ code: 'missing-id', column: 'id', value });
    }
  }

  /** Probabilities of a row that are numbers: between 0 and 1, and of all classes 1 in all. */
  private takeShares(cells: Float64Array, from: number, at: number, line: number): void {
    const { shares } = this.roles!;
    const probability = this.probability!;
    let sum = 0;
    let isGood = true;
    for (let k = 0; k < shares.length; k++) {
      const share = cells[from + shares[k]!]!;
      if (at >= 0) probability[at * shares.length + k] = share;
      sum += share;
      if (share >= 0 && share <= 1) continue;
      isGood = false;
      this.complaints.add({
        code: 'bad-probability',
        row: line,
        column: this.shareNames()[k]!,
        value: String(share),
      });
    }
    if (isGood && this.expected.task === 'multiclass' && Math.abs(sum - 1) > ROW_SUM_TOLERANCE)
      this.complaints.add({ code: 'row-sum', row: line, value: String(sum), expected: '1' });
  }

  private shareNames(): readonly string[] {
    const { task, classes } = this.expected;
    return task === 'binary' ? ['probability'] : classes.map((label) => `proba_${label}`);
  }

  /** A finite number. A decimal comma is read where `;` separates the cells. */
  private numberOf(text: string, row: number, column: string): number | undefined {
    const dotted = this.delimiter === ';' ? text.replace(',', '.') : text;
    if (NUMBER.test(dotted)) {
      const value = Number(dotted);
      if (Number.isFinite(value)) return value;
    }
    this.complaints.add({ code: faultOf(text, dotted), row, column, value: text });
    return undefined;
  }

  private classOf(text: string, row: number, spelling: () => Uint8Array): number | undefined {
    const { classes } = this.expected;
    const code = this.codes!(text);
    if (typeof code === 'string') {
      const expected = classes.slice(0, 20).join(', ');
      const isNamed = code === 'unknown-class';
      const what = { code, row, column: 'prediction', value: text };
      this.complaints.add({ ...what, ...(isNamed && { expected }) });
      return undefined;
    }
    this.rows.teach(spelling(), code);
    const label = classes[code];
    if (label !== undefined && label !== text)
      this.notes.add({
        code: 'class-matched',
        row,
        column: 'prediction',
        value: text,
        expected: label,
      });
    return code;
  }

  private all(): Predictions {
    const { lines, predicted, probability } = this;
    const rows = new Int32Array(lines.length);
    let had = 0;
    for (let at = 0; at < lines.length; at++) if (lines[at] !== 0) rows[had++] = at;
    if (had === lines.length) return { rows, predicted, probability };
    const width = this.roles!.shares.length;
    const some = { predicted: new Float64Array(had), shares: new Float64Array(had * width) };
    for (let i = 0; i < had; i++) {
      const at = rows[i]!;
      some.predicted[i] = predicted[at]!;
      for (let k = 0; k < width; k++) some.shares[i * width + k] = probability![at * width + k]!;
    }
    const shares = probability && some.shares;
    return { rows: rows.slice(0, had), predicted: some.predicted, probability: shares };
  }
}

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;

function faultOf(text: string, dotted: string): string {
  if (text === '') return 'empty-cell';
  if (/^[=@]/.test(text)) return 'formula-cell';
  if (NUMBER.test(dotted)) return 'not-finite';
  return /^[+-]?(nan|na|inf|infinity|null|none)$/i.test(text) ? 'not-finite' : 'not-a-number';
}
