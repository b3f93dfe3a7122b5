import {
  calibrationError,
  logLoss,
  multiclassBrier,
  multiclassCalibrationError,
  topK,
} from './probability';
import { clusteringReport, silhouette } from './clustering';
import {
  AVERAGED,
  type Averaged,
  type ConfusionMatrix,
  DEFAULT_BETA,
  type MatrixReport,
  classFigures,
  confusionMatrix,
  matrixReport,
  oneVersusRest,
} from './confusion';
import { type Figure, figure, undefinedFigure } from './figure';
import { mase, pinball } from './forecasting';
import { lossesOf } from './losses';
import { multiclassAuc } from './multiclass-auc';
import { aucOfTurns, brieflySorted, turns } from './ranking';
import { METRICS, type MetricName, type MetricTask } from './registry';
import { regressionReport } from './regression';
import type { Codes } from './tally';

interface Numbers {
  readonly truth: Float64Array;
  readonly predicted: Float64Array;
}
/** Class codes with, where given, probabilities: of class 1, the positive one (n values), or of each class (n × classes, row after row). */
interface Classes {
  readonly truth: Codes;
  readonly predicted: Codes;
  readonly classes: number;
  readonly probability: Float64Array | null;
  /** Of Fβ; 2 if not said. */
  readonly beta?: number;
}

/** What the scorer compares. */
export type Scored =
  | ({ readonly task: 'regression'; readonly features?: number } & Numbers)
  | ({
      readonly task: 'forecasting';
      /** The training part in time order, for MASE. */
      readonly train?: Float64Array;
      /** Steps of a season; 1 if not said. */
      readonly season?: number;
      /** Of the pinball loss; 0.5 if not said. */
      readonly quantile?: number;
    } & Numbers)
  | ({ readonly task: 'binary' } & Classes)
  | ({ readonly task: 'multiclass'; readonly k?: number } & Classes)
  | {
      readonly task: 'clustering';
      readonly truth: Codes;
      readonly predicted: Codes;
      /** For the silhouette: n × dimensions values. */
      readonly points?: { readonly values: Float64Array; readonly dimensions: number };
    };

/** What is stored and read, as numbers: classes are codes in float64. */
export interface StoredPredictions {
  readonly task: MetricTask;
  /** How many classes; of a binary task code 1 is the positive one. 0 for numbers. */
  readonly classes: number;
  readonly truth: Float64Array;
  readonly predicted: Float64Array;
  readonly probability: Float64Array | null;
}

/** What a byte tells apart: such codes are counted four to a word. */
const MOST_IN_A_BYTE = 256;

/** The same codes, a byte each where the classes are few enough; RangeError for what is no code of theirs. */
function encoded(codes: Float64Array, classes: number): Codes {
  const narrow =
    classes <= MOST_IN_A_BYTE ? new Uint8Array(codes.length) : new Uint16Array(codes.length);
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row]!;
    narrow[row] = code;
    if (narrow[row] !== code || code >= classes)
      throw new RangeError(`${code} is none of ${classes} classes`);
  }
  return narrow;
}

/**
 * The scorer's input from what the vault and the reader hold. RangeError where the lengths differ or a code is none of
 * the classes.
 */
export function scoredOf({
  task,
  classes,
  truth,
  predicted,
  probability,
}: StoredPredictions): Scored {
  if (truth.length !== predicted.length)
    throw new RangeError(`${truth.length} truths and ${predicted.length} predictions`);
  switch (task) {
    case 'regression':
    case 'forecasting':
      return { task, truth, predicted };
    case 'clustering':
      return { task, truth: Uint16Array.from(truth), predicted: Uint16Array.from(predicted) };
    case 'binary':
    case 'multiclass':
      return {
        task,
        truth: encoded(truth, classes),
        predicted: encoded(predicted, classes),
        classes,
        probability,
      };
  }
}

export type Figures = Partial<Record<MetricName, Figure>>;

/** Every figure that this task has; each once, in a fixed order. */
export function allFigures(scored: Scored): Figures {
  switch (scored.task) {
    case 'regression':
      return numericFigures(scored, scored.features);
    case 'forecasting':
      return {
        ...numericFigures(scored, undefined),
        mase: mase(scored.truth, scored.predicted, scored.train, scored.season),
        pinball: pinball(scored.truth, scored.predicted, scored.quantile),
      };
    case 'clustering': {
      const { ari, nmi, vMeasure } = clusteringReport(scored.truth, scored.predicted);
      const { points } = scored;
      return {
        ari,
        nmi,
        v_measure: vMeasure,
        silhouette: points
          ? silhouette(points.values, points.dimensions, scored.predicted)
          : undefinedFigure('no-points'),
      };
    }
    case 'binary':
    case 'multiclass':
      return classFiguresOf(scored);
  }
}

