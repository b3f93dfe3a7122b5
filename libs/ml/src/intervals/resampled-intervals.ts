import { DEFAULT_BETA } from '../metrics/confusion';
import type { MetricName } from '../metrics/registry';
import type { Scored } from '../metrics/scored';
import { figuresOfReplicates } from './any-figure';
import type { Dependence } from './dependence';
import type { Expansion } from './distributions';
import type { Ends, NoInterval } from './interval';
import { MatrixFigures, isOfMatrix, placeOf } from './matrix-figures';
import {
  Replicated,
  type Resampling,
  countsOfReplicates,
  resamplingOf,
  sumsOfReplicates,
  weightsOfReplicates,
  REPLICATES,
} from './replicates';
import { isRowSum, rowSums } from './row-sums';
import { weightedRanking } from './weighted-ranking';

export type Found = Map<MetricName, Ends | NoInterval>;
type ValueOf = (metric: MetricName) => number;
type Classes = Extract<Scored, { task: 'binary' | 'multiclass' }>;
type Clusters = Extract<Scored, { task: 'clustering' }>;

/** Figures that are drawn by the rows: the fast ways do not reach them. */
const SLOW: ReadonlySet<MetricName> = new Set<MetricName>([
  'median_ae',
  'roc_auc',
  'roc_auc_ovr',
  'roc_auc_ovo',
  'ari',
  'nmi',
  'v_measure',
]);

/**
 * Percentile intervals, expanded for few units, from whole groups or blocks of time, drawn with replacement. Fewer than
 * ten of them, and every figure says so.
 */
export function dependentIntervals(
  scored: Scored,
  metrics: readonly MetricName[],
  dependence: Dependence,
  seed: string,
  valueOf: ValueOf,
): Found {
  const found: Found = new Map();
  const resampling = resamplingOf(scored.truth.length, dependence, `${seed} rows`);
  if (typeof resampling === 'string')
    return new Map(metrics.map((metric): [MetricName, NoInterval] => [metric, resampling]));
  sumIntervals(scored, metrics, dependence, seed, found, valueOf);
  if (scored.task === 'binary' || scored.task === 'multiclass')
    matrixIntervals(scored, metrics, resampling, found, valueOf);
  if (scored.task === 'binary') rankingIntervals(scored, metrics, resampling, found, valueOf);
  slowIntervals(scored, metrics, resampling, found, valueOf);
  return found;
}

/** Of rows that stand each for itself: what compares clusters has no shorter way. */
export function clusterIntervals(
  scored: Clusters,
  metrics: readonly MetricName[],
  seed: string,
  valueOf: ValueOf,
): Found {
  const found: Found = new Map();
  const resampling = resamplingOf(scored.truth.length, null, `${seed} rows`);
  if (typeof resampling === 'string') for (const metric of metrics) found.set(metric, resampling);
  else slowIntervals(scored, metrics, resampling, found, valueOf);
  return found;
}

/** Of figures that are made of sums over rows. */
export function sumIntervals(
  scored: Scored,
  metrics: readonly MetricName[],
  dependence: Dependence | null,
  seed: string,
  found: Found,
  valueOf: ValueOf,
): void {
  if (scored.task === 'clustering') return;
  const ofSums = metrics.filter((metric) => isRowSum(metric, scored.task) && !found.has(metric));
  if (ofSums.length === 0) return;
  const resampling = resamplingOf(scored.truth.length, dependence, `${seed} rows`);
  if (typeof resampling === 'string') {
    for (const metric of ofSums) found.set(metric, resampling);
    return;
  }
  const { columns, figures } = rowSums(scored, ofSums);
  const replicated = Replicated.of(ofSums.length);
  const drawn = new Float64Array(ofSums.length);
  sumsOfReplicates(columns, resampling, (totals) => {
    figures(totals, drawn);
    for (let m = 0; m < drawn.length; m++) replicated[m]!.add(drawn[m]!);
  });
  keepEnds(ofSums, replicated, resampling.expansion, found, valueOf);
}

function matrixIntervals(
  { truth, predicted, classes, beta = DEFAULT_BETA }: Classes,
  metrics: readonly MetricName[],
  resampling: Resampling,
  found: Found,
  valueOf: ValueOf,
): void {
  const ofMatrix = metrics.filter(isOfMatrix);
  if (ofMatrix.length === 0) return;
  const places = ofMatrix.map(placeOf);
  const replicated = Replicated.of(ofMatrix.length);
  const figures = new MatrixFigures(classes, beta);
  const cellOf = Int32Array.from(truth, (code, row) => code * classes + predicted[row]!);
  countsOfReplicates(cellOf, classes * classes, resampling, (counts) => {
    let rows = 0;
    for (const count of counts) rows += count;
    figures.set({ counts, rows });
    for (let m = 0; m < places.length; m++) replicated[m]!.add(figures.values[places[m]!]!);
  });
  keepEnds(ofMatrix, replicated, resampling.expansion, found, valueOf);
}

function rankingIntervals(
  { truth, probability }: Classes,
  metrics: readonly MetricName[],
  resampling: Resampling,
  found: Found,
  valueOf: ValueOf,
): void {
  const ofRanks = (['roc_auc', 'average_precision'] as const).filter((metric) =>
    metrics.includes(metric),
  );
  if (!probability || ofRanks.length === 0) return;
  const replicated = Replicated.of(2) as [Replicated, Replicated];
  const ranked = weightedRanking(truth, probability, resampling.cellOf);
  weightsOfReplicates(resampling, REPLICATES, (weights) => {
    const { auc, averagePrecision } = ranked(weights);
    replicated[0].add(auc);
    replicated[1].add(averagePrecision);
  });
  const both = ['roc_auc', 'average_precision'] as const;
  keepEnds(
    ofRanks,
    ofRanks.map((metric) => replicated[both.indexOf(metric)]!),
    resampling.expansion,
    found,
    valueOf,
  );
}

function slowIntervals(
  scored: Scored,
  metrics: readonly MetricName[],
  resampling: Resampling,
  found: Found,
  valueOf: ValueOf,
): void {
  for (const metric of metrics) {
    if (!SLOW.has(metric) || found.has(metric)) continue;
    const [replicated] = Replicated.of(1) as [Replicated];
    figuresOfReplicates(metric, [scored], resampling, ([figure]) => {
      replicated.add(figure!);
    });
    keepEnds([metric], [replicated], resampling.expansion, found, valueOf);
  }
}

export function keepEnds(
  metrics: readonly MetricName[],
  replicated: readonly Replicated[],
  expansion: Expansion,
  found: Found,
  valueOf: ValueOf,
): void {
  metrics.forEach((metric, m) =>
    found.set(metric, replicated[m]!.ends(valueOf(metric), expansion) ?? 'no-spread'),
  );
}
