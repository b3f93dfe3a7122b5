export { type ClusteringReport, clusteringReport, silhouette } from './clustering';
export {
  AVERAGED,
  type Averaged,
  type ClassFigures,
  type ConfusionMatrix,
  DEFAULT_BETA,
  type MatrixReport,
  type OneVersusRest,
  type TwoByTwo,
  classFigures,
  confusionMatrix,
  matrixReport,
  oneVersusOne,
  oneVersusRest,
} from './confusion';
export {
  type PrCurve,
  type RocCurve,
  largestTriangles,
  prCurve,
  rocCurve,
  thinned,
  thinnedPr,
} from './curves';
export { type Figure, type Undefined, figure, ratio, undefinedFigure } from './figure';
export { type Losses } from './losses';
export { mase, pinball, seasonalNaiveError } from './forecasting';
export { type MulticlassAuc, multiclassAuc, rocAucOvr } from './multiclass-auc';
export {
  type Complexity,
  type PenalisedCost,
  type Penalty,
  complexityOf,
  penalisedCost,
  variablesUsed,
} from './penalty';
export {
  type CalibrationBin,
  binaryLogLoss,
  brier,
  calibrationCurve,
  calibrationError,
  logLoss,
  multiclassBrier,
  multiclassCalibrationError,
  topK,
} from './probability';
export {
  type Corners,
  type SortedByClass,
  type Turns,
  aucOfTurns,
  averagePrecision,
  corners,
  rocAuc,
  sortedByClass,
  turns,
} from './ranking';
export {
  METRICS,
  METRICS_OF_TASK,
  type MetricFacts,
  type MetricName,
  type MetricTask,
  better,
} from './registry';
export {
  type RegressionOptions,
  type RegressionReport,
  meanOf,
  regressionReport,
} from './regression';
export { type BinaryOptions, type BinaryRanking, type BinaryReport, binaryReport } from './reports';
export {
  type Figures,
  type Scored,
  type StoredPredictions,
  allFigures,
  figureOf,
  scoredOf,
} from './scored';
export { median, quantileOfSorted, select } from './select';
export { sortAscending } from './sort';
export { Sum } from './sum';
export type { Codes } from './tally';
export { type BestThreshold, type BestThresholds, type Costs, bestThresholds } from './thresholds';
