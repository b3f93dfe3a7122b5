import { type Expected, type Table, categoryColumn } from '../predictions';
import { ordered } from './classes';
import { Faults, idsOf, predictionsOf, tableOf } from './files';
import { type Given, JSON_OPTION, type Options, type Outcome } from './options';
import { sentenceOf } from './sentences';
import { TASK_OPTION, type TaskName } from './score';

export const CHECK_OPTIONS: Options = {
  task: TASK_OPTION,
  test: { help: 'the test features, with their ids', value: 'TEST.csv', needed: true },
  predictions: { help: 'what is to be submitted', value: 'P.csv', needed: true },
  classes: { help: 'the classes there are; any label is taken, if not said', value: 'A,B,…' },
  probabilities: { help: 'the metric needs them' },
  json: JSON_OPTION,
};

/** What `holdout check --json` prints of a file that would be taken. */
export interface CheckReport {
  readonly task: TaskName;
  readonly rows: number;
  readonly probabilities: boolean;
  /** As they were given, or found in the file. */
  readonly classes?: readonly string[];
  readonly notes: readonly string[];
}

/** Whether a file of predictions would be taken, by the reader that scores it. No truth is needed. */
export function check(given: Given): Outcome<CheckReport> {
  const task = given['task'] as TaskName;
  const read = tableOf(given['test']!);
  if (!read.ok) return read;
  const inTest = new Faults(given['test']!);
  const ids = idsOf(read.value.table, inTest);
  if (inTest.list.length > 0) return { ok: false, faults: inTest.list };
  const classes = classesOf(task, given);
  if (!classes.ok) return classes;
  const expected: Expected = {
    task,
    ids,
    classes: classes.value,
    needsProbability: given['probabilities'] !== undefined,
    partial: false,
  };
  const outcome = predictionsOf(given['predictions']!, expected);
  if (!outcome.ok) return outcome;
  const { predictions, notes } = outcome.value;
  return {
    ok: true,
    value: {
      task,
      rows: ids.length,
      probabilities: predictions.probability !== null,
      ...(classes.value.length > 0 && { classes: classes.value }),
      notes: [
        ...((task === 'binary' || task === 'multiclass') && given['classes'] === undefined
          ? ['the classes are those of the file itself; --classes compares them with the data’s']
          : []),
        ...notes.map((note) => sentenceOf(given['predictions']!, note)),
      ],
    },
  };
}

function classesOf(task: TaskName, given: Given): Outcome<readonly string[]> {
  if (task !== 'binary' && task !== 'multiclass') return { ok: true, value: [] };
  if (given['classes'] !== undefined)
    return { ok: true, value: given['classes'].split(',').map((label) => label.trim()) };
  const read = tableOf(given['predictions']!);
  return read.ok ? { ok: true, value: writtenIn(read.value.table) } : read;
}

/** The classes that a file speaks of, in its header and in its rows. */
function writtenIn(table: Table): string[] {
  const inHeader = table.columns.flatMap((name) => /^proba_(.+)$/i.exec(name)?.[1] ?? []);
  if (inHeader.length > 0) return inHeader;
  const column = table.columns.findIndex((name) => name.toLowerCase() === 'prediction');
  return column < 0 ? [] : ordered(categoryColumn(table, column).labels);
}

export function checkText({ rows, probabilities, classes, notes }: CheckReport): string {
  const what = [
    `${rows} rows`,
    ...(classes ? [`classes ${classes.slice(0, 20).join(', ')}`] : []),
    probabilities ? 'with probabilities' : 'without probabilities',
  ];
  return [
    `This file would be taken: ${what.join('; ')}.`,
    ...notes.map((note) => `note: ${note}`),
  ].join('\n');
}
