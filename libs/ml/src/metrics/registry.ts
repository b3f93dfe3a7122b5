import { classFigures, confusionMatrix, matrixReport, oneVersusRest } from './confusion';
import { type Figure, figure, undefinedFigure } from './figure';
import { binaryLogLoss, logLoss, rocAuc, rocAucOvr } from './ranking';
import { regressionReport } from './regression';

/** Names as scikit-learn's users know them. */
export type MetricName =
  | 'sse'
  | 'sst'
  | 'ssr'
  | 'r2'
  | 'mse'
  | 'rmse'
  | 'mae'
  | 'accuracy'
  | 'balanced_accuracy'
  | 'recall'
  | 'precision'
  | 'specificity'
  | 'npv'
  | 'f1'
  | 'mcc'
  | 'cohen_kappa'
  | 'recall_macro'
  | 'precision_macro'
  | 'f1_macro'
  | 'recall_weighted'
  | 'precision_weighted'
  | 'f1_weighted'
  | 'roc_auc'
  | 'log_loss';

export interface MetricFacts {
  readonly direction: 'higher' | 'lower';
  readonly range: readonly [number, number];
  /** Needs the probability of the positive class, or of each class. */
  readonly needsProbability: boolean;
}

const up = (low: number, high: number): MetricFacts => ({
  direction: 'higher',
  range: [low, high],
  needsProbability: false,
});
const down: MetricFacts = {
  direction: 'lower',
  range: [0, Number.POSITIVE_INFINITY],
  needsProbability: false,
};

export const METRICS: Readonly<Record<MetricName, MetricFacts>> = {
  sse: down,
  sst: down,
  ssr: down,
  r2: up(Number.NEGATIVE_INFINITY, 1),
  mse: down,
  rmse: down,
  mae: down,
  accuracy: up(0, 1),
  balanced_accuracy: up(0, 1),
  recall: up(0, 1),
  precision: up(0, 1),
  specificity: up(0, 1),
  npv: up(0, 1),
  f1: up(0, 1),
  mcc: up(-1, 1),
  cohen_kappa: up(-1, 1),
  recall_macro: up(0, 1),
  precision_macro: up(0, 1),
  f1_macro: up(0, 1),
  recall_weighted: up(0, 1),
  precision_weighted: up(0, 1),
  f1_weighted: up(0, 1),
  roc_auc: { ...up(0, 1), needsProbability: true },
  log_loss: { ...down, needsProbability: true },
};

/** Which metrics a task can be ranked by. */
export const METRICS_OF_TASK = {
  regression: ['r2', 'rmse', 'mae', 'mse'],
  forecasting: ['mae', 'rmse', 'mse', 'r2'],
  binary: [
    'accuracy',
    'balanced_accuracy',
    'recall',
    'precision',
    'specificity',
    'f1',
    'mcc',
    'roc_auc',
    'log_loss',
  ],
  multiclass: [
    'accuracy',
    'balanced_accuracy',
    'f1_macro',
    'recall_macro',
    'precision_macro',
    'mcc',
    'roc_auc',
    'log_loss',
  ],
  clustering: [],
} as const satisfies Record<string, readonly MetricName[]>;

/**
 * What the scorer compares: numbers; or class codes with, where given, probabilities: of the positive class
 * (binary, n values; class 1 is the positive one) or of each class (n × classes, row after row).
 */
export type Scored =
  | {
      readonly task: 'regression' | 'forecasting';
      readonly truth: Float64Array;
      readonly predicted: Float64Array;
    }
  | {
      readonly task: 'binary' | 'multiclass';
      readonly truth: Uint16Array;
      readonly predicted: Uint16Array;
      readonly classes: number;
      readonly probability: Float64Array | null;
    };

export type Figures = Partial<Record<MetricName, Figure>>;

/** Every figure that this task has. */
export function allFigures(scored: Scored): Figures {
  if (scored.task === 'regression' || scored.task === 'forecasting') {
    const { sse, sst, ssr, r2, mse, rmse, mae } = regressionReport(scored.truth, scored.predicted);
    return { sse, sst, ssr, r2, mse, rmse, mae };
  }
  const { truth, predicted, classes, probability } = scored;
  const matrix = confusionMatrix(truth, predicted, classes);
  const report = matrixReport(matrix);
  const common: Figures = {
    accuracy: report.accuracy,
    balanced_accuracy: report.balancedAccuracy,
    mcc: report.mcc,
    cohen_kappa: report.kappa,
    recall_macro: report.macro.recall,
    precision_macro: report.macro.precision,
    f1_macro: report.macro.f1,
    recall_weighted: report.weighted.recall,
    precision_weighted: report.weighted.precision,
    f1_weighted: report.weighted.f1,
  };
  if (scored.task === 'multiclass')
    return { ...common, ...ofMulticlass(truth, probability, classes) };
  return { ...common, ...ofPositive(matrix), ...ofBinary(truth, probability) };
}

export function figureOf(metric: MetricName, scored: Scored): Figure {
  return allFigures(scored)[metric] ?? undefinedFigure('no-probability');
}

function ofPositive(matrix: ReturnType<typeof confusionMatrix>): Figures {
  if (matrix.rows === 0) {
    const none = undefinedFigure('no-rows');
    return { recall: none, precision: none, specificity: none, npv: none, f1: none };
  }
  const { recall, precision, specificity, npv, f1 } = classFigures(oneVersusRest(matrix, 1));
  return {
    recall: figure(recall),
    precision: figure(precision),
    specificity: figure(specificity),
    npv: figure(npv),
    f1: figure(f1),
  };
}

function ofBinary(truth: Uint16Array, probability: Float64Array | null): Figures {
  if (!probability)
    return {
      roc_auc: undefinedFigure('no-probability'),
      log_loss: undefinedFigure('no-probability'),
    };
  const positive = Uint8Array.from(truth);
  return { roc_auc: rocAuc(positive, probability), log_loss: binaryLogLoss(positive, probability) };
}

function ofMulticlass(
  truth: Uint16Array,
  probability: Float64Array | null,
  classes: number,
): Figures {
  if (!probability)
    return {
      roc_auc: undefinedFigure('no-probability'),
      log_loss: undefinedFigure('no-probability'),
    };
  return {
    roc_auc: rocAucOvr(truth, probability, classes),
    log_loss: logLoss(truth, probability, classes),
  };
}
