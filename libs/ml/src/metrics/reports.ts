import {
  type ConfusionMatrix,
  DEFAULT_BETA,
  type MatrixReport,
  confusionMatrix,
  matrixReport,
} from './confusion';
import { type PrCurve, type RocCurve, curvesOf } from './curves';
import type { Figure } from './figure';
import { lossesOf } from './losses';
import { type CalibrationBin, calibrationError } from './probability';
import { type Turns, aucOfTurns, brieflySorted, turns } from './ranking';
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
  /** The corners at which the curve turns: between them it is straight (roc_curve's `drop_intermediate`). */
  readonly roc: RocCurve | undefined;
  /** At the same thresholds; between them recall alone, or false alarms alone, grow. */
  readonly pr: PrCurve | undefined;
  readonly best: BestThresholds;
  /** For intervals, which need no second sort. */
  readonly turns: Turns;
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
  const sorted = brieflySorted(truth, probability);
  const steps = turns(sorted);
  const losses = lossesOf(sorted);
  return {
    confusion,
    matrix,
    ranking: {
      auc: aucOfTurns(steps),
      averagePrecision: steps.averagePrecision,
      ...losses,
      ece: calibrationError(losses.calibration),
      ...curvesOf(steps),
      best: bestThresholds(steps, beta, costs),
      turns: steps,
    },
  };
}
