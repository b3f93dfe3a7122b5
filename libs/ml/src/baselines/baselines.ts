import type { Column } from '../predictions';
import { type Design, designOf } from './design';
import { linearPredictions, ridge } from './linear';
import { logistic, logisticShares } from './logistic';
import { type BaselinePredictions, constantClasses, constantNumbers, lastValues } from './naive';
import { seasonOf } from './season';

/** What baselines are fitted on and asked for. `train` and `held` are rows of the columns and of the target. */
export interface BaselineQuestion {
  readonly task: 'regression' | 'forecasting' | 'binary' | 'multiclass';
  /** Per row of the table the number, or the index of the class. */
  readonly truth: Float64Array;
  readonly classes: number;
  /** Features, over all rows of the table. */
  readonly columns: readonly Column[];
  /** In time order where the task is forecasting, and then `held` follows in time. */
  readonly train: Int32Array;
  readonly held: Int32Array;
  /** Milliseconds per row of the table, where a date orders it. */
  readonly time?: Float64Array;
  readonly seed: string;
}

export interface Baselines {
  readonly predictions: readonly BaselinePredictions[];
  /** The reference model, where it was not fitted, and why. */
  readonly skipped?: {
    readonly kind: string;
    readonly reason: 'no-columns' | 'too-large' | 'not-converged';
  };
}

/** Multiplications a step of a fit may cost: less than a second. */
const BUDGET = 2e8;
/** Unknowns of one system. */
const MOST_UNKNOWNS = 1000;
const ALPHA = 1;

/**
 * “El modelo más bobo” of each kind and a linear reference, fitted on train alone. Numbers: mean, median,
 * reference-linear (ridge, α = 1); forecasts besides: last value, seasonal naive; classes: majority, prior, stratified,
 * reference-logistic (L2, C = 1). The reference is fitted on as many training rows, evenly taken, as a bounded time allows.
 */
export function baselinesOf(question: BaselineQuestion): Baselines {
  const { task, truth, train, held } = question;
  const trained = Float64Array.from(train, (row) => truth[row]!);
  if (task === 'binary' || task === 'multiclass') {
    const { classes, seed } = question;
    const naive = constantClasses(Int32Array.from(trained), classes, held.length, seed);
    return withReference(naive, 'reference-logistic', question, classifier);
  }
  const naive = constantNumbers(trained, held.length);
  if (task === 'forecasting') {
    const { time } = question;
    const season = time
      ? seasonOf(
          Float64Array.from(train, (row) => time[row]!),
          trained,
        )
      : 1;
    naive.push(...lastValues(trained, held.length, season));
  }
  return withReference(naive, 'reference-linear', question, regressor);
}

type Fit = (
  question: BaselineQuestion,
  design: Design,
  rows: Int32Array,
) => Omit<BaselinePredictions, 'kind'> | undefined;

function withReference(
  naive: readonly BaselinePredictions[],
  kind: string,
  question: BaselineQuestion,
  fit: Fit,
): Baselines {
  const { columns, train, classes } = question;
  const skip = (reason: NonNullable<Baselines['skipped']>['reason']): Baselines => ({
    predictions: naive,
    skipped: { kind, reason },
  });
  const design = designOf(columns, train);
  if (design.width === 0) return skip('no-columns');
  const scores = classes > 2 ? classes : 1;
  const span = design.width + 1;
  const rows = evenly(train, Math.floor(BUDGET / ((span * span * scores * (scores + 1)) / 4)));
  if (span * scores > MOST_UNKNOWNS || (rows.length < train.length && rows.length < 5 * span))
    return skip('too-large');
  const found = fit(question, design, rows);
  return found ? { predictions: [...naive, { kind, ...found }] } : skip('not-converged');
}

function evenly(rows: Int32Array, most: number): Int32Array {
  if (rows.length <= most) return rows;
  return Int32Array.from({ length: most }, (_, i) => rows[Math.floor((i * rows.length) / most)]!);
}

const regressor: Fit = ({ truth, held }, design, rows) => {
  const y = Float64Array.from(rows, (row) => truth[row]!);
  const model = ridge(design.matrix(rows), y, design.width, ALPHA);
  if (!model) return undefined;
  return { predicted: linearPredictions(model, design.matrix(held)), probability: null };
};

const classifier: Fit = ({ truth, classes, held }, design, rows) => {
  const codes = Int32Array.from(rows, (row) => truth[row]!);
  const model = logistic(design.matrix(rows), codes, design.width, classes);
  if (!model) return undefined;
  const probability = logisticShares(model, design.matrix(held));
  const predicted =
    classes === 2
      ? probability.map((p) => (p > 0.5 ? 1 : 0))
      : Float64Array.from({ length: held.length }, (_, i) => {
          const shares = probability.subarray(i * classes, (i + 1) * classes);
          return shares.indexOf(Math.max(...shares));
        });
  return { predicted, probability };
};
