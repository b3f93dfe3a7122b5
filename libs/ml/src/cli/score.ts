import { withIntervals } from '../intervals';
import { allFigures, confusionMatrix, scoredOf, type Scored } from '../metrics';
import {
  type Expected,
  type Predictions,
  type Table,
  categoryColumn,
  numberColumn,
} from '../predictions';
import { ordered, twoClasses } from './classes';
import { Faults, idsOf, predictionsOf, tableOf, targetOf } from './files';
import { type Given, JSON_OPTION, type Options, type Outcome, whole } from './options';
import { sentenceOf } from './sentences';

const TASKS = ['regression', 'binary', 'multiclass', 'forecasting', 'clustering'] as const;
export type TaskName = (typeof TASKS)[number];

export const TASK_OPTION = { help: 'what is predicted', value: 'TASK', needed: true, among: TASKS };
/** The library draws as many. */
const REPLICATES = '1000';

export const SCORE_OPTIONS: Options = {
  task: TASK_OPTION,
  truth: { help: 'id and the target; other columns are allowed', value: 'T.csv', needed: true },
  predictions: {
    help: 'id,prediction[,probability | ,proba_CLASS,…]',
    value: 'P.csv',
    needed: true,
  },
  target: { help: 'column of T.csv; its only one besides id, if not said', value: 'NAME' },
  positive: {
    help: 'the positive class of a binary task; 1, true or yes, if not said',
    value: 'LABEL',
  },
  classes: { help: 'all classes, where T.csv has not every one', value: 'A,B,…' },
  features: { help: 'number of features, for adjusted_r2', value: 'P', test: whole(0, 1e9) },
  train: { help: 'CSV of the training part in time order, for mase', value: 'TRAIN.csv' },
  season: {
    help: 'steps of a season, for mase and for blocks of time; 1',
    value: 'M',
    test: whole(1, 1e9),
  },
  bootstrap: {
    help: `0: no intervals; ${REPLICATES}, if not said`,
    value: 'N',
    among: ['0', REPLICATES],
  },
  seed: { help: 'of the intervals; the same seed, the same figures', value: 'S' },
  json: JSON_OPTION,
};

/** A figure with its ends, or why one of them is missing. */
interface Metric {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly reason?: string;
}

/** What `holdout score --json` prints. */
export interface ScoreReport {
  readonly task: TaskName;
  readonly n: number;
  readonly metrics: Readonly<Record<string, Metric>>;
  /** Rows are the truth. */
  readonly confusion_matrix?: { readonly labels: string[]; readonly counts: number[][] };
  readonly notes?: string[];
}

interface Truth {
  readonly ids: Int32Array;
  readonly values: Float64Array;
  readonly classes: readonly string[];
}

export function score(given: Given): Outcome<ScoreReport> {
  const task = given['task'] as TaskName;
  const read = tableOf(given['truth']!);
  if (!read.ok) return read;
  const truth = truthOf(read.value.table, task, given);
  if (!truth.ok) return truth;
  const { ids, values, classes } = truth.value;
  const expected: Expected = {
    task,
    ids,
    classes: task === 'clustering' ? [] : classes,
    needsProbability: false,
    partial: false,
  };
  const train = trainOf(given, read.value.table);
  const predictions = predictionsOf(given['predictions']!, expected);
  const faults = [train, predictions].flatMap((each) => (each.ok ? [] : each.faults));
  if (!train.ok || !predictions.ok) return { ok: false, faults };
  const scored = scoredBy(task, values, predictions.value.predictions, classes.length, {
    given,
    train: train.value,
  });
  const notes = [
    ...read.value.notes,
    ...predictions.value.notes.map((note) => sentenceOf(given['predictions']!, note)),
  ];
  return {
    ok: true,
    value: {
      task,
      n: ids.length,
      metrics: metricsOf(scored, given),
      ...('classes' in scored && { confusion_matrix: matrixOf(scored, classes) }),
      ...(notes.length > 0 && { notes }),
    },
  };
}

function truthOf(table: Table, task: TaskName, given: Given): Outcome<Truth> {
  const faults = new Faults(given['truth']!);
  const ids = idsOf(table, faults);
  const column = targetOf(table, given['target'], faults);
  if (column === undefined) return { ok: false, faults: faults.list };
  const truth =
    task === 'regression' || task === 'forecasting'
      ? { ids, values: numbersIn(table, column, faults), classes: [] }
      : { ids, ...labelsIn(table, column, task, given, faults) };
  return faults.list.length > 0 ? { ok: false, faults: faults.list } : { ok: true, value: truth };
}

