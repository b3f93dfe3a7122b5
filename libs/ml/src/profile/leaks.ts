import { type Table, categoryColumn } from '../predictions';
import { sortAscending } from '../metrics';
import { PART } from '../splits';
import {
  type TargetValues,
  labelAssociation,
  numberAssociation,
  pearsonSquared,
  ranksOf,
} from './association';
import { type ColumnFacts, instantsOf, numbersOf } from './column-facts';
import { type RowOrder, type Shift, type Sought, shiftOf, soughtOf } from './shifted';
import type { Suspicion } from './suspicion';

/** A challenge as far as it can leak. */
export interface LeakQuestion {
  readonly table: Table;
  /** Of all columns: rows are ordered and grouped by any of them. */
  readonly facts: readonly ColumnFacts[];
  /** Names of the columns that students get. */
  readonly features: readonly string[];
  readonly target: TargetValues;
  readonly parts: Uint8Array;
  /** What the split ordered by or kept together. */
  readonly splitColumn: string | null;
}

const TELLS = { r2: 0.98, auc: 0.985, gain: 0.95 } as const;
const ORDERS = 0.9;
/** Associations of more training rows are taken from as many, evenly. */
const MOST_ROWS = 50_000;
const MOST_LABELS = 2000;
const MOST_GROUPINGS = 4;

/**
 * What makes a score mean less than it says: `predicts-target` (a column tells the target alone, on training rows),
 * `id-orders-target`, `target-shifted` and `target-rolling` (by how many rows), `twins-across-parts` (held-out rows
 * whose features stand in train), `constant-in-train` (a column that varies in held-out rows alone), `unseen-category`
 * (labels that only held-out rows have).
 */
export function leaksOf(question: LeakQuestion): Suspicion[] {
  const { facts, features } = question;
  const shown = facts.filter(({ name }) => features.includes(name));
  const orders = ordersOf(question);
  const sought = soughtOf(question.target);
  const rows = trainingRows(question.parts);
  return [
    ...twinsAcross(question, shown),
    ...shown.flatMap((each) => [
      ...tells(question, each, rows),
      ...shifted(question, each, sought, orders),
      ...constantInTrain(question, each),
      ...unseen(question, each),
    ]),
  ];
}

const isNumeric = ({ type }: ColumnFacts) => type === 'integer' || type === 'number';

function tells(
  { table, target }: LeakQuestion,
  column: ColumnFacts,
  rows: Int32Array,
): Suspicion[] {
  if (column.type === 'date') return [];
  const own = takeTarget(target, rows);
  if (column.type === 'id') return ordersTarget(table, column, rows, own);
  const { measure, value } = isNumeric(column)
    ? numberAssociation(take(numbersOf(table, column), rows), own)
    : labelAssociation(labelCodes(table, column, rows), own);
  return value >= TELLS[measure]
    ? [{ code: 'predicts-target', column: column.name, value, facts: { measure } }]
    : [];
}

/** An id that counts up while the target does. */
function ordersTarget(
  table: Table,
  column: ColumnFacts,
  rows: Int32Array,
  target: TargetValues,
): Suspicion[] {
  const ids = take(numbersOf(table, column), rows);
  let value: number;
  if (target.kind === 'number')
    value = Math.sqrt(pearsonSquared(ranksOf(ids), ranksOf(target.values)));
  else {
    const found = numberAssociation(ids, target);
    value = found.measure === 'auc' ? 2 * found.value - 1 : found.value;
  }
  return value >= ORDERS
    ? [{ code: 'id-orders-target', column: column.name, value, facts: {} }]
    : [];
}

function shifted(
  { table, target, parts }: LeakQuestion,
  column: ColumnFacts,
  sought: Sought,
  orders: readonly RowOrder[],
): Suspicion[] {
  if (column.type === 'date') return [];
  const cells = cellsAs(table, column, target);
  const found = shiftOf(cells, sought, orders);
  if (!found) return [];
  const suspicion = shiftSuspicion(column.name, found);
  return [{ ...suspicion, facts: { ...suspicion.facts, ...publishedBy(found, cells, parts) } }];
}

