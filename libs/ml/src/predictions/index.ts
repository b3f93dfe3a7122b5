export {
  type CategoryColumn,
  type Column,
  type NumberColumn,
  categoryColumn,
  numberColumn,
  takeRows,
} from './column';
export { type Complaint, Complaints, beginning } from './complaint';
export { type Condition, OPERATORS, type Operator, RULE_CLASSES, holds } from './condition';
export { parseDecimal } from './number';
export type { Expected } from './expected';
export {
  type Predictions,
  type PredictionsOutcome,
  PredictionsReader,
  readPredictions,
} from './predictions';
export { probabilityColumns } from './roles';
export { nearest } from './spelling';
export { type Delimiter, MAX_COLUMNS, Table, type TableOutcome, readTable } from './table';