/** One figure. Undefined with `no-probability` where the task has no such metric on these inputs. */
export function figureOf(metric: MetricName, scored: Scored): Figure {
  // Ranking metrics need a sort: not for a figure that does not.
  const lean =
    'probability' in scored && !METRICS[metric].needsProbability
      ? { ...scored, probability: null }
      : scored;
  return allFigures(lean)[metric] ?? undefinedFigure('no-probability');
}

function numericFigures({ truth, predicted }: Numbers, features: number | undefined): Figures {
  const report = regressionReport(truth, predicted, features === undefined ? {} : { features });
  return {
    sse: report.sse,
    sst: report.sst,
    ssr: report.ssr,
    r2: report.r2,
    adjusted_r2: report.adjustedR2,
    mae: report.mae,
    mse: report.mse,
    rmse: report.rmse,
    mape: report.mape,
    smape: report.smape,
    median_ae: report.medianAe,
    max_error: report.maxError,
    explained_variance: report.explainedVariance,
  };
}

function classFiguresOf(scored: Extract<Scored, { task: 'binary' | 'multiclass' }>): Figures {
  const { truth, predicted, classes, beta = DEFAULT_BETA } = scored;
  return {
    ...figuresOfMatrix(confusionMatrix(truth, predicted, classes), scored.task, beta),
    ...(scored.task === 'binary'
      ? ofBinaryProbability(scored.truth, scored.probability)
      : ofClassProbability(scored)),
  };
}

/** The figures that a confusion matrix alone gives; of a binary task class 1 is the positive one. */
export function figuresOfMatrix(
  matrix: ConfusionMatrix,
  task: 'binary' | 'multiclass',
  beta: number,
): Figures {
  return {
    ...ofMatrix(matrixReport(matrix, beta)),
    ...(task === 'binary' && ofPositive(matrix, beta)),
  };
}

function ofMatrix(report: MatrixReport): Figures {
  return {
    accuracy: report.accuracy,
    balanced_accuracy: report.balancedAccuracy,
    mcc: report.mcc,
    cohen_kappa: report.kappa,
    ...named(report.macro, 'macro'),
    ...named(report.micro, 'micro'),
    ...named(report.weighted, 'weighted'),
  };
}

function named(figures: Averaged, average: 'macro' | 'micro' | 'weighted'): Figures {
  return Object.fromEntries(AVERAGED.map((name) => [`${name}_${average}`, figures[name]]));
}

function ofPositive(matrix: ConfusionMatrix, beta: number): Figures {
  const figures = classFigures(oneVersusRest(matrix, 1), beta);
  return Object.fromEntries(
    AVERAGED.map((name) => [
      name,
      matrix.rows === 0 ? undefinedFigure('no-rows') : figure(figures[name]),
    ]),
  );
}

function ofBinaryProbability(truth: Codes, probability: Float64Array | null): Figures {
  if (!probability) return without(['roc_auc', 'average_precision', 'log_loss', 'brier', 'ece']);
  if (truth.length === 0)
    return without(['roc_auc', 'average_precision', 'log_loss', 'brier', 'ece'], 'no-rows');
  const sorted = brieflySorted(Uint8Array.from(truth), probability);
  const steps = turns(sorted);
  const { logLoss: loss, brier, calibration } = lossesOf(sorted);
  return {
    roc_auc: aucOfTurns(steps),
    average_precision: steps.averagePrecision,
    log_loss: loss,
    brier,
    ece: calibrationError(calibration),
  };
}

function ofClassProbability(
  scored: Extract<Scored, { task: 'binary' | 'multiclass' }> & { readonly k?: number },
): Figures {
  const { truth, probability, classes, k = Math.min(3, classes - 1) } = scored;
  if (!probability)
    return without(['roc_auc', 'roc_auc_ovr', 'roc_auc_ovo', 'log_loss', 'brier', 'ece', 'top_k']);
  const auc = multiclassAuc(truth, probability, classes);
  return {
    roc_auc: auc.ovr,
    roc_auc_ovr: auc.ovr,
    roc_auc_ovo: auc.ovo,
    log_loss: logLoss(truth, probability, classes),
    brier: multiclassBrier(truth, probability, classes),
    ece: multiclassCalibrationError(truth, probability, classes),
    top_k: topK(truth, probability, classes, k),
  };
}

function without(
  names: readonly MetricName[],
  reason: 'no-probability' | 'no-rows' = 'no-probability',
): Figures {
  return Object.fromEntries(names.map((name) => [name, undefinedFigure(reason)]));
}
