import { DEFAULT_BETA, confusionMatrix, oneVersusRest } from '../metrics/confusion';
import { undefinedFigure } from '../metrics/figure';
import { sortedByClass } from '../metrics/ranking';
import type { MetricName } from '../metrics/registry';
import { type Scored, allFigures } from '../metrics/scored';
import { aucEnds } from './auc';
import { cellReplicates, isOfCells } from './cells';
import { type Dependence, dependenceIn } from './dependence';
import { UNEXPANDED } from './distributions';
import { averagePrecisionInfluence, ovoInfluence, ovrInfluence, standardError } from './influence';
import { type Ends, type Interval, type NoInterval, logitEnds } from './interval';
import { medianEnds } from './median';
import {
  type Found,
  clusterIntervals,
  dependentIntervals,
  keepEnds,
  sumIntervals,
} from './resampled-intervals';
import { wilson } from './wilson';

export interface IntervalOptions {
  /** Same seed and same input, same figures. */
  readonly seed: string;
  /** Which figures; all of the task if not said. */
  readonly metrics?: readonly MetricName[];
  /** Null, or not said: rows are independent, but those of a forecast, which follow one another in time. */
  readonly dependence?: Dependence | null;
}

export type Intervals = Partial<Record<MetricName, Interval>>;

type Classes = Extract<Scored, { task: 'binary' | 'multiclass' }>;
type Numeric = Extract<Scored, { task: 'regression' | 'forecasting' }>;

/**
 * The figures of `scored` with two-sided 95 % intervals: Wilson's for shares (accuracy, recall, precision, specificity,
 * NPV, FPR, FNR, top-k), the multinomial of the matrix' cells for what combines them, DeLong's on the logit scale for
 * AUC (Newcombe's where it is 0 or 1), the percentile bootstrap for what is made of sums over rows (regression,
 * log-loss, Brier; blocks of time in forecasting, whose rows must be in time order), order statistics for the median,
 * the bootstrap's limit on the logit scale for several classes' AUCs and average precision, the bootstrap of the rows for
 * what compares clusters. Where rows depend on one another whole groups, or blocks of time, are drawn for every figure
 * instead, and their percentiles expanded for being few. An undefined figure has its reason; one without an interval, too.
 */
export function withIntervals(
  scored: Scored,
  { seed, metrics, dependence: said }: IntervalOptions,
): Intervals {
  const figures = allFigures(scored);
  const wanted = metrics ?? (Object.keys(figures) as MetricName[]);
  const defined = wanted.filter((metric) => typeof figures[metric]?.value === 'number');
  const valueOf = (metric: MetricName) => figures[metric]?.value ?? Number.NaN;
  const dependence = dependenceIn(scored, said);
  const found = dependence
    ? dependentIntervals(scored, defined, dependence, seed, valueOf)
    : ofIndependentRows(scored, defined, seed, valueOf);
  return Object.fromEntries(
    wanted.map((metric): [MetricName, Interval] => {
      const figure = figures[metric] ?? undefinedFigure('no-probability');
      if (figure.value === null) return [metric, { ...figure, low: null, high: null }];
      const ends = found.get(metric) ?? 'no-interval-method';
      return typeof ends === 'string'
        ? [metric, { value: figure.value, low: null, high: null, reason: ends }]
        : [metric, { value: figure.value, ...ends }];
    }),
  );
}

function ofIndependentRows(
  scored: Scored,
  defined: readonly MetricName[],
  seed: string,
  valueOf: (metric: MetricName) => number,
): Found {
  const found: Found = new Map();
  if (scored.task === 'clustering') return clusterIntervals(scored, defined, seed, valueOf);
  if (scored.task === 'binary' || scored.task === 'multiclass') {
    shares(scored, defined, found);
    cells(scored, defined, seed, found, valueOf);
    ranking(scored, defined, found, valueOf);
  }
  if (scored.task === 'regression' && defined.includes('median_ae'))
    found.set('median_ae', medianEnds(absoluteErrors(scored)) ?? 'too-few-rows');
  sumIntervals(scored, defined, null, seed, found, valueOf);
  return found;
}

function shares(scored: Classes, metrics: readonly MetricName[], found: Found): void {
  const { truth, predicted, classes } = scored;
  const rows = truth.length;
  const matrix = confusionMatrix(truth, predicted, classes);
  let right = 0;
  for (let k = 0; k < classes; k++) right += matrix.counts[k * classes + k]!;
  const share: Partial<Record<MetricName, readonly [hits: number, rows: number]>> = {
    accuracy: [right, rows],
  };
  if (scored.task === 'binary') {
    const { tp, fp, fn, tn } = oneVersusRest(matrix, 1);
    share.recall = [tp, tp + fn];
    share.precision = [tp, tp + fp];
    share.specificity = [tn, tn + fp];
    share.npv = [tn, tn + fn];
    share.fpr = [fp, fp + tn];
    share.fnr = [fn, fn + tp];
  }
  for (const metric of metrics) {
    const [hits, of] = share[metric] ?? [];
    if (hits === undefined || of === undefined) continue;
    found.set(metric, of === 0 ? 'zero-denominator' : wilson(hits, of));
  }
}

function cells(
  { truth, predicted, classes, beta = DEFAULT_BETA }: Classes,
  metrics: readonly MetricName[],
  seed: string,
  found: Found,
  valueOf: (metric: MetricName) => number,
): void {
  const ofCells = metrics.filter(isOfCells);
  if (ofCells.length === 0) return;
  const matrix = confusionMatrix(truth, predicted, classes);
  const replicated = cellReplicates(matrix, beta, ofCells, `${seed} cells`);
  keepEnds(ofCells, replicated, UNEXPANDED, found, valueOf);
}

function ranking(
  scored: Classes,
  metrics: readonly MetricName[],
  found: Found,
  valueOf: (metric: MetricName) => number,
): void {
  const { task, truth, probability, classes } = scored;
  if (!probability) return;
  const wants = (metric: MetricName) => metrics.includes(metric);
  if (task === 'binary') {
    const positive = Uint8Array.from(truth);
    if (wants('roc_auc'))
      found.set('roc_auc', aucEnds(valueOf('roc_auc'), sortedByClass(positive, probability)));
    if (wants('average_precision') && positive.includes(1))
      found.set(
        'average_precision',
        byInfluence(valueOf('average_precision'), () =>
          averagePrecisionInfluence(positive, probability),
        ),
      );
    return;
  }
  if (wants('top_k'))
    found.set('top_k', wilson(Math.round(valueOf('top_k') * truth.length), truth.length));
  if (wants('roc_auc_ovo'))
    found.set(
      'roc_auc_ovo',
      byInfluence(valueOf('roc_auc_ovo'), () => ovoInfluence(truth, probability, classes)),
    );
  if (!wants('roc_auc') && !wants('roc_auc_ovr')) return;
  const ends = byInfluence(valueOf(wants('roc_auc') ? 'roc_auc' : 'roc_auc_ovr'), () =>
    ovrInfluence(truth, probability, classes),
  );
  if (wants('roc_auc')) found.set('roc_auc', ends);
  if (wants('roc_auc_ovr')) found.set('roc_auc_ovr', ends);
}

function byInfluence(value: number, influence: () => Float64Array): Ends | NoInterval {
  if (value <= 0 || value >= 1) return 'no-spread';
  const error = standardError(influence());
  return error > 0 ? logitEnds(value, error) : 'no-spread';
}

function absoluteErrors({ truth, predicted }: Numeric): Float64Array {
  return truth.map((y, i) => Math.abs(y - predicted[i]!));
}
