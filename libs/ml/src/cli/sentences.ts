import type { Complaint } from '../predictions';

/** What each fault of a file means, as the product's pages say it. */
const SENTENCES: Readonly<Record<string, (fault: Complaint) => string>> = {
  'ambiguous-class': ({ value }) =>
    `“${value}” could be more than one class; write it as the data do`,
  'bad-id': ({ value }) => `“${value}” is not an id`,
  'bad-probability': ({ value }) => `“${value}” is not a probability between 0 and 1`,
  'binary-file': ({ value }) =>
    `this is no text file${value === undefined ? '' : ` (${value})`}; save it as CSV`,
  'class-matched': ({ value, expected }) => `“${value}” was read as “${expected}”`,
  'class-too-small': ({ value, expected }) =>
    `class “${value}” has too few rows; it takes ${expected}`,
  'duplicate-column': ({ value }) => `two columns have the name ${value}`,
  'duplicate-id': ({ value, expected }) => `id ${value} was there already, in row ${expected}`,
  'empty-cell': () => 'the cell is empty',
  'empty-column-name': ({ value }) => `column number ${value} has no name`,
  'empty-file': () => 'the file is empty',
  'file-unreadable': ({ value }) => `the file cannot be read (${value})`,
  'formula-cell': ({ value }) => `the cell holds a formula, not its value: ${value}`,
  'long-row': ({ expected }) => `this row does not end; a row has at most ${expected} bytes`,
  'missing-column': () => 'this column is missing',
  'missing-id': ({ value }) => `there is no prediction for id ${value}`,
  'missing-in-split-column': ({ count }) => `the column has ${count} empty cells`,
  'no-header': ({ value }) => `the first row does not seem to name the columns: ${value}`,
  'no-rows': () => 'the file has no rows of data',
  'not-a-number': ({ value }) => `“${value}” is not a number`,
  'not-finite': ({ value }) => `“${value}” is not a finite number`,
  'one-column': () => 'the file has one column only; is its separator another?',
  'part-without-rows': ({ value }) => `part ${value} gets no rows`,
  'ragged-row': ({ value, expected }) => `this row has ${value} cells; expected are ${expected}`,
  'read-as-latin-1': () => 'the file is not UTF-8; it was read as Latin-1 (Windows-1252)',
  'row-sum': ({ value, expected }) =>
    `the probabilities of the row sum to ${value}, not ${expected}`,
  'split-column-unknown': ({ value, expected }) =>
    `there is no column “${value}”; there are ${expected}`,
  'too-few-groups': ({ count, expected }) => `${count} groups are too few; it takes ${expected}`,
  'too-few-instants': ({ count, expected }) =>
    `${count} instants are too few; it takes ${expected}`,
  'too-few-rows': ({ count, expected }) =>
    `${count} different rows are too few; it takes ${expected}`,
  'too-many-clusters': () => 'there are too many different clusters',
  'too-many-columns': ({ value, expected }) =>
    `the file has ${value} columns; at most ${expected} are read`,
  'unclosed-quote': () => 'a quote opens here and is never closed',
  'unknown-class': ({ value, expected }) => `“${value}” is not one of the classes: ${expected}`,
  'unknown-column': ({ expected }) =>
    `this column does not belong here${expected === undefined ? '' : `; did you mean “${expected}”?`}`,
  'unknown-id': ({ value }) => `id ${value} is not one of the rows to predict`,
};

/** `P.csv, row 7, column prediction: “uno” is not a number (12 in all)`. */
export function sentenceOf(file: string, fault: Complaint): string {
  const { code, row, column, count } = fault;
  const where = [
    file,
    ...(row === undefined ? [] : [`row ${row}`]),
    ...(column === undefined ? [] : [`column ${column}`]),
  ].join(', ');
  const inAll = count !== undefined && count > 1 ? ` (${count} in all)` : '';
  return `${where}: ${SENTENCES[code]?.(fault) ?? code}${inAll}`;
}
