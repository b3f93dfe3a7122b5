import {
  Complaints,
  type Complaint,
  type Condition,
  RULE_CLASSES,
  type Table,
  holds,
} from '@holdout/ml/predictions';
import { type ColumnFacts, type TargetValues, numbersOf } from '@holdout/ml/profile';
import { PART, PART_NAMES, classesMissing, partRows } from '@holdout/ml/splits';

/** What is to be predicted, and as what. */
export interface TargetPlan {
  readonly task: 'regression' | 'binary' | 'multiclass' | 'forecasting' | 'clustering';
  readonly target: {
    readonly name: string;
    readonly column: string;
    readonly condition: Condition | null;
  };
  readonly positive: string | null;
  /** Rows in a season of a forecast; null to find it from the dates. */
  readonly season: number | null;
}

export interface TargetTruth {
  readonly target: TargetValues;
  /** Per row of the file the number, or the index of the class. */
  readonly truth: Float64Array;
  /** [negative, positive] of a binary task; empty for numbers. */
  readonly classes: readonly string[];
}

export type TruthOutcome =
  | { readonly ok: true; readonly found: TargetTruth }
  | { readonly ok: false; readonly complaints: readonly Complaint[] };

/** More are a number, or a name. */
export const MOST_CLASSES = 100;
/** A score of fewer rows is a coin toss. */
export const FEWEST_ROWS_OF_A_PART = 5;

/**
 * The truth of every row, or all that stands against it at once: cells that are missing or no number (line by line),
 * a constant, too few or too many classes, classes that a reader of predictions could not tell apart, a part that has
 * no row of a class, or hardly any row at all.
 */
export function truthOf(
  table: Table,
  facts: readonly ColumnFacts[],
  plan: TargetPlan,
  parts: Uint8Array,
): TruthOutcome {
  const complaints = new Complaints();
  const column = facts.find(({ name }) => name === plan.target.column);
  if (!column) return refuse([{ code: 'target-unknown', column: plan.target.column }]);
  const asNumber =
    plan.target.condition !== null || plan.task === 'regression' || plan.task === 'forecasting';
  const numbers = asNumber ? numbersOf(table, column) : undefined;
  for (let row = 0; row < table.rows; row++) {
    const at = { row: table.line(row), column: column.name };
    if (table.isMissing(row, column.index)) complaints.add({ code: 'target-missing', ...at });
    else if (numbers && Number.isNaN(numbers[row]!))
      complaints.add({
        code: 'target-not-a-number',
        ...at,
        value: table.text(row, column.index),
      });
  }
  addSmallParts(parts, complaints);
  addLongSeason(plan.season, partRows(parts).train, complaints);
  if (complaints.any()) return refuse(complaints.list);
  const outcome =
    numbers && plan.target.condition === null
      ? numbersTruth(numbers, column.name)
      : classTruth(
          numbers ? ruleLabels(numbers, plan.target.condition!) : labelsOf(table, column),
          plan,
        );
  if (!outcome.ok) return outcome;
  const faults = partFaults(outcome.found, parts, plan);
  return faults.length > 0 ? refuse(faults) : outcome;
}

const refuse = (complaints: readonly Complaint[]): TruthOutcome => ({ ok: false, complaints });

function addSmallParts(parts: Uint8Array, complaints: Complaints): void {
  const rows = partRows(parts);
  for (const name of PART_NAMES)
    if (rows[name] < FEWEST_ROWS_OF_A_PART)
      complaints.add({
        code: 'part-too-small',
        value: name,
        count: rows[name],
        expected: String(FEWEST_ROWS_OF_A_PART),
      });
}

/** What repeats is seen to repeat in two seasons at least. */
function addLongSeason(season: number | null, train: number, complaints: Complaints): void {
  if (season !== null && season > 1 && train < 2 * season)
    complaints.add({
      code: 'season-too-long',
      column: 'season',
      value: String(season),
      count: train,
      expected: String(Math.max(1, Math.floor(train / 2))),
    });
}

