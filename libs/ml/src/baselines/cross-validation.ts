import { METRICS, type MetricName, better, figureOf, scoredOf } from '../metrics';
import { kFold, timeFolds } from '../splits';
import type { BaselinePredictions } from './naive';

/** How a naive model did on rows of train that it had not seen: the mean of the folds that have a figure, null of none. */
export interface CrossValidated {
  readonly kind: string;
  readonly value: number | null;
}

/** The naive model to beat, and how each that was tried did. */
export interface BestNaive {
  readonly kind: string;
  readonly tried: readonly CrossValidated[];
}

export interface TrainingRows {
  readonly task: 'regression' | 'forecasting' | 'binary' | 'multiclass';
  readonly metric: MetricName;
  readonly classes: number;
  /** Number or class of each training row; of a forecast in time order. */
  readonly truth: Float64Array;
  /** Rows in a season, for MASE; 1 if not said. */
  readonly season?: number;
  /** Rows that share a code stay in one fold. */
  readonly groups?: Int32Array;
  readonly seed: string;
}

/** Naive models of some rows, asked for others that follow. */
export type Naive = (train: Float64Array, rows: number, seed: string) => BaselinePredictions[];

const FOLDS = 5;

/**
 * The naive model with the best mean figure over five folds of train: shuffled, whole groups where rows have groups, and
 * of a forecast each fold from all rows before it. Of equals, and where no fold can be made, the first.
 */
export function bestNaive(rows: TrainingRows, naive: Naive): BestNaive {
  const { task, metric, classes, truth, season = 1, seed } = rows;
  const sums = new Map<string, { sum: number; folds: number }>();
  for (const { kind } of naive(truth, 0, seed)) sums.set(kind, { sum: 0, folds: 0 });
  for (const { name, train, held } of foldsOf(rows)) {
    for (const { kind, predicted, probability } of naive(train, held.length, `${seed} ${name}`)) {
      const scored = scoredOf({ task, classes, truth: held, predicted, probability });
      const { value } = figureOf(
        metric,
        scored.task === 'forecasting' ? { ...scored, train, season } : scored,
      );
      const sum = sums.get(kind);
      if (value === null || !sum) continue;
      sum.sum += value;
      sum.folds++;
    }
  }
  const tried = [...sums].map(([kind, { sum, folds }]) => ({
    kind,
    value: folds === 0 ? null : sum / folds,
  }));
  const worst = METRICS[metric].direction === 'higher' ? -Infinity : Infinity;
  const best = tried.reduce((a, b) => (better(metric, b.value ?? worst, a.value ?? worst) ? b : a));
  return { kind: best.kind, tried };
}

interface Fold {
  readonly name: number;
  readonly train: Float64Array;
  readonly held: Float64Array;
}

function foldsOf({ task, truth, groups, seed }: TrainingRows): Fold[] {
  const rows = Float64Array.from(truth.keys());
  const inTime = task === 'forecasting';
  const folds = inTime ? timeFolds(rows, FOLDS) : kFold(unitsOf(rows, groups), FOLDS, seed);
  if (!folds.ok) return [];
  const { fold } = folds;
  return Array.from({ length: FOLDS }, (_, f) => {
    const name = inTime ? f + 1 : f; // a series' first block only ever trains
    return {
      name,
      held: truth.filter((_, row) => fold[row] === name),
      train: truth.filter((_, row) => (inTime ? fold[row]! < name : fold[row] !== name)),
    };
  });
}

function unitsOf(rows: Float64Array, groups: Int32Array | undefined) {
  if (!groups) return { unit: Int32Array.from(rows), keys: rows };
  const place = new Map<number, number>();
  const unit = groups.map((code) => {
    const known = place.get(code) ?? place.size;
    place.set(code, known);
    return known;
  });
  return { unit, keys: Float64Array.from(place.keys()) };
}
