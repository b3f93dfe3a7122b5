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
export {
  type Expected,
  type Predictions,
  type PredictionsOutcome,
  nearest,
  probabilityColumns,
  readPredictions,
} from './predictions';
export { type Delimiter, MAX_COLUMNS, Table, type TableOutcome, readTable } from './table';
