import type { AVERAGED } from './confusion';

/** Figures that have a macro, a micro and a weighted mean over classes. */
export type PerClassName = (typeof AVERAGED)[number];

/** Names as scikit-learn's users know them. */
export type MetricName =
  | 'sse'
  | 'sst'
  | 'ssr'
  | 'r2'
  | 'adjusted_r2'
  | 'mae'
  | 'mse'
  | 'rmse'
  | 'mape'
  | 'smape'
  | 'median_ae'
  | 'max_error'
  | 'explained_variance'
  | 'accuracy'
  | 'balanced_accuracy'
  | PerClassName
  | `${PerClassName}_${'macro' | 'micro' | 'weighted'}`
  | 'mcc'
  | 'cohen_kappa'
  | 'log_loss'
  | 'brier'
  | 'roc_auc'
  | 'roc_auc_ovr'
  | 'roc_auc_ovo'
  | 'average_precision'
  | 'ece'
  | 'top_k'
  | 'mase'
  | 'pinball'
  | 'ari'
  | 'nmi'
  | 'v_measure'
  | 'silhouette';
