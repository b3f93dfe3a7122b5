import type { NoInterval } from '../intervals';
import { placements } from '../intervals/auc';
import { isOfCells } from '../intervals/cells';
import { averagePrecisionInfluence, ovrInfluence } from '../intervals/influence';
import { MatrixFigures, placeOf } from '../intervals/matrix-figures';
import {
  REPLICATES,
  type Resampling,
  countsOfReplicates,
  sumsOfReplicates,
  weightsOfReplicates,
} from '../intervals/replicates';
import { isRowSum, rowSums } from '../intervals/row-sums';
import { DEFAULT_BETA, type MetricName, type Scored, figureOf } from '../metrics';

type Classes = Extract<Scored, { task: 'binary' | 'multiclass' }>;

/** Rows of a figure that has no faster way: beyond these nobody waits for it. */
const MOST_ROWS_DRAWN = 20_000;

/**
 * One metric of several models in the same {@link REPLICATES} resamples of the same rows; NaN where it is undefined. Sums
 * over rows and confusion matrices are drawn again as they are, rankings by what each row adds to them (the bootstrap to
 * first order: Efron's infinitesimal jackknife, 1982), anything else by drawing the rows themselves, up to 20,000.
 */
export function jointReplicates(
  metric: MetricName,
  models: readonly Scored[],
  resampling: Resampling,
): Float64Array[] | NoInterval {
  const [first] = models;
  if (!first || first.truth.length === 0) return 'too-few-rows';
  const all = models.map(() => new Float64Array(REPLICATES));
  if (first.task !== 'clustering' && isRowSum(metric, first.task)) {
    ofSums(metric, models, resampling, all);
    return all;
  }
  if (models.every(isClasses)) {
    if (isOfCells(metric) || OF_ONE_MATRIX.has(metric)) {
      ofMatrices(metric, models, resampling, all);
      return all;
    }
    const influences = models.map((model) => influenceOn(metric, model));
    if (influences.every((each) => each !== undefined)) {
      ofInfluences(metric, models, influences, resampling, all);
      return all;
    }
  }
  if (first.truth.length > MOST_ROWS_DRAWN) return 'no-interval-method';
  ofRows(metric, models, resampling, all);
  return all;
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

function ofSums(
  metric: MetricName,
  models: readonly Scored[],
  resampling: Resampling,
  all: readonly Float64Array[],
): void {
  const sums = models.flatMap((model) =>
    model.task === 'clustering' ? [] : [rowSums(model, [metric])],
  );
  const figure = new Float64Array(1);
  let replicate = 0;
  sumsOfReplicates(
    sums.flatMap(({ columns }) => columns),
    resampling,
    (totals) => {
      let from = 0;
      sums.forEach(({ columns, figures }, m) => {
        figures(totals.subarray(from, from + columns.length), figure);
        all[m]![replicate] = figure[0]!;
        from += columns.length;
      });
      replicate++;
    },
  );
}

/** Rows that agree in the truth and in what every model calls them are one key. */
function ofMatrices(
  metric: MetricName,
  models: readonly Classes[],
  resampling: Resampling,
  all: readonly Float64Array[],
): void {
  const { truth, classes, beta = DEFAULT_BETA } = models[0]!;
  const known = new Map<number, number>();
  const keyOf = Int32Array.from(truth, (real, i) => {
    const key = models.reduce((sum, { predicted }) => sum * classes + predicted[i]!, real);
    const place = known.get(key) ?? known.size;
    known.set(key, place);
    return place;
  });
  const reals = Int32Array.from(known.keys(), (key) => Math.floor(key / classes ** models.length));
  const placesIn = models.map((_, m) =>
    Int32Array.from(known.keys(), (key, k) => {
      const called = Math.floor(key / classes ** (models.length - 1 - m)) % classes;
      return reals[k]! * classes + called;
    }),
  );
  const cells = new Float64Array(classes * classes);
  const figures = new MatrixFigures(classes, beta);
  const at = placeOf(metric);
  let replicate = 0;
  countsOfReplicates(keyOf, known.size, resampling, (counts) => {
    placesIn.forEach((places, m) => {
      cells.fill(0);
      let rows = 0;
      for (let k = 0; k < places.length; k++) {
        cells[places[k]!]! += counts[k]!;
        rows += counts[k]!;
      }
      figures.set({ counts: cells, rows });
      all[m]![replicate] = figures.values[at]!;
    });
    replicate++;
  });
}

/** What each row adds to a ranking; undefined where the metric is none, or the rows have no say in it. */
function influenceOn(metric: MetricName, model: Classes): Float64Array | undefined {
  const { task, truth, probability, classes } = model;
  const { value } = figureOf(metric, model);
  if (!probability || value === null) return undefined;
  if (task === 'binary') {
    const positive = Uint8Array.from(truth);
    if (metric === 'roc_auc') return aucInfluence(positive, probability, value);
    if (metric === 'average_precision') return averagePrecisionInfluence(positive, probability);
    return undefined;
  }
  return metric === 'roc_auc' || metric === 'roc_auc_ovr'
    ? ovrInfluence(truth, probability, classes)
    : undefined;
}

function aucInfluence(positive: Uint8Array, score: Float64Array, area: number): Float64Array {
  const positives = positive.reduce((sum, each) => sum + each, 0);
  const placed = placements(positive, score);
  return placed.map(
    (share, i) => (share - area) / (positive[i] === 1 ? positives : positive.length - positives),
  );
}

function ofInfluences(
  metric: MetricName,
  models: readonly Classes[],
  influences: readonly Float64Array[],
  resampling: Resampling,
  all: readonly Float64Array[],
): void {
  const values = models.map((model) => figureOf(metric, model).value ?? Number.NaN);
  let replicate = 0;
  sumsOfReplicates(influences, resampling, (moved) => {
    for (let m = 0; m < values.length; m++) all[m]![replicate] = values[m]! + moved[m]!;
    replicate++;
  });
}

function ofRows(
  metric: MetricName,
  models: readonly Scored[],
  resampling: Resampling,
  all: readonly Float64Array[],
): void {
  const rowsOf = Array.from({ length: resampling.cells }, (): number[] => []);
  resampling.cellOf.forEach((cell, row) => rowsOf[cell]!.push(row));
  let replicate = 0;
  weightsOfReplicates(resampling, REPLICATES, (weights) => {
    const rows = rowsOf.flatMap((own, cell) =>
      Array.from({ length: weights[cell]! }, () => own).flat(),
    );
    models.forEach((model, m) => {
      all[m]![replicate] = figureOf(metric, taken(model, rows)).value ?? Number.NaN;
    });
    replicate++;
  });
}

function taken(model: Scored, rows: readonly number[]): Scored {
  switch (model.task) {
    case 'regression':
    case 'forecasting': {
      const { truth, predicted } = model;
      return {
        ...model,
        truth: Float64Array.from(rows, (row) => truth[row]!),
        predicted: Float64Array.from(rows, (row) => predicted[row]!),
      };
    }
    case 'binary':
    case 'multiclass': {
      const { truth, predicted, probability } = model;
      const width = probability ? probability.length / truth.length : 0;
      return {
        ...model,
        truth: Uint16Array.from(rows, (row) => truth[row]!),
        predicted: Uint16Array.from(rows, (row) => predicted[row]!),
        probability:
          probability &&
          Float64Array.from(
            { length: rows.length * width },
            (_, k) => probability[rows[Math.floor(k / width)]! * width + (k % width)]!,
          ),
      };
    }
    case 'clustering': {
      const { task, truth, predicted } = model;
      return {
        task,
        truth: Uint16Array.from(rows, (row) => truth[row]!),
        predicted: Uint16Array.from(rows, (row) => predicted[row]!),
      };
    }
  }
}
