import { METRICS, type MetricName } from '../metrics';
import type { Column } from '../predictions';
import { calendarColumns } from './calendar';
import { passesOver } from './chunks';
import { type BestNaive, type Naive, bestNaive } from './cross-validation';
import { type Cells, type Design, designOf } from './design';
import { kMeans, nearestCentres } from './kmeans';
import { linearPredictions, ridge } from './linear';
import { logistic, logisticShares } from './logistic';
import {
  type BaselinePredictions,
  constantClasses,
  constantNumbers,
  lastValues,
  oneCluster,
  oneStepNaive,
} from './naive';
import { seasonOf } from './season';

/** What baselines are fitted on and asked for. `train` and `held` are rows of the columns and of the target. */
export interface BaselineQuestion {
  readonly task: 'regression' | 'forecasting' | 'binary' | 'multiclass' | 'clustering';
  /** By which the naive models are compared. */
  readonly metric: MetricName;
  /** Per row of the table the number, or the index of the class. */
  readonly truth: Float64Array;
  /** How many classes, or true clusters. */
  readonly classes: number;
  /** Features, over all rows of the table. */
  readonly columns: readonly Column[];
  /** In time order where the task is forecasting, and then `held` follows in time. */
  readonly train: Int32Array;
  readonly held: Int32Array;
  /** Milliseconds per row of the table, where a date orders it. */
  readonly time?: Float64Array;
  /** Rows in a season of a forecast; found from the dates if not said. */
  readonly season?: number | null;
  /** Per row of the table: those of one code stay together. */
  readonly groups?: Int32Array;
  readonly seed: string;
}

export interface Baselines {
  readonly predictions: readonly BaselinePredictions[];
  /** The naive model that a skill is counted from. */
  readonly naive: BestNaive;
  /** The kind of the reference among the predictions; null where none was fitted. */
  readonly reference: string | null;
  /** Why it was not. */
  readonly skipped?: {
    readonly kind: string;
    readonly reason: 'no-columns' | 'too-large' | 'not-converged';
  };
}

/** Multiplications that a step of a fit may cost: a few seconds. */
const BUDGET = 2e9;
/** Unknowns of one system. */
const MOST_UNKNOWNS = 1500;
const ALPHA = 1;
/** Points that k-means looks for its centres among. */
const MOST_POINTS = 20_000;

/**
 * “El modelo más bobo” of each kind and a reference, fitted on train alone. Numbers: mean, median, reference-linear
 * (ridge, α = 1); forecasts: mean, median, last value, seasonal naive, one-step naive, reference-calendar (ridge on
 * trend and calendar); classes: majority, prior, stratified, reference-logistic (L2, C = 1); clusters: one cluster,
 * reference-k-means (the true k). The reference is fitted on as many training rows, evenly taken, as a bounded time
 * allows: all of them where rows × features² stays under 4·10⁹.
 */
export function baselinesOf(question: BaselineQuestion): Baselines {
  const { task, truth, train, held } = question;
  const trained = Float64Array.from(train, (row) => truth[row]!);
  switch (task) {
    case 'binary':
    case 'multiclass': {
      const naive: Naive = (own, rows, seed) =>
        constantClasses(Int32Array.from(own), question.classes, rows, seed).filter(({ kind }) =>
          asked(question.metric, kind),
        );
      return withReference(naived(question, trained, naive), LOGISTIC, question, question.columns);
    }
    case 'regression': {
      const naive: Naive = (own, rows) => constantNumbers(own, rows);
      return withReference(naived(question, trained, naive), LINEAR, question, question.columns);
    }
    case 'forecasting':
      return forecasts(question, trained);
    case 'clustering': {
      const found = oneCluster(held.length);
      const naive = { kind: found.kind, tried: [{ kind: found.kind, value: null }] };
      return withReference({ predictions: [found], naive }, CLUSTERS, question, question.columns);
    }
  }
}

function forecasts(question: BaselineQuestion, trained: Float64Array): Baselines {
  const { truth, train, held, time } = question;
  const found = time
    ? seasonOf(
        Float64Array.from(train, (row) => time[row]!),
        trained,
      )
    : 1;
  const season = question.season ?? found;
  const naive: Naive = (own, rows) => [
    ...constantNumbers(own, rows),
    ...lastValues(own, rows, season),
  ];
  const own = naived({ ...question, season }, trained, naive);
  const oneStep = oneStepNaive(
    Float64Array.from(held, (row) => truth[row]!),
    trained.at(-1) ?? Number.NaN,
  );
  const order = time ?? placesOf(question);
  return withReference(
    { ...own, predictions: [...own.predictions, oneStep] },
    CALENDAR,
    question,
    calendarColumns(order, train, held, season),
  );
}

