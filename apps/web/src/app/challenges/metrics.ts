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
  regression: ['rmse', 'r2', 'mae', 'mse', 'mape', 'smape', 'median_ae', 'max_error'],
  forecasting: ['mae', 'mase', 'rmse', 'mse', 'smape', 'mape', 'r2'],
  binary: [
    'accuracy',
    'balanced_accuracy',
    'recall',
    'precision',
    'specificity',
    'f1',
    'mcc',
    'roc_auc',
    'average_precision',
    'log_loss',
    'brier',
    'cohen_kappa',
  ],
  multiclass: [
    'accuracy',
    'balanced_accuracy',
    'f1_macro',
    'recall_macro',
    'precision_macro',
    'f1_weighted',
    'mcc',
    'cohen_kappa',
    'roc_auc',
    'roc_auc_ovo',
    'top_k',
    'log_loss',
  ],
  clustering: ['ari', 'nmi', 'v_measure'],
};

const LOWER_IS_BETTER: readonly MetricId[] = [
  'rmse',
  'mae',
  'mse',
  'mape',
  'smape',
  'median_ae',
  'max_error',
  'mase',
  'log_loss',
  'brier',
];
const OF_PROBABILITIES: readonly MetricId[] = [
  'roc_auc',
  'roc_auc_ovo',
  'average_precision',
  'log_loss',
  'brier',
  'top_k',
];

export function directionOf(metric: MetricId): 'higher' | 'lower' {
  return LOWER_IS_BETTER.includes(metric) ? 'lower' : 'higher';
}

/** Whether a predictions file must carry probabilities beside the prediction. */
export function needsProbability(metric: MetricId): boolean {
  return OF_PROBABILITIES.includes(metric);
}
