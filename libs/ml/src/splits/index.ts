export {
  type Assignment,
  type Fractions,
  PART,
  PART_NAMES,
  type PartName,
  type PartRows,
  assignByTime,
  assignRandom,
  assignStratified,
  classesMissing,
  partRows,
  rowsOf,
} from './assign';
export { type Folds, kFold, timeFolds } from './folds';
export type { SplitLine } from './accounted';
export {
  type SplitMethod,
  type SplitOptions,
  type SplitOutcome,
  type SplitPlan,
  type SplitReport,
  keptParts,
  splitTable,
} from './split-table';
export { quantileStrata } from './strata';
export { UNASSIGNED, type Units, unitsOf } from './units';