/**
 * How many held-out answers stand in, or are averaged into, another row's cell, which students get. None where cells
 * after the origin are left empty, or the shift is as long as what is held out.
 */
function publishedBy(
  { kind, rows: shift, order: { rows, group } }: Shift,
  cells: Float64Array,
  parts: Uint8Array,
): { published: number; heldOut: number } {
  // The nearest row of a rolling window is the one before.
  const step = kind === 'shift' ? shift : 1;
  let published = 0;
  for (let i = Math.max(0, step); i < rows.length + Math.min(0, step); i++) {
    const here = rows[i]!;
    const there = rows[i - step]!;
    const shown = !Number.isNaN(cells[here]!) && (!group || group[here] === group[there]);
    if (shown && parts[there] !== PART.train) published++;
  }
  return { published, heldOut: parts.reduce((n, part) => n + (part === PART.train ? 0 : 1), 0) };
}

function shiftSuspicion(column: string, { kind, rows, order }: Shift): Suspicion {
  return {
    code: kind === 'shift' ? 'target-shifted' : 'target-rolling',
    column,
    value: rows,
    facts: {
      ...(order.by !== null && { by: order.by }),
      ...(order.within !== null && { within: order.within }),
    },
  };
}

/** A feature's cells in the target's own terms. */
function cellsAs(table: Table, column: ColumnFacts, target: TargetValues): Float64Array {
  if (target.kind === 'number') return numbersOf(table, column);
  const code = new Map(target.classes.map((label, at) => [label, at]));
  return Float64Array.from({ length: table.rows }, (_, row) =>
    table.isMissing(row, column.index)
      ? Number.NaN
      : (code.get(table.text(row, column.index)) ?? -1),
  );
}

/** As the file stands, by each date, and both within each column that groups rows. */
function ordersOf({ table, facts, splitColumn }: LeakQuestion): RowOrder[] {
  const file = Int32Array.from({ length: table.rows }, (_, row) => row);
  const whole: RowOrder[] = [{ by: null, within: null, rows: file, group: null }];
  for (const column of facts) {
    if (column.type !== 'date' && !(column.name === splitColumn && isNumeric(column))) continue;
    const time = instantsOf(table, column);
    if (whole.length < 3)
      whole.push({ by: column.name, within: null, rows: sorted(file, time), group: null });
  }
  const grouped = facts
    .filter(({ type, name }) => type === 'category' || (type !== 'number' && name === splitColumn))
    .slice(0, MOST_GROUPINGS)
    .flatMap((column) => {
      const { codes } = categoryColumn(table, column.index);
      const group = Float64Array.from(codes);
      return whole.map(({ by, rows }): RowOrder => ({
        by,
        within: column.name,
        rows: sorted(rows, group),
        group: codes,
      }));
    });
  return [...whole, ...grouped];
}

/** A stable sort: rows of equal keys stay as they stood. NaN goes last. */
function sorted(rows: Int32Array, keys: Float64Array): Int32Array {
  const at = new Int32Array(rows.length);
  rows.forEach((row, i) => (at[row] = i));
  const key = (row: number) => (Number.isNaN(keys[row]!) ? Number.POSITIVE_INFINITY : keys[row]!);
  return Int32Array.from(rows).sort((a, b) => {
    const [x, y] = [key(a), key(b)];
    return x < y ? -1 : x > y ? 1 : at[a]! - at[b]!;
  });
}

