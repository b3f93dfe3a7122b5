import { type Complaint, Complaints, type Table } from '../predictions';
import { dateValue, markedNumber } from './cells';
import type { ColumnFacts } from './column-facts';

/**
 * What is wrong or worth knowing about single cells: `not-a-number` in a numeric column, `unit-read`, `mixed-units`,
 * `separator-read` (thousands or decimal comma), `lost-zeros`, `not-a-date`, `date-order-assumed`. The first twenty of
 * each kind (of each unit one), with line and value, and how many in all.
 */
export function cellFaults(table: Table, facts: ColumnFacts, rows: Int32Array): Complaint[] {
  const complaints = new Complaints();
  switch (facts.type) {
    case 'integer':
    case 'number':
      numberFaults(table, facts, rows, complaints);
      break;
    case 'date':
      dateFaults(table, facts, rows, complaints);
      break;
    case 'id':
    case 'text':
      if (facts.padded > 0) zeroFaults(table, facts, rows, complaints);
      break;
    case 'category':
    case 'boolean':
      break;
  }
  return complaints.list;
}

function numberFaults(
  table: Table,
  { name, index, units: believed }: ColumnFacts,
  rows: Int32Array,
  complaints: Complaints,
): void {
  const units = new Map<string, Complaint & { count: number }>();
  for (const row of rows) {
    if (Number.isFinite(table.number(row, index)) || table.isMissing(row, index)) continue;
    const text = table.text(row, index);
    const marked = markedNumber(text);
    const at = { row: table.line(row), column: name, value: text };
    if (!marked || !believed.includes(marked.unit)) complaints.add({ code: 'not-a-number', ...at });
    else {
      if (marked.unit !== '') {
        const known = units.get(marked.unit) ?? {
          code: 'unit-read',
          ...at,
          expected: marked.unit,
          count: 0,
        };
        units.set(marked.unit, { ...known, count: known.count + 1 });
      }
      if (marked.digits !== 'plain')
        complaints.add({ code: 'separator-read', ...at, expected: String(marked.value) });
    }
  }
  if (units.size > 1)
    complaints.add({ code: 'mixed-units', column: name, value: [...units.keys()].join(', ') });
  // Once for each unit: a column of prices has one in every cell.
  for (const known of units.values()) complaints.add(known);
}

function dateFaults(
  table: Table,
  { name, index, dateOrder }: ColumnFacts,
  rows: Int32Array,
  complaints: Complaints,
): void {
  let certain = false;
  let assumed = -1;
  for (const row of rows) {
    if (table.isMissing(row, index)) continue;
    const text = table.text(row, index);
    const value = dateValue(text, dateOrder);
    const other = dateValue(text, dateOrder === 'day-first' ? 'month-first' : 'day-first');
    if (Number.isNaN(value))
      complaints.add({ code: 'not-a-date', row: table.line(row), column: name, value: text });
    else if (Number.isNaN(other)) certain = true;
    else if (value !== other && assumed < 0) assumed = row;
  }
  if (!certain && assumed >= 0)
    complaints.add({
      code: 'date-order-assumed',
      row: table.line(assumed),
      column: name,
      value: table.text(assumed, index),
      expected: new Date(dateValue(table.text(assumed, index), dateOrder))
        .toISOString()
        .slice(0, 10),
    });
}

/** `1` among `001`, `002`: a spreadsheet ate the zeros. */
function zeroFaults(
  table: Table,
  { name, index, padded }: ColumnFacts,
  rows: Int32Array,
  complaints: Complaints,
): void {
  for (const row of rows) {
    const text = table.text(row, index);
    if (/^\d+$/.test(text) && text.length < padded)
      complaints.add({
        code: 'lost-zeros',
        row: table.line(row),
        column: name,
        value: text,
        expected: text.padStart(padded, '0'),
      });
  }
}

/** Labels that differ only by case, accent or spaces, the rarer against the most frequent. */
export function spellingFaults(
  column: string,
  labels: readonly { readonly value: string; readonly count: number }[],
): Complaint[] {
  const usual = new Map<string, string>();
  const faults: Complaint[] = [];
  for (const { value, count } of labels) {
    const key = spelling(value);
    const known = usual.get(key);
    if (known === undefined) usual.set(key, value);
    else if (faults.length < 20)
      faults.push({ code: 'spelling-variant', column, value, expected: known, count });
  }
  return faults;
}

/** The same for labels that differ by case, accent or spaces. */
export function spelling(label: string): string {
  return label
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ')
    .trim();
}
