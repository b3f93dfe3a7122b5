import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { type BaselineQuestion, baselinesOf } from '@holdout/ml/baselines';
import { type MetricName, figureOf, scoredOf } from '@holdout/ml/metrics';
import { type Column, readTable } from '@holdout/ml/predictions';
import { columnFacts, instantsOf } from '@holdout/ml/profile';
import { generator } from '@holdout/ml/random';
import { calendarColumns } from '../../libs/ml/src/baselines/calendar';
import { modelColumn } from '../../apps/api/src/preparing/baselines.rules';
import { pythonWithScikitLearn } from '../support/scikit-learn';

const ROOT = join(__dirname, '..', '..');
const SHARED = join(ROOT, '..', 'shared', 'data');
const DEMO = join(ROOT, 'tools', 'demo', 'data');

interface Case {
  readonly name: string;
  readonly metrics: readonly MetricName[];
  readonly question: BaselineQuestion;
}

const times = <T>(n: number, of: (i: number) => T) => Array.from({ length: n }, (_, i) => of(i));

/** Three of five rows train. */
function dealt(rows: number, seed: string): Pick<BaselineQuestion, 'train' | 'held' | 'seed'> {
  const random = generator(seed);
  const part = times(rows, () => random() < 0.6);
  const all = Int32Array.from(part.keys());
  return { train: all.filter((i) => part[i]!), held: all.filter((i) => !part[i]!), seed };
}

function fileCase(
  path: string,
  target: string,
  task: 'regression' | 'binary' | 'multiclass',
  metrics: readonly MetricName[],
  rule?: (cell: string) => string,
): Case[] {
  if (!existsSync(path)) return [];
  const outcome = readTable(readFileSync(path));
  if (!outcome.ok) throw new Error(path);
  const { table } = outcome;
  const facts = columnFacts(table);
  const own = facts.find(({ name }) => name === target)!;
  const cells = times(table.rows, (row) => (rule ?? String)(table.text(row, own.index)));
  const classes = task === 'regression' ? [] : [...new Set(cells)].sort();
  return [
    {
      name: `${path.split('/').at(-1)!}: ${target} (${task})`,
      metrics,
      question: {
        ...dealt(table.rows, `${path.split('/').at(-1)!} ${task}`),
        task,
        metric: metrics[0]!,
        truth: Float64Array.from(cells, (cell) =>
          classes.length > 0 ? classes.indexOf(cell) : Number(cell),
        ),
        classes: classes.length,
        columns: facts
          .filter(({ name }) => name !== target)
          .flatMap((each) => modelColumn(table, each)),
      },
    },
  ];
}

const REGRESSION = ['r2', 'rmse', 'mae'] as const;
const CLASSES = ['log_loss', 'accuracy', 'roc_auc'] as const;

/** Numbers and labels with all that goes wrong with a column. */
function hostile(task: 'regression' | 'binary' | 'multiclass', seed: string): Case {
  const random = generator(seed);
  const n = 240;
  const rows = dealt(n, seed);
  const held = new Set(rows.held);
  const x = times(n, () => random() * 10 - 5);
  const z = times(n, () => random());
  const noise = times(n, () => random() - 0.5);
  const number = (name: string, values: readonly number[]): Column => ({
    name,
    kind: 'number',
    values: Float64Array.from(values),
  });
  const label = (name: string, of: (i: number) => string | null): Column => {
    const labels = [...new Set(times(n, of).filter((each) => each !== null))];
    return {
      name,
      kind: 'category',
      codes: Int32Array.from(times(n, of), (each) => (each === null ? -1 : labels.indexOf(each))),
      labels,
    };
  };
  const score = times(n, (i) => 2 * x[i]! - 3 * z[i]! + (i % 4) + 4 * noise[i]!);
  const level = [...score].sort((a, b) => a - b);
  const count = task === 'multiclass' ? 3 : 2;
  return {
    name: `hostile columns (${task})`,
    metrics: task === 'regression' ? REGRESSION : CLASSES,
    question: {
      ...rows,
      task,
      metric: task === 'regression' ? 'rmse' : 'log_loss',
      classes: task === 'regression' ? 0 : count,
      truth: Float64Array.from(score, (each) =>
        task === 'regression'
          ? 1e6 + each
          : times(count - 1, (k) => level[Math.floor(((k + 1) * n) / count)]!).filter(
              (cut) => each >= cut,
            ).length,
      ),
      columns: [
        number('x', x),
        number('twice x', x.map((each) => 2 * each + 1)),
        number('x far away', x.map((each) => 1e9 + each)),
        number('constant', times(n, () => 0.1)),
        number('constant in train', times(n, (i) => (held.has(i) ? i : 7))),
        number('missing', z.map((each, i) => (i % 3 === 0 ? Number.NaN : each))),
        number('huge', z.map((each) => each * 1e12)),
        label('kind', (i) => 'abcd'[i % 4]!),
        label('kind again', (i) => 'wxyz'[i % 4]!),
        label('missing label', (i) => (i % 5 === 0 ? null : 'pq'[i % 2]!)),
        label('unseen', (i) => (held.has(i) && i % 2 ? 'new' : 'mn'[i % 2]!)),
        label('one label', () => 'same'),
      ],
    },
  };
}

