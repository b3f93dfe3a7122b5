import { parse } from 'csv-parse/sync';

import type { ProblemCode } from '@holdout/contracts';

import { DomainError } from '../domain-error';

export interface CsvFile {
  readonly encoding: 'utf-8' | 'latin-1';
  readonly delimiter: ',' | ';' | '\t';
  readonly header: readonly string[];
  readonly lines: { row: number; cells: string[] }[];
}

/**
 * Reads what spreadsheets write: with or without BOM, UTF-8 or Latin-1, comma, semicolon or tab. What cannot be read is
 * refused with that code.
 */
export function readCsvFile(bytes: Buffer, refusal: ProblemCode): CsvFile {
  const { text, encoding } = decode(bytes);
  const [first = ''] = text.split(/\r\n|\n|\r/, 1);
  const delimiter = ([',', ';', '\t'] as const).toSorted(
    (a, b) => first.split(b).length - first.split(a).length,
  )[0]!;
  let records: { record: string[]; info: { lines: number } }[];
  try {
    records = parse(text, {
      delimiter,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    }) as unknown as typeof records; // csv-parse's types do not know `info`
  } catch (error) {
    const line = error instanceof Error && 'lines' in error ? Number(error.lines) : 0;
    throw new DomainError(refusal, 'The file could not be read as CSV; nothing was changed.', {}, [
      { code: 'bad-csv', row: line },
    ]);
  }
  const [head, ...rest] = records;
  if (!head)
    throw new DomainError(refusal, 'The file is empty; nothing was changed.', {}, [
      { code: 'empty-file' },
    ]);
  return {
    encoding,
    delimiter,
    header: head.record,
    lines: rest
      .filter(({ record }) => record.some((cell) => cell !== ''))
      .map(({ record, info }) => ({ row: info.lines, cells: record })),
  };
}

function decode(bytes: Buffer): { text: string; encoding: CsvFile['encoding'] } {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8' };
  } catch {
    return { text: new TextDecoder('windows-1252').decode(bytes), encoding: 'latin-1' }; // the only other thing spreadsheets here write
  }
}
