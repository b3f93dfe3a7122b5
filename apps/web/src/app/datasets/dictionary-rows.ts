import type { Dataset, DatasetVersion } from '@holdout/contracts';

type Entry = Dataset['dictionary'][number];
export interface DictionaryRow extends Entry {
  /** In no version that could be read; kept until somebody removes its text. */
  readonly orphan: boolean;
}

/** A row for each column of the version, in its order, then what the dictionary says of columns that it has not. */
export function dictionaryRows(
  dictionary: Dataset['dictionary'],
  columns: DatasetVersion['columns'],
): DictionaryRow[] {
  const known = new Map(dictionary.map((entry) => [entry.column, entry]));
  const inFile = columns.map(({ name }) => ({
    column: name,
    meaning: known.get(name)?.meaning ?? '',
    unit: known.get(name)?.unit ?? '',
    orphan: false,
  }));
  const names = new Set(columns.map(({ name }) => name));
  const orphans = dictionary
    .filter(({ column }) => !names.has(column))
    .map((entry) => ({ ...entry, orphan: true }));
  return [...inFile, ...orphans];
}

/** What is sent: rows that say something. */
export function entriesOf(rows: readonly DictionaryRow[]): Entry[] {
  return rows
    .map(({ column, meaning, unit }) => ({ column, meaning: meaning.trim(), unit: unit.trim() }))
    .filter(({ meaning, unit }) => meaning !== '' || unit !== '');
}
