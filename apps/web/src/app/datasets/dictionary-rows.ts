import type { Dataset, DatasetVersion } from '@holdout/contracts';

type Entry = Dataset['dictionary'][number];
export interface DictionaryRow extends Pick<Entry, 'column' | 'meaning' | 'unit'> {
  /** The range as it is typed; empty where it is open. */
  readonly least: string;
  readonly most: string;
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
    ...typed(known.get(name)),
    orphan: false,
  }));
  const names = new Set(columns.map(({ name }) => name));
  const orphans = dictionary
    .filter(({ column }) => !names.has(column))
    .map((entry) => ({
      column: entry.column,
      meaning: entry.meaning,
      unit: entry.unit,
      ...typed(entry),
      orphan: true,
    }));
  return [...inFile, ...orphans];
}

const typed = (entry: Entry | undefined) => ({
  least: String(entry?.min ?? ''),
  most: String(entry?.max ?? ''),
});

/** What is sent: rows that say something. */
export function entriesOf(rows: readonly DictionaryRow[]): Entry[] {
  return rows
    .map(({ column, meaning, unit, least, most }) => ({
      column,
      meaning: meaning.trim(),
      unit: unit.trim(),
      ...(isNumber(least) && { min: Number(least) }),
      ...(isNumber(most) && { max: Number(most) }),
    }))
    .filter((entry) => Object.values(entry).some((value, at) => at > 0 && value !== ''));
}

const isNumber = (text: string): boolean => text.trim() !== '' && Number.isFinite(Number(text));
