import { type Complaint, Complaints } from './complaint';
import { type Table, readTable } from './table';

/** What a predictions file must hold. */
export interface Expected {
  readonly task: 'regression' | 'forecasting' | 'binary' | 'multiclass';
  /** The rows to predict, by the platform's ids; the answer comes in this order. */
  readonly ids: Int32Array;
  /** Labels of the classes; of a binary task [negative, positive]. Empty for numbers. */
  readonly classes: readonly string[];
  readonly needsProbability: boolean;
  /** A validation file may hold some of the rows. */
  readonly partial: boolean;
}

export interface Predictions {
  /** Positions in `Expected.ids` that the file has, ascending; all of them unless partial. */
  readonly rows: Int32Array;
  /** Per row: the number, or the index of the class. */
  readonly predicted: Float64Array;
  /** Per row the probability of the positive class (binary), or of each class (multi-class); null when not given. */
  readonly probability: Float64Array | null;
}

export type PredictionsOutcome =
  | { readonly ok: true; readonly predictions: Predictions; readonly notes: readonly Complaint[] }
  | { readonly ok: false; readonly complaints: readonly Complaint[] };

/** How far probabilities of a row may miss 1: files are rounded. */
const ROW_SUM_TOLERANCE = 0.01;

/**
 * Reads `id,prediction` with, where the task has classes, `probability` (binary) or `proba_CLASS` columns. Rows are
 * matched by id, in any order. All faults are listed at once with line and column; never a sentence.
 */
export function readPredictions(bytes: Uint8Array, expected: Expected): PredictionsOutcome {
  const outcome = readTable(bytes);
  if (!outcome.ok) return outcome;
  const { table } = outcome;
  const complaints = new Complaints();
  const places = columnsOf(table, expected, complaints);
  if (complaints.any()) return { ok: false, complaints: complaints.list };

  const position = matchIds(table, places.id, expected, complaints);
  const values = readColumn(table, places.prediction, expected, complaints);
  const shares = places.probability.map((column) => readShares(table, column, complaints));
  if (expected.task === 'multiclass') checkSums(table, shares, complaints);
  if (complaints.any()) return { ok: false, complaints: complaints.list };
  return {
    ok: true,
    predictions: inOrder(position, values, shares, expected),
    notes: outcome.complaints,
  };
}

interface Places {
  readonly id: number;
  readonly prediction: number;
  /** One column (binary) or one per class (multi-class); none when the file has none. */
  readonly probability: number[];
}

function columnsOf(table: Table, expected: Expected, complaints: Complaints): Places {
  const shares = probabilityColumns(expected);
  const known = ['id', 'prediction', ...shares];
  const lower = table.columns.map((name) => name.toLowerCase());
  const find = (name: string) => {
    const exact = table.column(name);
    return exact >= 0 ? exact : lower.indexOf(name.toLowerCase());
  };
  const given = shares.filter((name) => find(name) >= 0);
  const required = [
    ...known.slice(0, 2),
    ...(expected.needsProbability || given.length > 0 ? shares : []),
  ];
  for (const name of required)
    if (find(name) < 0) complaints.add({ code: 'missing-column', row: 1, column: name });
  for (const name of table.columns)
    if (!known.some((each) => each.toLowerCase() === name.toLowerCase())) {
      const guess = nearest(name, known);
      complaints.add({
        code: 'unknown-column',
        row: 1,
        column: name,
        ...(guess !== undefined && { expected: guess }),
      });
    }
  return { id: find('id'), prediction: find('prediction'), probability: given.map(find) };
}

export function probabilityColumns({
  task,
  classes,
}: Pick<Expected, 'task' | 'classes'>): string[] {
  if (task === 'binary') return ['probability'];
  return task === 'multiclass' ? classes.map((label) => `proba_${label}`) : [];
}

/** Position in `expected.ids` of each row of the file, −1 where it has none. */
function matchIds(
  table: Table,
  column: number,
  { ids, partial }: Expected,
  complaints: Complaints,
): Int32Array {
  const position = new Int32Array(table.rows).fill(-1);
  const at = new Map<number, number>();
  for (let i = 0; i < ids.length; i++) at.set(ids[i]!, i);
  const seen = new Int32Array(ids.length).fill(-1);
  for (let row = 0; row < table.rows; row++) {
    const text = table.text(row, column);
    const line = table.line(row);
    const id = /^\d{1,10}(\.0+)?$/.test(text) ? Number(text) : Number.NaN;
    const found = at.get(id);
    if (text === '') complaints.add({ code: 'empty-cell', row: line, column: 'id' });
    else if (Number.isNaN(id))
      complaints.add({ code: 'bad-id', row: line, column: 'id', value: text });
    else if (found === undefined)
      complaints.add({ code: 'unknown-id', row: line, column: 'id', value: text });
    else if (seen[found]! >= 0)
      complaints.add({
        code: 'duplicate-id',
        row: line,
        column: 'id',
        value: text,
        expected: String(table.line(seen[found]!)),
      });
    else {
      seen[found] = row;
      position[row] = found;
    }
  }
  if (!partial)
    for (let i = 0; i < ids.length; i++)
      if (seen[i]! < 0)
        complaints.add({ code: 'missing-id', column: 'id', value: String(ids[i]!) });
  return position;
}