function numbersTruth(values: Float64Array, column: string): TruthOutcome {
  if (values.every((y) => y === values[0]))
    return refuse([{ code: 'target-constant', column, value: String(values[0]) }]);
  return { ok: true, found: { target: { kind: 'number', values }, truth: values, classes: [] } };
}

const ruleLabels = (numbers: Float64Array, condition: Condition): string[] =>
  Array.from(numbers, (x) => RULE_CLASSES[holds(condition, x) ? 1 : 0]);

/** As they are written; numbers that are written in two ways (`1`, `1.0`) are one class. */
function labelsOf(table: Table, { index }: ColumnFacts): string[] {
  const known = new Map<string, string>();
  const texts = Array.from({ length: table.rows }, (_, row) => {
    const text = table.text(row, index);
    const same = known.get(text);
    if (same !== undefined) return same;
    known.set(text, text);
    return text;
  });
  const numeric = [...known.keys()].every((text) => Number.isFinite(Number(text)));
  return numeric ? texts.map((text) => String(Number(text))) : texts;
}

function classTruth(
  labels: readonly string[],
  { task, positive, target }: TargetPlan,
): TruthOutcome {
  const found = sortedClasses(new Set(labels));
  const column = target.name;
  if (found.length === 1)
    return refuse([{ code: 'target-constant', column, value: found[0] ?? '' }]);
  if (task === 'binary' && found.length > 2)
    return refuse([
      {
        code: 'not-two-classes',
        column,
        value: found.slice(0, 10).join(', '),
        count: found.length,
        expected: '2',
      },
    ]);
  if (found.length > MOST_CLASSES)
    return refuse([
      { code: 'too-many-classes', column, count: found.length, expected: String(MOST_CLASSES) },
    ]);
  const alike = alikeClasses(found, column);
  if (alike.length > 0) return refuse(alike);
  const wanted =
    positive === null || !Number.isFinite(Number(positive)) || found.includes(positive)
      ? positive
      : String(Number(positive));
  if (task === 'binary' && wanted !== null && !found.includes(wanted))
    return refuse([
      { code: 'positive-unknown', column: 'positive', value: wanted, expected: found.join(', ') },
    ]);
  const classes = task === 'binary' && wanted === found[0] ? [found[1]!, found[0]] : found;
  const code = new Map(classes.map((label, at) => [label, at]));
  const codes = Int32Array.from(labels, (label) => code.get(label)!);
  return {
    ok: true,
    found: { target: { kind: 'class', codes, classes }, truth: Float64Array.from(codes), classes },
  };
}

/** Numbers by size, else by code point: the order in which scikit-learn has them. */
function sortedClasses(labels: ReadonlySet<string>): string[] {
  const all = [...labels];
  return all.every((label) => Number.isFinite(Number(label)))
    ? all.sort((a, b) => Number(a) - Number(b))
    : all.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}

/** Predictions are read whatever the case of a label: two that differ by nothing else would be one. */
function alikeClasses(classes: readonly string[], column: string): Complaint[] {
  const known = new Map<string, string>();
  return classes.flatMap((label): Complaint[] => {
    const key = label.toLowerCase();
    const before = known.get(key);
    known.set(key, before ?? label);
    return before === undefined
      ? []
      : [{ code: 'classes-alike', column, value: label, expected: before }];
  });
}

function partFaults(
  { target, truth, classes }: TargetTruth,
  parts: Uint8Array,
  { task, target: { name: column } }: TargetPlan,
): Complaint[] {
  // Clusters are compared as they lie: a part may lack one of them.
  if (task === 'clustering') return [];
  if (target.kind === 'class')
    return classesMissing(parts, target.codes, classes).map((fault) => ({ ...fault, column }));
  return PART_NAMES.flatMap((name): Complaint[] => {
    const own = truth.filter((_, row) => parts[row] === PART[name]);
    return own.every((y) => y === own[0])
      ? [{ code: 'target-constant-in-part', column, value: String(own[0]), expected: name }]
      : [];
  });
}