/** Where nothing else orders the rows: their places. */
function placesOf({ truth, train, held }: BaselineQuestion): Float64Array {
  const places = new Float64Array(truth.length).fill(Number.NaN);
  train.forEach((row, t) => (places[row] = t));
  held.forEach((row, t) => (places[row] = train.length + t));
  return places;
}

/** Of models that differ in probabilities alone, those that the metric can tell apart. */
function asked(metric: MetricName, kind: string): boolean {
  return METRICS[metric].needsProbability
    ? kind !== 'majority' && kind !== 'stratified'
    : kind !== 'prior';
}

type Naived = Pick<Baselines, 'predictions' | 'naive'>;

function naived(question: BaselineQuestion, trained: Float64Array, naive: Naive): Naived {
  const { task, metric, classes, season, groups, train, held, seed } = question;
  if (task === 'clustering') throw new RangeError('clusters are not learnt from labels');
  return {
    predictions: naive(trained, held.length, seed),
    naive: bestNaive(
      {
        task,
        metric,
        classes,
        truth: trained,
        seed,
        ...(season && { season }),
        ...(groups && { groups: Int32Array.from(train, (row) => groups[row]!) }),
      },
      naive,
    ),
  };
}

interface Reference {
  readonly kind: string;
  /** How many scores a row has: unknowns are (width + 1) for each. */
  readonly scores: (classes: number) => number;
  readonly fit: (
    question: BaselineQuestion,
    design: Design,
    rows: Int32Array,
  ) => Omit<BaselinePredictions, 'kind'> | undefined;
}

function withReference(
  naive: Naived,
  { kind, scores, fit }: Reference,
  question: BaselineQuestion,
  columns: readonly Column[],
): Baselines {
  const skip = (reason: NonNullable<Baselines['skipped']>['reason']): Baselines => ({
    ...naive,
    reference: null,
    skipped: { kind, reason },
  });
  const { train, classes } = question;
  const design = designOf(columns, train);
  if (design.width === 0) return skip('no-columns');
  const count = scores(classes);
  const unknowns = (design.width + 1) * count;
  const cost = ((design.span + 1) ** 2 * count * (count + 1)) / 4;
  const rows = evenly(train, Math.floor(BUDGET / cost));
  if (unknowns > MOST_UNKNOWNS || (rows.length < train.length && rows.length < 5 * unknowns))
    return skip('too-large');
  const found = fit(question, design, rows);
  return found
    ? { ...naive, predictions: [...naive.predictions, { kind, ...found }], reference: kind }
    : skip('not-converged');
}

function evenly(rows: Int32Array, most: number): Int32Array {
  if (rows.length <= most) return rows;
  return Int32Array.from({ length: most }, (_, i) => rows[Math.floor((i * rows.length) / most)]!);
}

const regressor: Reference['fit'] = ({ truth, held }, design, rows) => {
  const y = Float64Array.from(rows, (row) => truth[row]!);
  const model = ridge(passesOver(design, rows), y, design.width, ALPHA);
  if (!model) return undefined;
  const predicted = linearPredictions(model, passesOver(design, held), held.length);
  return { predicted, probability: null };
};

const classifier: Reference['fit'] = ({ truth, classes, held }, design, rows) => {
  const codes = Int32Array.from(rows, (row) => truth[row]!);
  const model = logistic(passesOver(design, rows), codes, design.width, classes);
  if (!model) return undefined;
  const probability = logisticShares(model, passesOver(design, held), held.length);
  const predicted =
    classes === 2
      ? probability.map((p) => (p > 0.5 ? 1 : 0))
      : Float64Array.from({ length: held.length }, (_, i) => {
          const shares = probability.subarray(i * classes, (i + 1) * classes);
          return shares.indexOf(Math.max(...shares));
        });
  return { predicted, probability };
};

const clusterer: Reference['fit'] = ({ classes, train, held, seed }, design) => {
  const points = (rows: Int32Array) => ({
    values: dense(design.cells(rows), design.width),
    dimensions: design.width,
  });
  const centres = kMeans(points(evenly(train, MOST_POINTS)), classes, seed);
  const predicted = Float64Array.from(nearestCentres(points(held), centres));
  return { predicted, probability: null };
};

function dense({ rows, span, column, value }: Cells, width: number): Float64Array {
  const all = new Float64Array(rows * width);
  for (let at = 0; at < column.length; at++)
    all[Math.floor(at / span) * width + column[at]!] = value[at]!;
  return all;
}

const one = () => 1;
const LINEAR: Reference = { kind: 'reference-linear', scores: one, fit: regressor };
const CALENDAR: Reference = { kind: 'reference-calendar', scores: one, fit: regressor };
const CLUSTERS: Reference = { kind: 'reference-k-means', scores: one, fit: clusterer };
const LOGISTIC: Reference = {
  kind: 'reference-logistic',
  scores: (classes) => (classes > 2 ? classes : 1),
  fit: classifier,
};
