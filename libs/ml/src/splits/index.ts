export {
  type Assignment,
  type Fractions,
  PART,
  PART_NAMES,
  type PartName,
  type PartRows,
  UNASSIGNED,
  type Units,
  assignByTime,
  assignRandom,
  assignStratified,
  classesMissing,
  partRows,
  rowsOf,
} from './assign';
export { type Folds, kFold, timeFolds } from './folds';
export {
  type SplitMethod,
  type SplitOptions,
  type SplitOutcome,
  type SplitPlan,
  type SplitReport,
  keptParts,
  splitTable,
  unitsOf,
} from './split-table';
export { quantileStrata } from './strata';
