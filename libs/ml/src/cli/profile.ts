import { type TableProfile, columnFacts, profileTable } from '../profile';
import { tableOf } from './files';
import { type Given, JSON_OPTION, type Options, type Outcome } from './options';

export const PROFILE_OPTIONS: Options = {
  data: { help: 'the table', value: 'D.csv', needed: true },
  json: JSON_OPTION,
};

/** The profile that the product shows of a dataset, by its own reader. */
export function profile(given: Given): Outcome<TableProfile> {
  const read = tableOf(given['data']!);
  if (!read.ok) return read;
  const { table } = read.value;
  return { ok: true, value: profileTable(table, columnFacts(table)) };
}

export function profileText({ rows, duplicateRows, columns, warnings }: TableProfile): string {
  const figure = (value: number | null) =>
    value === null ? '–' : String(Number(value.toPrecision(6)));
  const head = ['column', 'type', 'missing', 'distinct', 'min', 'mean', 'max'];
  const lines = columns.map(({ name, type, missing, distinct, min, mean, max }) => [
    ...[name, type, String(missing), String(distinct)],
    ...[min, mean, max].map(figure),
  ]);
  const widths = head.map((title, i) =>
    Math.max(title.length, ...lines.map((line) => line[i]!.length)),
  );
  const row = (cells: readonly string[]) =>
    cells
      .map((cell, i) => cell.padEnd(widths[i]!))
      .join('  ')
      .trimEnd();
  return [
    `${rows} rows, ${duplicateRows} of them equal to an earlier one`,
    '',
    row(head),
    ...lines.map(row),
    ...warnings.map(
      ({ code, column }) => `warning: ${code}${column === null ? '' : ` (${column})`}`,
    ),
  ].join('\n');
}
