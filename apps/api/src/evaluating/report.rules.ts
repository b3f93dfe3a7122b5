import type { Report } from '@holdout/contracts';
import {
  calibrationCurve,
  calibrationError,
  classFigures,
  confusionMatrix,
  oneVersusRest,
  type Scored,
} from '@holdout/ml/metrics';
import { generator } from '@holdout/ml/random';

import { curveOf } from './curve.rules';
import { levelsOf } from './levels.rules';
import type { Labelled } from './rows.rules';

const RESIDUAL_POINTS = 500;
const MOST_BINS = 40;

/** The pictures of one part. `seed`: a rerun draws the same points. */
export function reportOf(
  part: Labelled['part'],
  scored: Scored,
  classes: readonly string[],
  seed: string,
): Report {
  const empty = {
    part,
    rows: scored.truth.length,
    confusion: null,
    perClass: [],
    curve: null,
    calibration: null,
  };
  switch (scored.task) {
    case 'regression':
    case 'forecasting':
      return { ...empty, residuals: residualsOf(part, scored.truth, scored.predicted, seed) };
    case 'binary':
    case 'multiclass':
      return { ...empty, ...tableOf(scored, classes), ...rankingOf(scored), residuals: null };
    case 'clustering':
      return { ...empty, residuals: null };
  }
}

type OfClasses = Extract<Scored, { task: 'binary' | 'multiclass' }>;

function tableOf(
  { truth, predicted }: OfClasses,
  labels: readonly string[],
): Pick<Report, 'confusion' | 'perClass'> {
  const size = labels.length;
  const matrix = confusionMatrix(truth, predicted, size);
  return {
    confusion: {
      labels: [...labels],
      counts: labels.map((_, row) => [...matrix.counts.subarray(row * size, (row + 1) * size)]),
    },
    perClass: labels.map((label, of) => {
      const { precision, recall, f1, support } = classFigures(oneVersusRest(matrix, of));
      return { label, precision, recall, f1, support };
    }),
  };
}

/** Of the positive class; null where there are no probabilities. */
function rankingOf({ task, truth, probability }: OfClasses): Pick<Report, 'curve' | 'calibration'> {
  if (task !== 'binary' || !probability) return { curve: null, calibration: null };
  const bins = calibrationCurve(truth, probability);
  return {
    curve: curveOf(Uint8Array.from(truth), probability),
    calibration: {
      ece: calibrationError(bins).value,
      bins: bins.flatMap(({ predicted, observed, rows }) =>
        predicted === null || observed === null ? [] : [{ predicted, observed, rows }],
      ),
    },
  };
}

/**
 * Null of no rows, and where a difference passes 1.8e308: there is nothing to draw. Points of validation rows alone:
 * a held-out row's would carry its label out of the vault.
 */
function residualsOf(
  part: Labelled['part'],
  truth: Float64Array,
  predicted: Float64Array,
  seed: string,
): Report['residuals'] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < truth.length; i++) {
    const residual = truth[i]! - predicted[i]!;
    low = Math.min(low, residual);
    high = Math.max(high, residual);
  }
  if (!Number.isFinite(high - low)) return null;
  const bins = high === low ? 1 : Math.min(MOST_BINS, Math.ceil(Math.sqrt(truth.length)));
  const counts = new Array<number>(bins).fill(0);
  for (let i = 0; i < truth.length; i++) {
    const share = high === low ? 0 : (truth[i]! - predicted[i]! - low) / (high - low);
    counts[Math.min(bins - 1, Math.floor(share * bins))]! += 1;
  }
  const edges = Array.from({ length: bins + 1 }, (_, i) => low + ((high - low) * i) / bins);
  return {
    histogram: { edges: [...edges.slice(0, -1), high], counts },
    points:
      part === 'validation'
        ? sample(truth.length, RESIDUAL_POINTS, seed).map((i) => [predicted[i]!, truth[i]!])
        : [],
    levels: levelsOf(truth, predicted),
  };
}

/** `count` of the numbers below n, ascending (Vitter 1985, algorithm R). */
function sample(n: number, count: number, seed: string): number[] {
  const chosen = Array.from({ length: Math.min(n, count) }, (_, i) => i);
  const random = generator(seed);
  for (let i = count; i < n; i++) {
    const at = Math.floor(random() * (i + 1));
    if (at < count) chosen[at] = i;
  }
  return chosen.sort((a, b) => a - b);
}