function numbersIn(table: Table, column: number, faults: Faults): Float64Array {
  const { values } = numberColumn(table, column);
  values.forEach((value, row) => {
    if (Number.isFinite(value)) return;
    const text = table.text(row, column);
    const code = text === '' ? 'empty-cell' : 'not-a-number';
    faults.add({ code, row: table.line(row), column: table.columns[column]!, value: text });
  });
  return values;
}

function labelsIn(
  table: Table,
  column: number,
  task: TaskName,
  given: Given,
  faults: Faults,
): Pick<Truth, 'values' | 'classes'> {
  const { codes, labels } = categoryColumn(table, column);
  codes.forEach((code, row) => {
    if (code >= 0) return;
    faults.add({ code: 'empty-cell', row: table.line(row), column: table.columns[column]! });
  });
  const all = [...labels, ...(given['classes']?.split(',').map((label) => label.trim()) ?? [])];
  const classes = task === 'binary' ? twoClasses(all, given['positive']) : ordered(all);
  if (typeof classes === 'string') {
    faults.say(classes);
    return { values: new Float64Array(0), classes: [] };
  }
  const place = labels.map((label) => classes.indexOf(label));
  return { values: Float64Array.from(codes, (code) => place[code] ?? -1), classes };
}

/** For MASE alone: the target's column of the training part. */
function trainOf(given: Given, truth: Table): Outcome<Float64Array | undefined> {
  const file = given['train'];
  if (file === undefined) return { ok: true, value: undefined };
  const read = tableOf(file);
  if (!read.ok) return read;
  const faults = new Faults(file);
  const target = given['target'] ?? truth.columns.find((name) => name.toLowerCase() !== 'id');
  const column = targetOf(read.value.table, target, faults);
  const values = column === undefined ? undefined : numbersIn(read.value.table, column, faults);
  return faults.list.length > 0 ? { ok: false, faults: faults.list } : { ok: true, value: values };
}

function scoredBy(
  task: TaskName,
  truth: Float64Array,
  { predicted, probability }: Predictions,
  classes: number,
  { given, train }: { given: Given; train: Float64Array | undefined },
): Scored {
  const scored = scoredOf({ task, classes, truth, predicted, probability });
  if (scored.task === 'regression' && given['features'] !== undefined)
    return { ...scored, features: Number(given['features']) };
  if (scored.task === 'forecasting')
    return { ...scored, season: Number(given['season'] ?? 1), ...(train && { train }) };
  return scored;
}

function metricsOf(scored: Scored, given: Given): Record<string, Metric> {
  if (given['bootstrap'] !== '0')
    return { ...withIntervals(scored, { seed: given['seed'] ?? '0' }) };
  return Object.fromEntries(
    Object.entries(allFigures(scored)).map(([name, figure]) => [
      name,
      { ...figure, low: null, high: null },
    ]),
  );
}

function matrixOf(
  { truth, predicted, classes }: Extract<Scored, { task: 'binary' | 'multiclass' }>,
  labels: readonly string[],
): NonNullable<ScoreReport['confusion_matrix']> {
  const { counts } = confusionMatrix(truth, predicted, classes);
  return {
    labels: [...labels],
    counts: labels.map((_, row) => [...counts.subarray(row * classes, (row + 1) * classes)]),
  };
}

/** For people: a line a figure. */
export function scoreText({ task, n, metrics, confusion_matrix, notes = [] }: ScoreReport): string {
  const lines = Object.entries(metrics).map(([name, { value, low, high, reason }]) => {
    const ends = low === null || high === null ? '' : `[${digits(low)}, ${digits(high)}]`;
    return `${name.padEnd(24)}${(value === null ? '–' : digits(value)).padStart(14)}  ${ends || (reason ?? '')}`;
  });
  const matrix = confusion_matrix
    ? [
        '',
        `confusion matrix, rows = truth (${confusion_matrix.labels.join(', ')})`,
        ...confusion_matrix.counts.map((row) =>
          row.map((count) => String(count).padStart(10)).join(''),
        ),
      ]
    : [];
  return [
    `${task}, ${n} rows`,
    '',
    ...lines,
    ...matrix,
    ...notes.map((note) => `note: ${note}`),
  ].join('\n');
}

const digits = (value: number) => String(Number(value.toPrecision(6)));
