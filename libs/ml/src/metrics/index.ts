export {
  type ClassFigures,
  type ConfusionMatrix,
  type MatrixReport,
  type OneVersusRest,
  classFigures,
  confusionMatrix,
  matrixReport,
  oneVersusRest,
} from './confusion';
export { type Figure, type Undefined, figure, undefinedFigure } from './figure';
export {
  type RocCurve,
  binaryLogLoss,
  logLoss,
  rocAuc,
  rocAucOvr,
  rocCurve,
  thinned,
} from './ranking';
export {
  type Figures,
  METRICS,
  METRICS_OF_TASK,
  type MetricFacts,
  type MetricName,
  type Scored,
  allFigures,
  figureOf,
} from './registry';
export { type RegressionReport, meanOf, regressionReport } from './regression';
