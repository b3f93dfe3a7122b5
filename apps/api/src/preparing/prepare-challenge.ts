import type { Complaint, Dataset, MetricId, Warning } from '@holdout/contracts';
import { type BaselinePredictions, type Baselines, baselinesOf } from '@holdout/ml/baselines';
import { METRICS, figureOf, scoredOf } from '@holdout/ml/metrics';
import { type Column, type Table, categoryColumn } from '@holdout/ml/predictions';
import { type ColumnFacts, columnFacts, instantsOf, leaksOf, numbersOf } from '@holdout/ml/profile';
import { generator } from '@holdout/ml/random';
import { PART, type PartRows, partRows } from '@holdout/ml/splits';

import type { Dependence } from '../vault';
import { dependenceOf } from './dependence.rules';
import { type FileBytes, filesOf } from './files.rules';
import { tableAt } from './read-version';
import { type TargetPlan, type TargetTruth, truthOf } from './truth.rules';

export interface PrepareTask extends TargetPlan {
  readonly id: string;
  readonly path: string;
  readonly metric: MetricId;
  /** The rule as it was written; null where the target is a column. */
  readonly rule: string | null;
  readonly features: readonly { readonly name: string }[];
  readonly dictionary: Dataset['dictionary'];
  readonly split: { readonly method: string; readonly column: string | null };
  readonly ids: Int32Array;
  readonly parts: Uint8Array;
}

export interface StoredBaseline {
  readonly kind: string;
  /** Of the public rows. */
  readonly value: number | null;
  /** Of the private rows: for nobody but staff before the reveal. */
  readonly privateValue: number | null;
}

export type PrepareOutcome =
  | {
      readonly ok: false;
      readonly complaints: readonly Complaint[];
      readonly warnings: readonly Warning[];
    }
  | {
      readonly ok: true;
      readonly files: readonly FileBytes[];
      readonly classes: readonly string[];
      readonly partRows: PartRows;
      readonly baselines: readonly StoredBaseline[];
      readonly warnings: readonly Warning[];
      readonly truth: Float64Array;
      /** Which rows hang together; null where each stands for itself. */
      readonly dependence: Dependence | null;
    };

/** Fewer public rows than this rank by luck: the page says how much. */
const ENOUGH_PUBLIC_ROWS = 300;
const RESAMPLES = 200;

/** Everything a published challenge needs, or everything that stands against publishing it. */
export function prepareChallenge(task: PrepareTask): PrepareOutcome {
  const table = tableAt(task.path);
  const facts = columnFacts(table);
  const features = facts.filter(({ name }) => task.features.some((each) => each.name === name));
  if (features.length === 0)
    return { ok: false, complaints: [{ code: 'no-features' }], warnings: [] };
  const outcome = truthOf(table, facts, task, task.parts);
  if (!outcome.ok) return { ...outcome, warnings: [] };
  if (task.task === 'clustering')
    return { ok: false, complaints: [{ code: 'task-unavailable' }], warnings: [] };
  const { found } = outcome;
  const leaks = leaksOf({
    table,
    facts,
    features: features.map(({ name }) => name),
    target: found.target,
    parts: task.parts,
    splitColumn: task.split.column,
  });
  const lags = task.task === 'forecasting' ? lagComplaints(leaks) : [];
  if (lags.length > 0) return { ok: false, complaints: lags, warnings: leaks };

  const setting: Setting = {
    ...task,
    task: task.task,
    table,
    facts,
    features,
    found,
    time: timeOf(task, table, facts),
  };
  const { baselines, fitted, rows } = scoredBaselines(setting);
  return {
    ok: true,
    files: filesOf(filesPlan(setting)),
    classes: found.classes,
    partRows: partRows(task.parts),
    baselines,
    warnings: [...leaks, ...fewRows(setting, fitted, rows), ...skipped(fitted)],
    truth: found.truth,
    dependence: dependenceOf(setting),
  };
}

type Setting = Omit<PrepareTask, 'task' | 'features'> & {
  readonly task: 'regression' | 'forecasting' | 'binary' | 'multiclass';
  readonly table: Table;
  readonly facts: readonly ColumnFacts[];
  readonly features: readonly ColumnFacts[];
  readonly found: TargetTruth;
  readonly time: Float64Array | null;
};

/** Past the origin a lag of the target is the label of a held-out row. */
function lagComplaints(leaks: readonly Warning[]): Complaint[] {
  return leaks
    .filter(({ code }) => code === 'target-shifted' || code === 'target-rolling')
    .map(({ column, value }) => ({
      code: 'lag-of-target',
      ...(column !== null && { column }),
      value: String(value),
    }));
}

/** What orders the rows of a forecast. */
function timeOf(
  { task, split }: PrepareTask,
  table: Table,
  facts: readonly ColumnFacts[],
): Float64Array | null {
  const by = facts.find(({ name }) => name === split.column);
  return task === 'forecasting' && by ? instantsOf(table, by) : null;
}

