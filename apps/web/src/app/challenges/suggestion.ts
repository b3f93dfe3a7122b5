import type { ColumnProfile, ColumnType, MetricId, SplitMethod, Task } from '@holdout/contracts';

/** More than this many different values are no classes any more. */
const MOST_CLASSES = 50;
/** Below this share of the smallest class, accuracy flatters a model that ignores it. */
const UNBALANCED = 0.35;

/** What is known of a column: its type always, its figures once there is a profile. */
export interface TargetColumn {
  readonly type: ColumnType;
  readonly distinct: number | undefined;
}

/** Tasks that a column can be the target of, the likeliest first; none where it names rows or is constant. */
export function tasksFor(
  { type, distinct }: TargetColumn,
  splitMethod: SplitMethod | undefined,
): Task[] {
  if (distinct === 1) return [];
  const inTime: Task[] = splitMethod === 'time' ? ['forecasting'] : [];
  switch (type) {
    case 'boolean':
      return ['binary'];
    case 'number':
      return distinct === 2 ? ['binary'] : [...inTime, 'regression'];
    case 'integer':
      if (distinct === 2) return ['binary'];
      return [...inTime, 'regression', ...classesOf(distinct)];
    case 'category':
    case 'text':
      return classesOf(distinct);
    case 'date':
    case 'id':
      return [];
  }
}

function classesOf(distinct: number | undefined): Task[] {
  if (distinct === undefined) return ['binary', 'multiclass'];
  if (distinct === 2) return ['binary'];
  return distinct <= MOST_CLASSES ? ['multiclass'] : [];
}

/** The metric to begin with. `smallestShare`: of the rows, the share of the rarest class, where it is known. */
export function metricFor(task: Task, smallestShare: number | undefined): MetricId {
  const unbalanced = smallestShare !== undefined && smallestShare < UNBALANCED;
  switch (task) {
    case 'regression':
      return 'rmse';
    case 'clustering':
      return 'ari';
    case 'forecasting':
      return 'mae';
    case 'binary':
      return unbalanced ? 'balanced_accuracy' : 'accuracy';
    case 'multiclass':
      return smallestShare !== undefined && smallestShare < UNBALANCED / 2
        ? 'f1_macro'
        : 'accuracy';
  }
}

/** The classes of a column as its profile lists them, in order of their names; undefined where it lists not all. */
export function knownClasses(column: ColumnProfile | undefined): string[] | undefined {
  if (!column) return undefined;
  if (column.top.length > 0 && column.top.length === column.distinct)
    return column.top.map(({ value }) => value).sort();
  if (
    column.distinct === 2 &&
    column.type === 'integer' &&
    column.min !== null &&
    column.max !== null
  )
    return [String(column.min), String(column.max)];
  return undefined;
}

/** The share of the rarest class, where the profile lists all classes. */
export function smallestShareOf(column: ColumnProfile | undefined): number | undefined {
  if (!column || column.top.length === 0 || column.top.length !== column.distinct) return undefined;
  const counts = column.top.map(({ count }) => count);
  return Math.min(...counts) / counts.reduce((sum, count) => sum + count, 0);
}