function seriesCase(): Case[] {
  const path = join(SHARED, 'daily-min-temperatures.csv');
  if (!existsSync(path)) return [];
  const outcome = readTable(readFileSync(path));
  if (!outcome.ok) throw new Error(path);
  const facts = columnFacts(outcome.table);
  const time = instantsOf(outcome.table, facts[0]!);
  const truth = Float64Array.from(time, (_, row) => outcome.table.number(row, 1));
  const all = Int32Array.from(time.keys());
  const train = all.subarray(0, Math.floor(all.length * 0.6));
  const held = all.subarray(train.length);
  return [
    {
      name: 'daily temperatures: trend and calendar (forecasting)',
      metrics: REGRESSION,
      question: { task: 'forecasting', metric: 'mae', truth, classes: 0, columns: [], train, held, time, seed: 's' },
    },
  ];
}

const cases: Case[] = [
  ...fileCase(join(SHARED, 'wine-red.csv'), 'score', 'regression', REGRESSION),
  ...fileCase(join(SHARED, 'wine-red.csv'), 'score', 'binary', CLASSES, (cell) =>
    Number(cell) >= 7 ? '1' : '0',
  ),
  ...fileCase(join(SHARED, 'german-credit.csv'), 'risk', 'binary', CLASSES),
  ...fileCase(join(DEMO, 'vinos.csv'), 'variedad', 'multiclass', CLASSES),
  ...fileCase(join(DEMO, 'diabetes.csv'), 'progresion', 'regression', REGRESSION),
  ...fileCase(join(DEMO, 'cancer_mama.csv'), 'diagnostico', 'binary', CLASSES),
  ...fileCase(join(DEMO, 'digitos.csv'), 'digito', 'multiclass', CLASSES),
  ...seriesCase(),
  hostile('regression', 'uno'),
  hostile('binary', 'dos'),
  hostile('multiclass', 'tres'),
];

interface Answer {
  readonly predicted: readonly number[];
  readonly probability: readonly number[] | null;
}

/** The columns that our model is made of, as cells that Python knows. */
function plain({ columns, time, train, held, task }: BaselineQuestion) {
  const own = task === 'forecasting' ? calendarColumns(time!, train, held, 365) : columns;
  return own.map((column) => ({
    kind: column.kind,
    values:
      column.kind === 'number'
        ? [...column.values].map((x) => (Number.isNaN(x) ? null : x))
        : [...column.codes].map((code) => (code < 0 ? null : column.labels[code]!)),
  }));
}

const python = pythonWithScikitLearn();

(python ? describe : describe.skip)('the references against scikit-learn', () => {
  let answers: readonly Answer[];

  beforeAll(() => {
    const run = spawnSync(python!, [join(__dirname, 'references.py')], {
      input: JSON.stringify(
        cases.map(({ question }) => ({
          task: question.task,
          classes: question.classes,
          truth: [...question.truth],
          train: [...question.train],
          held: [...question.held],
          columns: plain(question),
        })),
      ),
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    });
    if (run.status !== 0) throw new Error(run.stderr);
    answers = JSON.parse(run.stdout) as readonly Answer[];
  }, 300_000);

  it.each(cases.map((each, at) => ({ ...each, at })))(
    '$name: the same score to 1e-4',
    ({ question, metrics, at }) => {
      const { predictions, reference } = baselinesOf(question);
      const ours = predictions.find(({ kind }) => kind === reference);
      const theirs = answers[at]!;
      expect(ours).toBeDefined();
      const { task, classes, truth, held } = question;
      const figures = (predicted: ArrayLike<number>, probability: ArrayLike<number> | null) =>
        metrics.map((metric) => {
          const { value } = figureOf(
            metric,
            scoredOf({
              task,
              classes,
              truth: Float64Array.from(held, (row) => truth[row]!),
              predicted: Float64Array.from(predicted),
              probability: probability && Float64Array.from(probability),
            }),
          );
          return value!;
        });
      const expected = figures(theirs.predicted, theirs.probability);
      figures(ours!.predicted, ours!.probability).forEach((value, m) => {
        expect(Math.abs(value - expected[m]!) / Math.max(1, Math.abs(expected[m]!))).toBeLessThan(1e-4);
      });
      // And row by row: a score may agree by luck.
      const [a, b] = [ours!.probability ?? ours!.predicted, theirs.probability ?? theirs.predicted];
      const worst = b.reduce((most, p, i) => Math.max(most, Math.abs(p - a[i]!) / Math.max(1, Math.abs(p))), 0);
      expect(worst).toBeLessThan(1e-4);
    },
  );
});