function twinsAcross({ table, parts }: LeakQuestion, shown: readonly ColumnFacts[]): Suspicion[] {
  const compared = shown.filter(({ type }) => type !== 'id').map(({ index }) => index);
  if (compared.length === 0) return [];
  const key = (row: number) => table.contentKey(row, compared);
  const known = sortAscending(
    Float64Array.from(
      rowsWhere(parts, (part) => part === PART.train),
      key,
    ),
  );
  const held = rowsWhere(parts, (part) => part !== PART.train);
  const twins = held.reduce((count, row) => count + (includes(known, key(row)) ? 1 : 0), 0);
  return twins === 0
    ? []
    : [{ code: 'twins-across-parts', column: null, value: twins, facts: { heldOut: held.length } }];
}

function includes(ascending: Float64Array, x: number): boolean {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ascending[middle]! < x) low = middle + 1;
    else high = middle;
  }
  return ascending[low] === x;
}

/** A number that never varies in train, and does after: labels that do so are unseen categories. */
function constantInTrain({ table, parts }: LeakQuestion, column: ColumnFacts): Suspicion[] {
  if (!isNumeric(column)) return [];
  const values = numbersOf(table, column);
  let first = Number.NaN;
  let others = 0;
  for (let row = 0; row < values.length; row++) {
    const x = values[row]!;
    if (parts[row] !== PART.train || Number.isNaN(x)) continue;
    if (Number.isNaN(first)) first = x;
    else if (x !== first) return [];
  }
  for (let row = 0; row < values.length; row++)
    if (parts[row] !== PART.train && !Number.isNaN(values[row]!) && values[row] !== first) others++;
  return others === 0
    ? []
    : [
        {
          code: 'constant-in-train',
          column: column.name,
          value: others,
          facts: { ...(!Number.isNaN(first) && { values: first }) },
        },
      ];
}

/** Labels that a model can know nothing of: no training row has them. */
function unseen({ table, parts }: LeakQuestion, column: ColumnFacts): Suspicion[] {
  if (column.type !== 'category' && column.type !== 'boolean') return [];
  const { codes, labels } = categoryColumn(table, column.index);
  if (labels.length > MOST_LABELS) return [];
  const trained = new Uint8Array(labels.length);
  const held = new Uint32Array(labels.length);
  codes.forEach((code, row) => {
    if (code < 0) return;
    if (parts[row] === PART.train) trained[code] = 1;
    else held[code]! += 1;
  });
  const strange = [...labels.keys()].filter((code) => trained[code] === 0);
  if (strange.length === 0) return [];
  return [
    {
      code: 'unseen-category',
      column: column.name,
      value: strange.reduce((rows, code) => rows + held[code]!, 0),
      facts: {
        values: strange
          .slice(0, 10)
          .map((code) => labels[code]!)
          .join(', '),
      },
    },
  ];
}

function labelCodes(table: Table, { index }: ColumnFacts, rows: Int32Array): Int32Array {
  const { codes, labels } = categoryColumn(table, index);
  // Nearly as many labels as rows tell nothing of any other row.
  return labels.length > MOST_LABELS
    ? new Int32Array(rows.length).fill(-1)
    : Int32Array.from(rows, (row) => codes[row]!);
}

function trainingRows(parts: Uint8Array): Int32Array {
  const rows = rowsWhere(parts, (part) => part === PART.train);
  if (rows.length <= MOST_ROWS) return rows;
  const step = rows.length / MOST_ROWS;
  return Int32Array.from({ length: MOST_ROWS }, (_, i) => rows[Math.floor(i * step)]!);
}

function rowsWhere(parts: Uint8Array, wanted: (part: number) => boolean): Int32Array {
  return Int32Array.from(parts.keys()).filter((row) => wanted(parts[row]!));
}

const take = (values: Float64Array, rows: Int32Array) =>
  Float64Array.from(rows, (row) => values[row]!);

function takeTarget(target: TargetValues, rows: Int32Array): TargetValues {
  return target.kind === 'number'
    ? { kind: 'number', values: take(target.values, rows) }
    : { ...target, codes: Int32Array.from(rows, (row) => target.codes[row]!) };
}
