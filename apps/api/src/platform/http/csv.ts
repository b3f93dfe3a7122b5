export interface CsvOptions {
  readonly bom?: boolean | undefined;
  readonly delimiter?: ',' | ';' | undefined;
}

type Cell = string | number | null;

/** RFC 4180 with CRLF; a text that a spreadsheet would run as a formula gets a leading apostrophe. */
export function toCsv(
  rows: readonly (readonly Cell[])[],
  { bom = false, delimiter = ',' }: CsvOptions = {},
): string {
  const line = (cells: readonly Cell[]) =>
    cells.map((cell) => quoted(cell, delimiter)).join(delimiter);
  return `${bom ? '\uFEFF' : ''}${rows.map(line).join('\r\n')}\r\n`;
}

function quoted(cell: Cell, delimiter: string): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return safe.includes(delimiter) || /["\r\n]/.test(safe)
    ? `"${safe.replaceAll('"', '""')}"`
    : safe;
}