function readColumn(
  table: Table,
  column: number,
  { task, classes }: Expected,
  complaints: Complaints,
): Float64Array {
  const values = new Float64Array(table.rows);
  const codes = task === 'regression' || task === 'forecasting' ? null : classCodes(classes);
  for (let row = 0; row < table.rows; row++) {
    const text = table.text(row, column);
    const code = codes ? codes(text) : numberOf(text, table);
    if (typeof code === 'number') values[row] = code;
    else
      complaints.add({
        code,
        row: table.line(row),
        column: 'prediction',
        value: text,
        ...(code === 'unknown-class' && { expected: classes.slice(0, 20).join(', ') }),
      });
  }
  return values;
}

function readShares(table: Table, column: number, complaints: Complaints): Float64Array {
  const values = new Float64Array(table.rows);
  for (let row = 0; row < table.rows; row++) {
    const text = table.text(row, column);
    const value = numberOf(text, table);
    const fault =
      typeof value === 'string' ? value : value < 0 || value > 1 ? 'bad-probability' : undefined;
    if (fault === undefined && typeof value === 'number') values[row] = value;
    else
      complaints.add({
        code: fault ?? 'not-a-number',
        row: table.line(row),
        column: table.columns[column]!,
        value: text,
      });
  }
  return values;
}

function checkSums(table: Table, shares: readonly Float64Array[], complaints: Complaints): void {
  if (shares.length === 0 || complaints.any()) return;
  for (let row = 0; row < table.rows; row++) {
    let sum = 0;
    for (const share of shares) sum += share[row]!;
    if (Math.abs(sum - 1) > ROW_SUM_TOLERANCE)
      complaints.add({ code: 'row-sum', row: table.line(row), value: String(sum), expected: '1' });
  }
}

/** A finite number, or the code of its fault. A decimal comma is read where `;` separates the cells. */
function numberOf(text: string, { delimiter }: Table): number | string {
  if (text === '') return 'empty-cell';
  if (/^[=@]/.test(text)) return 'formula-cell';
  const dotted = delimiter === ';' ? text.replace(',', '.') : text;
  if (/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(dotted)) {
    const value = Number(dotted);
    return Number.isFinite(value) ? value : 'not-finite';
  }
  return /^[+-]?(nan|na|inf|infinity|null|none)$/i.test(text) ? 'not-finite' : 'not-a-number';
}

/** Labels as they are written, and numbers that mean the same: `1`, `1.0`; `True`, `true`. */
function classCodes(classes: readonly string[]): (text: string) => number | string {
  const exact = new Map(classes.map((label, code) => [label, code]));
  const loose = new Map(classes.map((label, code) => [loosely(label), code]));
  return (text) => {
    if (text === '') return 'empty-cell';
    return exact.get(text) ?? loose.get(loosely(text)) ?? 'unknown-class';
  };
}

function loosely(label: string): string {
  const number = Number(label);
  if (label.trim() !== '' && Number.isFinite(number)) return String(number);
  return label.toLowerCase();
}

function inOrder(
  position: Int32Array,
  values: Float64Array,
  shares: readonly Float64Array[],
  { ids, partial }: Expected,
): Predictions {
  const rowAt = new Int32Array(ids.length).fill(-1);
  position.forEach((at, row) => {
    if (at >= 0) rowAt[at] = row;
  });
  const rows = partial
    ? Int32Array.from(rowAt.keys()).filter((at) => rowAt[at]! >= 0)
    : Int32Array.from(rowAt.keys());
  const predicted = Float64Array.from(rows, (at) => values[rowAt[at]!]!);
  const width = shares.length;
  if (width === 0) return { rows, predicted, probability: null };
  const probability = new Float64Array(rows.length * width);
  rows.forEach((at, i) => {
    for (let k = 0; k < width; k++) probability[i * width + k] = shares[k]![rowAt[at]!]!;
  });
  return { rows, predicted, probability };
}

/** The known name within two edits, for “¿quiso decir …?”. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  const scored = known.map((each) => ({
    each,
    distance: editDistance(name.toLowerCase(), each.toLowerCase()),
  }));
  const best = scored.reduce((a, b) => (b.distance < a.distance ? b : a), {
    each: '',
    distance: Number.POSITIVE_INFINITY,
  });
  return best.distance <= Math.max(2, Math.floor(best.each.length / 4)) ? best.each : undefined;
}

/** Levenshtein's. */
function editDistance(a: string, b: string): number {
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next.push(
        Math.min(last[j]! + 1, next[j - 1]! + 1, last[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)),
      );
    last = next;
  }
  return last[b.length]!;
}
