import type { Complaint, Complaints } from './complaint';
import type { Expected } from './expected';
import { classCodes, nearest } from './spelling';
import { type Delimiter, MAX_COLUMNS, checkHeader } from './table';

/** What each column of a predictions file is. */
export interface Roles {
  readonly id: number;
  readonly prediction: number;
  /** One column (binary) or one per class (multi-class); none when the file has none. */
  readonly shares: readonly number[];
}

/** The names of the probability columns that a file of this task may have, in the order of the classes. */
export function probabilityColumns({
  task,
  classes,
}: Pick<Expected, 'task' | 'classes'>): string[] {
  if (task === 'binary') return ['probability'];
  return task === 'multiclass' ? classes.map((label) => `proba_${label}`) : [];
}

/** Reads the header; what is wrong with it is complained about, what was understood though written otherwise noted. */
export function rolesOf(
  columns: readonly string[],
  delimiter: Delimiter,
  expected: Expected,
  { complaints, notes }: { complaints: Complaints; notes: Complaints },
): Roles | undefined {
  if (columns.length > MAX_COLUMNS)
    complaints.add({
      code: 'too-many-columns',
      value: String(columns.length),
      expected: String(MAX_COLUMNS),
    });
  else if (columns.length < 2)
    complaints.add({ code: 'one-column', row: 1, value: columns[0] ?? '', expected: delimiter });
  else checkHeader(columns, complaints);
  if (complaints.any()) return undefined;

  const shares = probabilityColumns(expected);
  const known = ['id', 'prediction', ...shares];
  const at = new Map<string, number>();
  const others: Complaint[] = [];
  columns.forEach((written, column) => {
    const name = meantBy(written, known, expected);
    if (name === undefined || at.has(name)) {
      const guess = name ?? nearest(written, known);
      const where = { code: 'unknown-column', row: 1, column: written };
      others.push({ ...where, ...(guess !== undefined && { expected: guess }) });
      return;
    }
    at.set(name, column);
    if (name.toLowerCase() !== written.toLowerCase())
      notes.add({ code: 'class-matched', row: 1, column: written, value: written, expected: name });
  });
  const given = shares.filter((name) => at.has(name));
  const needed = expected.needsProbability || given.length > 0 ? shares : [];
  for (const name of ['id', 'prediction', ...needed])
    if (!at.has(name)) complaints.add({ code: 'missing-column', row: 1, column: name });
  for (const other of others) complaints.add(other);
  if (complaints.any()) return undefined;
  return {
    id: at.get('id')!,
    prediction: at.get('prediction')!,
    shares: given.map((name) => at.get(name)!),
  };
}

/** Which known column a name is: as it is written, in other letters, or by a class that means the same (`proba_1.0`). */
function meantBy(
  written: string,
  known: readonly string[],
  { task, classes }: Expected,
): string | undefined {
  if (known.includes(written)) return written;
  const lower = known.find((name) => name.toLowerCase() === written.toLowerCase());
  if (lower !== undefined || task !== 'multiclass') return lower;
  const prefix = /^proba_/i.exec(written)?.[0];
  if (prefix === undefined) return undefined;
  const code = classCodes(classes)(written.slice(prefix.length));
  return typeof code === 'number' ? `proba_${classes[code]!}` : undefined;
}
