import { DEFAULT_BETA } from '../metrics/confusion';
import type { MetricName } from '../metrics/registry';
import type { Scored } from '../metrics/scored';
import { figuresOfReplicates } from './any-figure';
import { pairedAucError } from './auc';
import type { Dependence } from './dependence';
import { type Expansion, UNEXPANDED } from './distributions';
import { multinomial } from './draws';
import { averagePrecisionInfluence, ovoInfluence, ovrInfluence, standardError } from './influence';
import { type NoInterval, Z } from './interval';
import { MatrixFigures, isOfMatrix, placeOf } from './matrix-figures';
import {
  REPLICATES,
  Replicated,
  type Resampling,
  countsOfReplicates,
  resamplingOf,
  sumsOfReplicates,
  weightsOfReplicates,
} from './replicates';
import { isRowSum, rowSums } from './row-sums';
import { type Ranked, weightedRanking } from './weighted-ranking';

interface Spread {
  readonly standardError: number;
  readonly low: number;
  readonly high: number;
}

type Classes = Extract<Scored, { task: 'binary' | 'multiclass' }>;

/** How far the difference of two figures reaches; or why that is not to be had. */
export function spreadOf(
  metric: MetricName,
  a: Scored,
  b: Scored,
  difference: number,
  dependence: Dependence | null,
  seed: string,
): Spread | NoInterval {
  if (metric === 'silhouette') return 'no-interval-method';
  if (isClasses(a) && isClasses(b) && !dependence) {
    if (isOfMatrix(metric)) return ofJointCells(metric, a, b, difference, seed);
    const error = rankingError(metric, a, b);
    if (Number.isNaN(error)) return 'too-few-rows';
    if (error !== undefined)
      return { standardError: error, low: difference - Z * error, high: difference + Z * error };
  }
  const resampling = resamplingOf(a.truth.length, dependence, `${seed} rows`);
  if (typeof resampling === 'string') return resampling;
  const [values] = Replicated.of(1) as [Replicated];
  draw(metric, a, b, resampling, (figureA, figureB) => {
    values.add(figureA - figureB);
  });
  return spread(values, resampling.expansion, difference);
}

/** Both figures of every replicate, by the shortest way that there is. */
function draw(
  metric: MetricName,
  a: Scored,
  b: Scored,
  resampling: Resampling,
  visit: (figureA: number, figureB: number) => void,
): void {
  if (a.task !== 'clustering' && b.task !== 'clustering' && isRowSum(metric, a.task)) {
    ofRows(metric, a, b, resampling, visit);
    return;
  }
  if (isClasses(a) && isClasses(b) && isOfMatrix(metric)) {
    ofMatrices(metric, a, b, resampling, visit);
    return;
  }
  const field = a.task === 'binary' ? RANKED[metric] : undefined;
  if (field && isClasses(a) && isClasses(b) && a.probability && b.probability) {
    const ofA = weightedRanking(a.truth, a.probability, resampling.cellOf);
    const ofB = weightedRanking(b.truth, b.probability, resampling.cellOf);
    weightsOfReplicates(resampling, REPLICATES, (weights) => {
      visit(ofA(weights)[field], ofB(weights)[field]);
    });
    return;
  }
  figuresOfReplicates(metric, [a, b], resampling, ([figureA, figureB]) => {
    visit(figureA!, figureB!);
  });
}

const RANKED: Partial<Record<MetricName, keyof Ranked>> = {
  roc_auc: 'auc',
  average_precision: 'averagePrecision',
};

const isClasses = (scored: Scored): scored is Classes =>
  scored.task === 'binary' || scored.task === 'multiclass';

/** Standard error of the difference of two rankings; undefined where none is known in closed form. */
function rankingError(metric: MetricName, one: Classes, other: Classes): number | undefined {
  const { task, truth, classes, probability: a } = one;
  const { probability: b } = other;
  if (!a || !b) return undefined;
  if (task === 'binary' && metric === 'roc_auc') return pairedAucError(truth, a, b);
  if (task === 'binary' && metric === 'average_precision') {
    const positive = Uint8Array.from(truth);
    if (!positive.includes(1)) return Number.NaN;
    return differenceError(
      averagePrecisionInfluence(positive, a),
      averagePrecisionInfluence(positive, b),
    );
  }
  if (task === 'multiclass' && (metric === 'roc_auc' || metric === 'roc_auc_ovr'))
    return differenceError(ovrInfluence(truth, a, classes), ovrInfluence(truth, b, classes));
  if (task === 'multiclass' && metric === 'roc_auc_ovo')
    return differenceError(ovoInfluence(truth, a, classes), ovoInfluence(truth, b, classes));
  return undefined;
}