function filesPlan(setting: Setting): Parameters<typeof filesOf>[0] {
  const { table, facts, features, target, task, found, metric } = setting;
  const column = facts.find(({ name }) => name === target.column)!;
  return {
    table,
    features,
    target: { name: target.name, column },
    derived:
      target.condition === null ? null : Array.from(found.truth, (code) => found.classes[code]!),
    task,
    classes: found.classes,
    needsProbability: METRICS[metric].needsProbability,
    ids: setting.ids,
    parts: setting.parts,
    time: setting.time,
    guess: guessOf(setting),
    rule: setting.rule,
    dictionary: setting.dictionary,
  };
}

/** The sample predicts as the simplest baseline does: it scores, and no better. */
function guessOf({ found, parts }: Setting): { prediction: string; shares: number[] } {
  const own = found.truth.filter((_, row) => parts[row] === PART.train);
  if (found.classes.length === 0)
    return { prediction: String(own.reduce((sum, y) => sum + y / own.length, 0)), shares: [] };
  const counts = found.classes.map((_, code) => own.filter((each) => each === code).length);
  return {
    prediction: found.classes[counts.indexOf(Math.max(...counts))]!,
    shares: counts.map((count) => count / own.length),
  };
}

interface ScoredBaselines {
  readonly baselines: StoredBaseline[];
  readonly fitted: Baselines;
  /** The rows that were predicted, in the order of the predictions. */
  readonly rows: Int32Array;
}

function scoredBaselines(setting: Setting): ScoredBaselines {
  const { table, features, found, parts, time, task, metric } = setting;
  const ordered = Int32Array.from(parts.keys());
  if (time) ordered.sort((a, b) => time[a]! - time[b]!);
  const train = ordered.filter((row) => parts[row] === PART.train);
  const rows = ordered.filter((row) => parts[row] !== PART.train);
  const fitted = baselinesOf({
    task,
    truth: found.truth,
    classes: found.classes.length,
    columns: features.flatMap((each) => modelColumn(table, each)),
    train,
    held: rows,
    ...(time && { time }),
    seed: setting.id,
  });
  const asked = METRICS[metric].needsProbability
    ? (kind: string) => kind !== 'majority' && kind !== 'stratified'
    : (kind: string) => kind !== 'prior';
  const baselines = fitted.predictions
    .filter(({ kind }) => asked(kind))
    .map((each) => ({
      kind: each.kind,
      value: scoreOf(setting, each, rows, at(rows, parts, PART.public)),
      privateValue: scoreOf(setting, each, rows, at(rows, parts, PART.private)),
    }));
  return { baselines, fitted, rows };
}

/** What a linear model can use: numbers, and labels that are kinds rather than names. */
function modelColumn(table: Table, facts: ColumnFacts): Column[] {
  switch (facts.type) {
    case 'integer':
    case 'number':
      return [{ name: facts.name, kind: 'number', values: numbersOf(table, facts) }];
    case 'category':
    case 'boolean':
    case 'text':
      return [categoryColumn(table, facts.index)];
    case 'date':
    case 'id':
      return [];
  }
}

/** Positions in `rows` that lie in a part. */
function at(rows: Int32Array, parts: Uint8Array, part: number): Int32Array {
  return Int32Array.from(rows.keys()).filter((i) => parts[rows[i]!] === part);
}

function scoreOf(
  { task, metric, found }: Setting,
  { predicted, probability }: BaselinePredictions,
  rows: Int32Array,
  positions: Int32Array,
): number | null {
  const width = probability ? probability.length / predicted.length : 0;
  const shares =
    probability &&
    Float64Array.from(
      { length: positions.length * width },
      (_, i) => probability[positions[Math.floor(i / width)]! * width + (i % width)]!,
    );
  const { value } = figureOf(
    metric,
    scoredOf({
      task,
      classes: found.classes.length,
      truth: Float64Array.from(positions, (i) => found.truth[rows[i]!]!),
      predicted: Float64Array.from(positions, (i) => predicted[i]!),
      probability: shares,
    }),
  );
  return value;
}

/** The standard error of the metric on so few rows, by bootstrap of the best model at hand. */
function fewRows(setting: Setting, fitted: Baselines, rows: Int32Array): Warning[] {
  const shown = at(rows, setting.parts, PART.public);
  const model = fitted.predictions.at(-1);
  if (shown.length >= ENOUGH_PUBLIC_ROWS || !model) return [];
  const random = generator(`rows of ${setting.id}`);
  const values: number[] = [];
  for (let i = 0; i < RESAMPLES; i++) {
    const drawn = shown.map(() => shown[Math.floor(random() * shown.length)]!);
    const value = scoreOf(setting, model, rows, drawn);
    if (value !== null) values.push(value);
  }
  const mean = values.reduce((sum, x) => sum + x / values.length, 0);
  const error = Math.sqrt(values.reduce((sum, x) => sum + (x - mean) ** 2 / values.length, 0));
  return [
    {
      code: 'few-public-rows',
      column: null,
      value: shown.length,
      facts: { standardError: Number(error.toPrecision(3)), metric: setting.metric },
    },
  ];
}

function skipped({ skipped: model }: Baselines): Warning[] {
  return model
    ? [{ code: 'reference-skipped', column: null, value: null, facts: { ...model } }]
    : [];
}
