import type { MetricId, Task } from '@holdout/contracts';

/** Tasks that can be published now, in the order a form offers them. */
export const TASKS = [
  'regression',
  'binary',
  'multiclass',
  'forecasting',
  'clustering',
] as const satisfies Task[];

/** Which metrics a task can be ranked by, the usual one first. */
export const METRICS_OF_TASK: Readonly<Record<Task, readonly MetricId[]>> = {
  regression: ['rmse', 'r2', 'mae', 'mse'],
  forecasting: ['mae', 'mase', 'rmse', 'mse', 'r2'],
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
  clustering: ['ari', 'nmi', 'v_measure'],
};

const LOWER_IS_BETTER: readonly MetricId[] = ['rmse', 'mae', 'mse', 'mase', 'log_loss'];
const OF_PROBABILITIES: readonly MetricId[] = ['roc_auc', 'log_loss'];

export function directionOf(metric: MetricId): 'higher' | 'lower' {
  return LOWER_IS_BETTER.includes(metric) ? 'lower' : 'higher';
}

/** Whether a predictions file must carry probabilities beside the prediction. */
export function needsProbability(metric: MetricId): boolean {
  return OF_PROBABILITIES.includes(metric);
}
