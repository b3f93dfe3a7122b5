import type { ChallengeFile, ColumnType, Dataset } from '@holdout/contracts';
import { type Table, probabilityColumns } from '@holdout/ml/predictions';
import type { ColumnFacts } from '@holdout/ml/profile';
import { PART } from '@holdout/ml/splits';

/** A file as pieces of UTF-8. */
export interface FileBytes {
  readonly name: ChallengeFile;
  readonly pieces: readonly Uint8Array<ArrayBuffer>[];
}

export interface FilesPlan {
  readonly table: Table;
  /** The columns that students get, in the file's order. */
  readonly features: readonly ColumnFacts[];
  readonly target: { readonly name: string; readonly column: ColumnFacts };
  /** What a rule made of the target's column, per row; null where the cells are copied. */
  readonly derived: readonly string[] | null;
  readonly task: 'regression' | 'forecasting' | 'binary' | 'multiclass' | 'clustering';
  readonly classes: readonly string[];
  readonly needsProbability: boolean;
  readonly ids: Int32Array;
  readonly parts: Uint8Array;
  /** What orders the rows of a forecast; null orders them by their random ids, which tells nothing. */
  readonly time: Float64Array | null;
  /** What the sample predicts for every row: the number, or the shares of the classes in train. */
  readonly guess: { readonly prediction: string; readonly shares: readonly number[] };
  readonly rule: string | null;
  readonly dictionary: Dataset['dictionary'];
}

const PIECE = 1 << 20;

/**
 * What students download: RFC 4180, UTF-8, `,` between the cells and a decimal point, every cell else as it was. The
 * held-out rows of both parts stand mixed; nothing in a file or its order tells which is which, or a label. The true
 * clusters are in no file.
 */
export function filesOf(plan: FilesPlan): FileBytes[] {
  const train = ordered(plan, (part) => part === PART.train);
  const test = ordered(plan, (part) => part !== PART.train);
  const { table, features, ids, target, derived, task } = plan;
  const names = features.map(({ name }) => name);
  const shown = (row: number) => [
    String(ids[row]!),
    ...features.map((each) => cellOf(table, each, row)),
  ];
  const label = (row: number) => derived?.[row] ?? cellOf(table, target.column, row);
  return [
    {
      name: 'train.csv',
      pieces:
        task === 'clustering'
          ? written(['id', ...names], train, shown)
          : written(['id', ...names, target.name], train, (row) => [...shown(row), label(row)]),
    },
    { name: 'test.csv', pieces: written(['id', ...names], test, shown) },
    { name: 'sample_submission.csv', pieces: sample(plan, test) },
    { name: 'dictionary.csv', pieces: dictionaryOf(plan) },
  ];
}

function ordered({ ids, parts, time }: FilesPlan, wanted: (part: number) => boolean): Int32Array {
  const rows = Int32Array.from(parts.keys()).filter((row) => wanted(parts[row]!));
  return time
    ? rows.sort((a, b) => time[a]! - time[b]! || ids[a]! - ids[b]!)
    : rows.sort((a, b) => ids[a]! - ids[b]!);
}

/** Of a table with decimal commas the numbers get a point, for here a comma separates the cells. */
function cellOf(table: Table, { index, type }: ColumnFacts, row: number): string {
  const text = table.text(row, index);
  return table.delimiter === ';' &&
    (type === 'number' || type === 'integer') &&
    /^[+-]?\d*,\d+([eE][+-]?\d+)?$/.test(text)
    ? text.replace(',', '.')
    : text;
}

function sample({ task, classes, needsProbability, guess, ids }: FilesPlan, test: Int32Array) {
  const shares =
    needsProbability && task !== 'clustering' ? probabilityColumns({ task, classes }) : [];
  const values = task === 'binary' ? [guess.shares[1] ?? 0] : guess.shares;
  return written(['id', 'prediction', ...shares], test, (row) => [
    String(ids[row]!),
    guess.prediction,
    ...shares.map((_, k) => String(values[k] ?? 0)),
  ]);
}

function dictionaryOf({ features, target, task, classes, rule, dictionary }: FilesPlan) {
  const said = new Map(dictionary.map((entry) => [entry.column, entry]));
  const line = (name: string, role: string, type: ColumnType, units: readonly string[]) => [
    name,
    role,
    type,
    said.get(name)?.unit ?? units.filter((unit) => unit !== '').join(' '),
    said.get(name)?.meaning ?? '',
  ];
  const { column } = target;
  const targetLine = () =>
    rule === null
      ? line(target.name, 'target', column.type, column.units)
      : [target.name, 'target', 'integer', '', rule];
  const classed = task === 'binary' || task === 'multiclass';
  const rows = [
    ['id', 'id', 'integer', '', ''],
    ...features.map(({ name, type, units }) => line(name, 'feature', type, units)),
    ...(task === 'clustering' ? [] : [targetLine()]),
  ];
  return written(
    ['column', 'role', 'type', 'unit', 'meaning', 'values'],
    [...rows.keys()],
    (at) => [...rows[at]!, at === rows.length - 1 && classed ? classes.join(' | ') : ''],
  );
}

function written(
  header: readonly string[],
  rows: Iterable<number>,
  cells: (row: number) => readonly string[],
): Uint8Array<ArrayBuffer>[] {
  const encoder = new TextEncoder();
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let text = line(header);
  for (const row of rows) {
    text += line(cells(row));
    if (text.length < PIECE) continue;
    pieces.push(encoder.encode(text));
    text = '';
  }
  if (text !== '') pieces.push(encoder.encode(text));
  return pieces;
}

function line(cells: readonly string[]): string {
  return `${cells.map(quoted).join(',')}\r\n`;
}

const quoted = (text: string): string =>
  /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
