import { closeSync, openSync, readFileSync, readSync } from 'node:fs';

import {
  type Complaint,
  type Expected,
  type PredictionsOutcome,
  PredictionsReader,
  type Table,
  nearest,
  readTable,
} from '../predictions';
import type { Outcome } from './options';
import { sentenceOf } from './sentences';

/** More faults than this are counted. */
const LISTED = 20;
const PIECE = 1 << 20;
const MOST_ID = 2_147_483_647;

/** Faults of a file as they are said, the first of a kind. */
export class Faults {
  private readonly said: string[] = [];
  private readonly counts = new Map<string, number>();

  constructor(private readonly file: string) {}

  add(complaint: Complaint): void {
    const count = (this.counts.get(complaint.code) ?? 0) + 1;
    this.counts.set(complaint.code, count);
    if (count <= LISTED) this.said.push(sentenceOf(this.file, complaint));
  }

  say(sentence: string): void {
    this.said.push(`${this.file}: ${sentence}`);
  }

  get list(): string[] {
    const rest = [...this.counts].filter(([, count]) => count > LISTED);
    return [
      ...this.said,
      ...rest.map(([code, count]) => `${this.file}: ${count - LISTED} more like these (${code})`),
    ];
  }
}

/** Runs a reader of a file; a file that the system does not give is a fault like another. */
function reading<T>(file: string, read: () => Outcome<T>): Outcome<T> {
  try {
    return read();
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === undefined || !/^E[A-Z]+$/.test(code)) throw error;
    return { ok: false, faults: [sentenceOf(file, { code: 'file-unreadable', value: code })] };
  }
}

export function tableOf(file: string): Outcome<{ table: Table; notes: string[] }> {
  return reading(file, () => {
    const outcome = readTable(readFileSync(file));
    const said = outcome.complaints.map((each) => sentenceOf(file, each));
    return outcome.ok
      ? { ok: true, value: { table: outcome.table, notes: said } }
      : { ok: false, faults: said };
  });
}

/** Reads predictions by the code that scores them, a piece of the file at a time. */
export function predictionsOf(
  file: string,
  expected: Expected,
): Outcome<Extract<PredictionsOutcome, { ok: true }>> {
  return reading(file, () => {
    const reader = new PredictionsReader(expected);
    const handle = openSync(file, 'r');
    try {
      const piece = Buffer.allocUnsafe(PIECE);
      const next = () => readSync(handle, piece, 0, PIECE, null);
      for (let read = next(); read > 0; read = next()) reader.push(piece.subarray(0, read));
    } finally {
      closeSync(handle);
    }
    const outcome = reader.end();
    if (outcome.ok) return { ok: true, value: outcome };
    return { ok: false, faults: outcome.complaints.map((each) => sentenceOf(file, each)) };
  });
}

/** The ids of a table's rows, whole numbers that are all different. */
export function idsOf(table: Table, faults: Faults): Int32Array {
  const column = table.columns.findIndex((name) => name.toLowerCase() === 'id');
  const ids = new Int32Array(table.rows);
  if (column < 0) {
    faults.add({ code: 'missing-column', row: 1, column: 'id' });
    return ids;
  }
  const seen = new Map<number, number>();
  for (let row = 0; row < table.rows; row++) {
    const text = table.text(row, column);
    const where = { row: table.line(row), column: 'id', value: text };
    const id = /^\d{1,10}(\.0+)?$/.test(text) ? Number(text) : Number.NaN;
    const first = seen.get(id);
    if (!(id <= MOST_ID)) faults.add({ code: text === '' ? 'empty-cell' : 'bad-id', ...where });
    else if (first !== undefined)
      faults.add({ code: 'duplicate-id', ...where, expected: String(first) });
    else seen.set(id, table.line(row));
    ids[row] = id;
  }
  return ids;
}

/** The column of the target: the one that is named, or the only one besides `id`. */
export function targetOf(
  table: Table,
  named: string | undefined,
  faults: Faults,
): number | undefined {
  const others = table.columns.filter((name) => name.toLowerCase() !== 'id');
  if (named === undefined && others.length === 1) return table.column(others[0]!);
  const column = named === undefined ? -1 : table.column(named);
  if (column >= 0) return column;
  const guess = named === undefined ? undefined : nearest(named, others);
  if (named === undefined)
    faults.say(`name the target with --target, one of ${others.slice(0, 20).join(', ')}`);
  else
    faults.say(
      `there is no column “${named}”; ${guess === undefined ? `there are ${others.slice(0, 20).join(', ')}` : `did you mean “${guess}”?`}`,
    );
  return undefined;
}
