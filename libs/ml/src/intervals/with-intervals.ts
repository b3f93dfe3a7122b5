import { DEFAULT_BETA, confusionMatrix, oneVersusRest } from '../metrics/confusion';
import { undefinedFigure } from '../metrics/figure';
import { sortedByClass } from '../metrics/ranking';
import type { MetricName } from '../metrics/registry';
import { type Scored, allFigures } from '../metrics/scored';
import { aucEnds } from './auc';
import { cellReplicates, isOfCells } from './cells';
import { averagePrecisionInfluence, ovrInfluence, standardError } from './influence';
import { type Ends, type Interval, type NoInterval, logitEnds } from './interval';
import { medianEnds } from './median';
import { Replicated, independentRows, rowsInTime, sumsOfReplicates } from './replicates';
import { isRowSum, rowSums } from './row-sums';
import { wilson } from './wilson';

export interface IntervalOptions {
  /** Same seed and same input, same figures. */
  readonly seed: string;
  /** Which figures; all of the task if not said. */
  readonly metrics?: readonly MetricName[];
}

export type Intervals = Partial<Record<MetricName, Interval>>;

type Found = Map<MetricName, Ends | NoInterval>;
type Classes = Extract<Scored, { task: 'binary' | 'multiclass' }>;
type Numeric = Extract<Scored, { task: 'regression' | 'forecasting' }>;

/**
 * The figures of `scored` with two-sided 95 % intervals: Wilson's for shares (accuracy, recall, precision, specificity,
 * NPV, FPR, FNR, top-k), the multinomial of the matrix' cells for what combines them, DeLong's on the logit scale for
 * AUC (Newcombe's where it is 0 or 1), the percentile bootstrap for what is made of sums over rows (regression,
 * log-loss, Brier; blocks of time in forecasting, whose rows must be in time order), order statistics for the median,
 * the bootstrap's limit on the logit scale for several classes' AUC and average precision. Rows of other tasks count as
 * independent. An undefined figure has its reason; one without an interval, too.
 */
export function withIntervals(scored: Scored, { seed, metrics }: IntervalOptions): Intervals {
  const figures = allFigures(scored);
  const wanted = metrics ?? (Object.keys(figures) as MetricName[]);
  const defined = wanted.filter((metric) => typeof figures[metric]?.value === 'number');
  const valueOf = (metric: MetricName) => figures[metric]?.value ?? Number.NaN;
  const found: Found = new Map();
  if (scored.task === 'binary' || scored.task === 'multiclass') {
    shares(scored, defined, found);
    cells(scored, defined, seed, found, valueOf);
    ranking(scored, defined, found, valueOf);
  }
  if (scored.task === 'regression' && defined.includes('median_ae'))
    found.set('median_ae', medianEnds(absoluteErrors(scored)) ?? 'too-few-rows');
  if (scored.task !== 'clustering') sums(scored, defined, seed, found, valueOf);
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
  keep(ofCells, replicated, found, valueOf);
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

function sums(
  scored: Classes | Numeric,
  metrics: readonly MetricName[],
  seed: string,
  found: Found,
  valueOf: (metric: MetricName) => number,
): void {
  const ofSums = metrics.filter((metric) => isRowSum(metric, scored.task));
  if (ofSums.length === 0) return;
  const inTime = scored.task === 'forecasting';
  const rows = scored.truth.length;
  const resampling = inTime
    ? rowsInTime(rows, scored.season ?? 1, `${seed} rows`)
    : independentRows(rows, `${seed} rows`);
  if (!resampling) {
    for (const metric of ofSums) found.set(metric, inTime ? 'too-few-blocks' : 'too-few-rows');
    return;
  }
  const { columns, figures } = rowSums(scored, ofSums);
  const replicated = Replicated.of(ofSums.length);
  const drawn = new Float64Array(ofSums.length);
  sumsOfReplicates(columns, resampling, (totals) => {
    figures(totals, drawn);
    for (let m = 0; m < drawn.length; m++) replicated[m]!.add(drawn[m]!);
  });
  keep(ofSums, replicated, found, valueOf);
}

function keep(
  metrics: readonly MetricName[],
  replicated: readonly Replicated[],
  found: Found,
  valueOf: (metric: MetricName) => number,
): void {
  metrics.forEach((metric, m) =>
    found.set(metric, replicated[m]!.ends(valueOf(metric)) ?? 'no-spread'),
  );
}

function absoluteErrors({ truth, predicted }: Numeric): Float64Array {
  return truth.map((y, i) => Math.abs(y - predicted[i]!));
}
