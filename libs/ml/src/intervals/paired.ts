import { DEFAULT_BETA } from '../metrics/confusion';
import type { Undefined } from '../metrics/figure';
import type { MetricName } from '../metrics/registry';
import { type Scored, figureOf } from '../metrics/scored';
import { pairedAucError } from './auc';
import { isOfCells } from './cells';
import { multinomial } from './draws';
import { averagePrecisionInfluence, ovrInfluence, standardError } from './influence';
import { type NoInterval, Z } from './interval';
import { MatrixFigures, placeOf } from './matrix-figures';
import {
  REPLICATES,
  Replicated,
  independentRows,
  rowsInTime,
  sumsOfReplicates,
} from './replicates';
import { isRowSum, rowSums } from './row-sums';

/** figure(a) − figure(b) on the same rows, with the standard error and the 95 % interval of that difference. */
export type PairedDifference =
  | {
      readonly difference: number;
      /** 0 where both say the same of every row. */
      readonly standardError: number;
      readonly low: number;
      readonly high: number;
    }
  | {
      /** null where one of the figures is undefined. */
      readonly difference: number | null;
      readonly standardError: null;
      readonly low: null;
      readonly high: null;
      readonly reason: NoInterval | Undefined;
    };

interface Spread {
  readonly standardError: number;
  readonly low: number;
  readonly high: number;
}

type Classes = Extract<Scored, { task: 'binary' | 'multiclass' }>;

/**
 * How much better or worse a is than b by `metric` on the same rows (RangeError where the truths differ): DeLong's
 * paired covariance for the AUC of two classes, the paired influence of rows for several classes' AUC and average
 * precision, else the paired bootstrap: of the joint cells (truth, a, b) for what a confusion matrix gives, of rows (in
 * blocks of time when forecasting) for sums over rows. The sign is the figures' own, whatever direction is better.
 */
export function pairedDifference(
  metric: MetricName,
  a: Scored,
  b: Scored,
  { seed }: { readonly seed: string },
): PairedDifference {
  assertSameRows(a, b);
  const ofA = figureOf(metric, a);
  const ofB = figureOf(metric, b);
  const none = { standardError: null, low: null, high: null } as const;
  if (ofA.value === null) return { difference: null, ...none, reason: ofA.reason };
  if (ofB.value === null) return { difference: null, ...none, reason: ofB.reason };
  const difference = ofA.value - ofB.value;
  const spread = spreadOf(metric, a, b, difference, seed);
  return typeof spread === 'string'
    ? { difference, ...none, reason: spread }
    : { difference, ...spread };
}

function spreadOf(
  metric: MetricName,
  a: Scored,
  b: Scored,
  difference: number,
  seed: string,
): Spread | NoInterval {
  if (isRowSum(metric, a.task)) return ofRows(metric, a, b, difference, seed);
  if (!isClasses(a) || !isClasses(b)) return 'no-interval-method';
  if (isOfCells(metric) || OF_ONE_MATRIX.has(metric))
    return ofJointCells(metric, a, b, difference, seed);
  if (!a.probability || !b.probability) return 'no-interval-method';
  const error = rankingError(metric, a, a.probability, b.probability);
  if (error === undefined) return 'no-interval-method';
  if (Number.isNaN(error)) return 'too-few-rows';
  return { standardError: error, low: difference - Z * error, high: difference + Z * error };
}

const OF_ONE_MATRIX: ReadonlySet<MetricName> = new Set<MetricName>([
  'accuracy',
  'recall',
  'precision',
  'specificity',
  'npv',
  'fpr',
  'fnr',
]);

const isClasses = (scored: Scored): scored is Classes =>
  scored.task === 'binary' || scored.task === 'multiclass';

function rankingError(
  metric: MetricName,
  { task, truth, classes }: Classes,
  a: Float64Array,
  b: Float64Array,
): number | undefined {
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
  return undefined;
}

const differenceError = (a: Float64Array, b: Float64Array) =>
  standardError(a.map((x, i) => x - b[i]!));

function ofRows(
  metric: MetricName,
  a: Scored,
  b: Scored,
  difference: number,
  seed: string,
): Spread | NoInterval {
  if (a.task === 'clustering' || b.task === 'clustering') return 'no-interval-method';
  const rows = a.truth.length;
  const inTime = a.task === 'forecasting';
  const resampling = inTime
    ? rowsInTime(rows, a.season ?? 1, `${seed} rows`)
    : independentRows(rows, `${seed} rows`);
  if (!resampling) return inTime ? 'too-few-blocks' : 'too-few-rows';
  const ofA = rowSums(a, [metric]);
  const ofB = rowSums(b, [metric]);
  const [values] = Replicated.of(1) as [Replicated];
  const second = ofA.columns.length;
  const [figureA, figureB] = [new Float64Array(1), new Float64Array(1)];
  sumsOfReplicates([...ofA.columns, ...ofB.columns], resampling, (sums) => {
    ofA.figures(sums.subarray(0, second), figureA);
    ofB.figures(sums.subarray(second), figureB);
    values.add(figureA[0]! - figureB[0]!);
  });
  return spread(values, difference);
}

/** The rows are counted by (truth, a's call, b's call); drawing those counts again draws the rows again. */
function ofJointCells(
  metric: MetricName,
  a: Classes,
  b: Classes,
  difference: number,
  seed: string,
): Spread {
  const { truth, classes, beta = DEFAULT_BETA } = a;
  const rows = truth.length;
  const joint = new Map<number, number>();
  for (let i = 0; i < rows; i++) {
    const key = (truth[i]! * classes + a.predicted[i]!) * classes + b.predicted[i]!;
    joint.set(key, (joint.get(key) ?? 0) + 1);
  }
  const keys = [...joint.keys()].sort((x, y) => x - y);
  const counts = Float64Array.from(keys, (key) => joint.get(key)!);
  // Where a joint cell stands in a's matrix and in b's.
  const inA = Int32Array.from(keys, (key) => {
    const real = Math.floor(key / (classes * classes));
    return real * classes + (Math.floor(key / classes) % classes);
  });
  const inB = Int32Array.from(keys, (key) => {
    const real = Math.floor(key / (classes * classes));
    return real * classes + (key % classes);
  });
  const drawn = new Float64Array(keys.length);
  const draw = multinomial(counts, `${seed} cells`);
  const [values] = Replicated.of(1) as [Replicated];
  const cells = new Float64Array(classes * classes);
  const figures = new MatrixFigures(classes, beta);
  const place = placeOf(metric);
  const figureIn = (places: Int32Array) => {
    cells.fill(0);
    for (let at = 0; at < places.length; at++) cells[places[at]!]! += drawn[at]!;
    figures.set({ counts: cells, rows });
    return figures.values[place]!;
  };
  for (let replicate = 0; replicate < REPLICATES; replicate++) {
    draw(drawn);
    values.add(figureIn(inA) - figureIn(inB));
  }
  return spread(values, difference);
}

/** Equal predictions differ by 0 with certainty: here a width of 0 is the truth. */
function spread(values: Replicated, difference: number): Spread {
  const ends = values.ends(difference) ?? { low: difference, high: difference };
  return { standardError: values.deviation(), ...ends };
}

function assertSameRows(a: Scored, b: Scored): void {
  if (a.task !== b.task) throw new RangeError(`a ${a.task} cannot be compared with a ${b.task}`);
  const same = a.truth.length === b.truth.length && a.truth.every((y, i) => y === b.truth[i]);
  if (!same) throw new RangeError('the two are not scored on the same rows');
}
