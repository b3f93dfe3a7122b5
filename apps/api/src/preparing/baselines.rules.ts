import type { MetricId, Warning } from '@holdout/contracts';
import { type BaselinePredictions, type Baselines, baselinesOf } from '@holdout/ml/baselines';
import { type Scored, figureOf, scoredOf } from '@holdout/ml/metrics';
import type { Dependence as RowsDependence } from '@holdout/ml/intervals';
import { type Column, type Table, categoryColumn } from '@holdout/ml/predictions';
import { type ColumnFacts, numbersOf } from '@holdout/ml/profile';
import { standardErrorOf } from '@holdout/ml/skill';
import { PART } from '@holdout/ml/splits';

import type { Dependence } from '../vault';

/** What baselines are made of and scored on. */
export interface Ground {
  readonly id: string;
  readonly task: 'regression' | 'forecasting' | 'binary' | 'multiclass' | 'clustering';
  readonly metric: MetricId;
  readonly table: Table;
  readonly features: readonly ColumnFacts[];
  readonly found: { readonly truth: Float64Array; readonly classes: readonly string[] };
  readonly parts: Uint8Array;
  /** What orders the rows of a forecast. */
  readonly time: Float64Array | null;
  readonly dependence: Dependence | null;
}

export interface StoredBaseline {
  readonly kind: string;
  /** Of the public rows. */
  readonly value: number | null;
  /** Of the private rows: for nobody but staff before the reveal. */
  readonly privateValue: number | null;
}

export interface FittedBaselines {
  readonly fitted: Baselines;
  /** The rows of the file that were predicted, in the order of the predictions: of a series, as time goes. */
  readonly rows: Int32Array;
  /** The truth of the training rows, of a series as time goes. */
  readonly trained: Float64Array;
}

/** Fewer public rows than this rank by luck: the page says how much. */
const ENOUGH_ROWS = 300;

/** Every baseline, fitted on the training rows and asked for the others. */
export function fittedBaselines(ground: Ground): FittedBaselines {
  const { table, features, found, parts, time, task, metric, dependence } = ground;
  const ordered = Int32Array.from(parts.keys());
  if (dependence?.kind === 'time') {
    const { codes } = dependence;
    ordered.sort((a, b) => codes[a]! - codes[b]!);
  }
  const rows = ordered.filter((row) => parts[row] !== PART.train);
  const train = ordered.filter((row) => parts[row] === PART.train);
  const fitted = baselinesOf({
    task,
    metric,
    truth: found.truth,
    classes: found.classes.length,
    columns: task === 'forecasting' ? [] : features.flatMap((each) => modelColumn(table, each)),
    train,
    held: rows,
    ...(time && { time }),
    ...(dependence?.kind === 'time' && { season: dependence.season }),
    ...(dependence?.kind === 'groups' && { groups: dependence.codes }),
    seed: ground.id,
  });
  return { fitted, rows, trained: Float64Array.from(train, (row) => found.truth[row]!) };
}

/** What each scores on both parts. */
export function scoresOf(ground: Ground, made: FittedBaselines): StoredBaseline[] {
  const [shown, kept] = [partOf(ground, made, 'public'), partOf(ground, made, 'private')];
  const scoreOn = (model: BaselinePredictions, part: Part) =>
    figureOf(ground.metric, scoredOn(ground, made, model, part)).value;
  return made.fitted.predictions.map((model) => ({
    kind: model.kind,
    value: scoreOn(model, shown),
    privateValue: scoreOn(model, kept),
  }));
}

/** What a model can use: numbers, and labels that are kinds rather than names. */
export function modelColumn(table: Table, facts: ColumnFacts): Column[] {
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

/** Some of the predicted rows: where they stand among the predictions, and what they have to do with one another. */
export interface Part {
  readonly positions: Int32Array;
  readonly dependence: RowsDependence | null;
}

export function partOf(
  { parts, dependence }: Ground,
  { rows }: FittedBaselines,
  name: 'public' | 'private',
): Part {
  const positions = Int32Array.from(rows.keys()).filter((i) => parts[rows[i]!] === PART[name]);
  if (dependence?.kind !== 'groups')
    return { positions, dependence: dependence && { kind: 'time', season: dependence.season } };
  const codes = positions.map((i) => dependence.codes[rows[i]!]!);
  return { positions, dependence: { kind: 'groups', codes } };
}

/** A baseline beside the truth of a part. */
export function scoredOn(
  { task, found, dependence }: Ground,
  { rows, trained }: FittedBaselines,
  { predicted, probability }: BaselinePredictions,
  { positions }: Part,
): Scored {
  const width = probability ? probability.length / predicted.length : 0;
  const scored = scoredOf({
    task,
    classes: found.classes.length,
    truth: Float64Array.from(positions, (i) => found.truth[rows[i]!]!),
    predicted: Float64Array.from(positions, (i) => predicted[i]!),
    probability:
      probability &&
      Float64Array.from(
        { length: positions.length * width },
        (_, i) => probability[positions[Math.floor(i / width)]! * width + (i % width)]!,
      ),
  });
  if (scored.task !== 'forecasting') return scored;
  const season = dependence?.kind === 'time' ? dependence.season : 1;
  return { ...scored, train: trained, season };
}

/** Of a public part that is small: the metric's standard error on it, of the best model at hand. */
export function fewRowsWarning(ground: Ground, made: FittedBaselines): Warning[] {
  const { metric, id } = ground;
  const { predictions, reference } = made.fitted;
  const part = partOf(ground, made, 'public');
  const model = predictions.find(({ kind }) => kind === reference) ?? predictions[0];
  if (part.positions.length >= ENOUGH_ROWS || !model) return [];
  const error = standardErrorOf(metric, scoredOn(ground, made, model, part), {
    seed: `rows of ${id}`,
    dependence: part.dependence,
  });
  const known = typeof error === 'number' && { standardError: Number(error.toPrecision(3)) };
  const value = part.positions.length;
  return [{ code: 'few-public-rows', column: null, value, facts: { metric, ...known } }];
}

export function skippedWarning({ skipped }: Baselines): Warning[] {
  return skipped
    ? [{ code: 'reference-skipped', column: null, value: null, facts: { ...skipped } }]
    : [];
}