const differenceError = (a: Float64Array, b: Float64Array) =>
  standardError(a.map((x, i) => x - b[i]!));

type NoClusters = Exclude<Scored, { task: 'clustering' }>;

function ofRows(
  metric: MetricName,
  a: NoClusters,
  b: NoClusters,
  resampling: Resampling,
  visit: (figureA: number, figureB: number) => void,
): void {
  const ofA = rowSums(a, [metric]);
  const ofB = rowSums(b, [metric]);
  const second = ofA.columns.length;
  const [figureA, figureB] = [new Float64Array(1), new Float64Array(1)];
  sumsOfReplicates([...ofA.columns, ...ofB.columns], resampling, (sums) => {
    ofA.figures(sums.subarray(0, second), figureA);
    ofB.figures(sums.subarray(second), figureB);
    visit(figureA[0]!, figureB[0]!);
  });
}

/** The rows told apart by (truth, a's call, b's call): few kinds, however many rows. */
interface Joint {
  /** Row → kind. */
  readonly kindOf: Int32Array;
  readonly kinds: number;
  /** Both figures of so many rows of each kind. */
  readonly figures: (counts: Float64Array) => readonly [number, number];
}

function jointOf(metric: MetricName, a: Classes, b: Classes): Joint {
  const { truth, classes, beta = DEFAULT_BETA } = a;
  const keys = Int32Array.from(
    truth,
    (code, row) => (code * classes + a.predicted[row]!) * classes + b.predicted[row]!,
  );
  const occupied = [...new Set(keys)].sort((x, y) => x - y);
  const kinds = new Map(occupied.map((key, kind) => [key, kind]));
  const real = (key: number) => Math.floor(key / (classes * classes));
  // Where a kind stands in a's matrix and in b's.
  const inA = Int32Array.from(
    occupied,
    (key) => real(key) * classes + (Math.floor(key / classes) % classes),
  );
  const inB = Int32Array.from(occupied, (key) => real(key) * classes + (key % classes));
  const cells = new Float64Array(classes * classes);
  const matrix = new MatrixFigures(classes, beta);
  const place = placeOf(metric);
  const figureIn = (places: Int32Array, counts: Float64Array) => {
    cells.fill(0);
    let rows = 0;
    for (let kind = 0; kind < places.length; kind++) {
      cells[places[kind]!]! += counts[kind]!;
      rows += counts[kind]!;
    }
    matrix.set({ counts: cells, rows });
    return matrix.values[place]!;
  };
  return {
    kindOf: keys.map((key) => kinds.get(key)!),
    kinds: occupied.length,
    figures: (counts) => [figureIn(inA, counts), figureIn(inB, counts)],
  };
}

/** Independent rows: drawing the counts of the kinds again draws the rows again. */
function ofJointCells(
  metric: MetricName,
  a: Classes,
  b: Classes,
  difference: number,
  seed: string,
): Spread {
  const { kindOf, kinds, figures } = jointOf(metric, a, b);
  const counts = new Float64Array(kinds);
  for (const kind of kindOf) counts[kind]!++;
  const drawn = new Float64Array(kinds);
  const drawInto = multinomial(counts, `${seed} cells`);
  const [values] = Replicated.of(1) as [Replicated];
  for (let replicate = 0; replicate < REPLICATES; replicate++) {
    drawInto(drawn);
    const [figureA, figureB] = figures(drawn);
    values.add(figureA - figureB);
  }
  return spread(values, UNEXPANDED, difference);
}

function ofMatrices(
  metric: MetricName,
  a: Classes,
  b: Classes,
  resampling: Resampling,
  visit: (figureA: number, figureB: number) => void,
): void {
  const { kindOf, kinds, figures } = jointOf(metric, a, b);
  countsOfReplicates(kindOf, kinds, resampling, (counts) => {
    visit(...figures(counts));
  });
}

/** Equal predictions differ by 0 with certainty: here a width of 0 is the truth. */
function spread(values: Replicated, expansion: Expansion, difference: number): Spread {
  const ends = values.ends(difference, expansion) ?? { low: difference, high: difference };
  return { standardError: values.standardError(expansion), ...ends };
}
