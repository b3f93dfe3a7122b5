/**
 * The files of `inside/` run in the sandbox, by the Node that is staged there, from their sources or built: so they
 * import each other by full name, have erasable syntax only, and know Node's own modules and what is staged beside.
 */

/** A fault of the model or of what it is given: said without a stack, for it is nobody's bug. */
export class Unfit extends Error {}

/** A file of cells: RFC 4180 as the platform writes it. */
export interface Rows {
  readonly header: readonly string[];
  readonly cells: readonly (readonly string[])[];
}

export function readRows(text: string): Rows {
  const rows: string[][] = [];
  let row: string[] = [];
  const cell = /(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r?\n|$)/y;
  while (cell.lastIndex < text.length) {
    const match = cell.exec(text);
    if (!match) throw new Unfit('a file of the challenge is no CSV');
    row.push(match[1] === undefined ? (match[2] ?? '') : match[1].replaceAll('""', '"'));
    if (match[3] === ',') continue;
    rows.push(row);
    row = [];
  }
  const [header = [], ...cells] = rows;
  return { header, cells };
}

export function writtenRows(
  header: readonly string[],
  cells: readonly (readonly string[])[],
): string {
  const quoted = (text: string): string =>
    /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  return [header, ...cells].map((row) => `${row.map(quoted).join(',')}\n`).join('');
}

/** A column by its name, or the sentence that says which there are. */
export function columnAt({ header }: Rows, name: string): number {
  const at = header.indexOf(name);
  if (at >= 0) return at;
  throw new Unfit(
    `the model asks for a column “${name}”, which is not in test.csv; there are: ${header.slice(1).join(', ')}`,
  );
}

const TRUE = /^(true|1|yes|sí|si)$/i;

/** A cell as a number; an empty one is NaN, which networks and trees answer for themselves. */
export function numberOf(rows: Rows, row: number, column: number): number {
  const text = rows.cells[row]?.[column]?.trim() ?? '';
  if (text === '' || text === 'NA' || text === 'NaN') return NaN;
  const value = Number(text);
  if (!Number.isNaN(value)) return value;
  if (/^(true|false)$/i.test(text)) return TRUE.test(text) ? 1 : 0;
  throw new Unfit(
    `“${rows.header[column] ?? ''}” holds a text (“${text.slice(0, 40)}”, row ${row + 1}), and the model takes numbers there: ` +
      'encode it inside the model, take it as a text input of that name, or declare the columns that the model uses',
  );
}
