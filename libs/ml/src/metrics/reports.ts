import {
  type ConfusionMatrix,
  DEFAULT_BETA,
  type MatrixReport,
  confusionMatrix,
  matrixReport,
} from './confusion';
import { type PrCurve, type RocCurve, prOf, rocOf } from './curves';
import type { Figure } from './figure';
import {
  type CalibrationBin,
  binaryLogLoss,
  brier,
  calibrationCurve,
  calibrationError,
} from './probability';
import {
  type SortedByClass,
  aucOfSorted,
  averagePrecisionOf,
  corners,
  sortedByClass,
} from './ranking';
import { type BestThresholds, type Costs, bestThresholds } from './thresholds';

export interface BinaryReport {
  readonly confusion: ConfusionMatrix;
  readonly matrix: MatrixReport;
  /** What the probabilities say; null where there are none. */
  readonly ranking: BinaryRanking | null;
}

export interface BinaryRanking {
  readonly auc: Figure;
  readonly averagePrecision: Figure;
  readonly logLoss: Figure;
  readonly brier: Figure;
  readonly calibration: readonly CalibrationBin[];
  readonly ece: Figure;
  readonly roc: RocCurve | undefined;
  readonly pr: PrCurve | undefined;
  readonly best: BestThresholds;
  /** For intervals, which need no second sort. */
  readonly sorted: SortedByClass;
}

export interface BinaryOptions {
  readonly beta?: number;
  readonly costs?: Costs;
}

/**
 * All that a page shows of a binary prediction, from one histogram and one sort of each class's scores. Truth and
 * prediction are 1 for positive; `probability` is that of the positive class.
 */
export function binaryReport(
  truth: Uint8Array,
  predicted: Uint8Array,
  probability?: Float64Array,
  { beta = DEFAULT_BETA, costs }: BinaryOptions = {},
): BinaryReport {
  const confusion = confusionMatrix(truth, predicted, 2);
  const matrix = matrixReport(confusion, beta);
  if (!probability) return { confusion, matrix, ranking: null };
  const sorted = sortedByClass(truth, probability);
  const steps = corners(sorted);
  const calibration = calibrationCurve(truth, probability);
  return {
    confusion,
    matrix,
    ranking: {
      auc: aucOfSorted(sorted),
      averagePrecision: averagePrecisionOf(steps),
      logLoss: binaryLogLoss(truth, probability),
      brier: brier(truth, probability),
      calibration,
      ece: calibrationError(calibration),
      roc: rocOf(steps),
      pr: prOf(steps),
      best: bestThresholds(steps, beta, costs),
      sorted,
    },
  };
}
