import { ABOUT, type About } from './about';
import type { MetricName, PerClassName } from './names';

export type { MetricName };

export type MetricTask = 'regression' | 'binary' | 'multiclass' | 'forecasting' | 'clustering';

export interface MetricFacts extends About {
  readonly tasks: readonly MetricTask[];
  readonly direction: 'higher' | 'lower';
  readonly range: readonly [number, number];
  /** Needs the probability of the positive class, or of each class. */
  readonly needsProbability: boolean;
  /** A mean over rows: what a row adds does not depend on the other rows. */
  readonly meanOfRows: boolean;
  readonly formula: string;
}

const NUMERIC: readonly MetricTask[] = ['regression', 'forecasting'];
const CLASSES: readonly MetricTask[] = ['binary', 'multiclass'];
const BINARY: readonly MetricTask[] = ['binary'];
const MULTICLASS: readonly MetricTask[] = ['multiclass'];
const FORECASTING: readonly MetricTask[] = ['forecasting'];
const CLUSTERING: readonly MetricTask[] = ['clustering'];
const ANY = Number.POSITIVE_INFINITY;

type Formula = Omit<MetricFacts, keyof About>;
type Extra = Partial<Pick<MetricFacts, 'needsProbability' | 'meanOfRows'>>;
const plain = { needsProbability: false, meanOfRows: false };
const MEAN: Extra = { meanOfRows: true };
const PROBABILITY: Extra = { needsProbability: true };
const MEAN_OF_PROBABILITY: Extra = { needsProbability: true, meanOfRows: true };

const up = (
  tasks: readonly MetricTask[],
  formula: string,
  range: readonly [number, number] = [0, 1],
  extra: Extra = {},
): Formula => ({ ...plain, ...extra, tasks, direction: 'higher', range, formula });
const down = (
  tasks: readonly MetricTask[],
  formula: string,
  range: readonly [number, number] = [0, ANY],
  extra: Extra = {},
): Formula => ({ ...plain, ...extra, tasks, direction: 'lower', range, formula });

const PER_CLASS: Readonly<Record<PerClassName, { formula: string; of: typeof up }>> = {
  recall: { formula: 'TP / (TP + FN)', of: up },
  precision: { formula: 'TP / (TP + FP)', of: up },
  specificity: { formula: 'TN / (TN + FP)', of: up },
  npv: { formula: 'TN / (TN + FN)', of: up },
  fpr: { formula: 'FP / (FP + TN)', of: down },
  fnr: { formula: 'FN / (FN + TP)', of: down },
  f1: { formula: '2TP / (2TP + FP + FN)', of: up },
  fbeta: { formula: '(1 + β²)TP / ((1 + β²)TP + β²FN + FP), β = 2', of: up },
};
const perClass = (name: PerClassName) =>
  PER_CLASS[name].of(BINARY, PER_CLASS[name].formula, [0, 1]);
const macro = (name: PerClassName) => PER_CLASS[name].of(CLASSES, `Σₖ ${name}ₖ / K`, [0, 1]);
const micro = (name: PerClassName) =>
  PER_CLASS[name].of(CLASSES, `${name} of Σₖ TPₖ, Σₖ FPₖ, Σₖ FNₖ, Σₖ TNₖ`, [0, 1]);
const weighted = (name: PerClassName) => PER_CLASS[name].of(CLASSES, `Σₖ nₖ·${name}ₖ / n`, [0, 1]);

const FORMULAS: Readonly<Record<MetricName, Formula>> = {
  sse: down(NUMERIC, 'Σ(y − ŷ)²'),
  sst: down(NUMERIC, 'Σ(y − ȳ)²'),
  ssr: up(NUMERIC, 'Σ(ŷ − ȳ)²', [0, ANY]),
  r2: up(NUMERIC, '1 − SSE / SST', [-ANY, 1]),
  adjusted_r2: up(NUMERIC, '1 − (1 − R²)(n − 1) / (n − p − 1)', [-ANY, 1]),
  mae: down(NUMERIC, 'Σ|y − ŷ| / n', [0, ANY], MEAN),
  mse: down(NUMERIC, 'Σ(y − ŷ)² / n', [0, ANY], MEAN),
  rmse: down(NUMERIC, '√MSE'),
  mape: down(NUMERIC, 'Σ|y − ŷ| / |y| / n', [0, ANY], MEAN),
  smape: down(NUMERIC, 'Σ 2|y − ŷ| / (|y| + |ŷ|) / n', [0, 2], MEAN),
  median_ae: down(NUMERIC, 'median |y − ŷ|'),
  max_error: down(NUMERIC, 'max |y − ŷ|'),
  explained_variance: up(NUMERIC, '1 − Var(y − ŷ) / Var(y)', [-ANY, 1]),
  accuracy: up(CLASSES, '(TP + TN) / n', [0, 1], MEAN),
  balanced_accuracy: up(CLASSES, 'Σₖ recallₖ / K'),
  recall: perClass('recall'),
  precision: perClass('precision'),
  specificity: perClass('specificity'),
  npv: perClass('npv'),
  fpr: perClass('fpr'),
  fnr: perClass('fnr'),
  f1: perClass('f1'),
  fbeta: perClass('fbeta'),
  recall_macro: macro('recall'),
  precision_macro: macro('precision'),
  specificity_macro: macro('specificity'),
  npv_macro: macro('npv'),
  fpr_macro: macro('fpr'),
  fnr_macro: macro('fnr'),
  f1_macro: macro('f1'),
  fbeta_macro: macro('fbeta'),
  recall_micro: micro('recall'),
  precision_micro: micro('precision'),
  specificity_micro: micro('specificity'),
  npv_micro: micro('npv'),
  fpr_micro: micro('fpr'),
  fnr_micro: micro('fnr'),
  f1_micro: micro('f1'),
  fbeta_micro: micro('fbeta'),
  recall_weighted: weighted('recall'),
  precision_weighted: weighted('precision'),
  specificity_weighted: weighted('specificity'),
  npv_weighted: weighted('npv'),
  fpr_weighted: weighted('fpr'),
  fnr_weighted: weighted('fnr'),
  f1_weighted: weighted('f1'),
  fbeta_weighted: weighted('fbeta'),
  mcc: up(CLASSES, '(TP·TN − FP·FN) / √((TP+FP)(TP+FN)(TN+FP)(TN+FN))', [-1, 1]),
  cohen_kappa: up(CLASSES, '(p₀ − pₑ) / (1 − pₑ)', [-1, 1]),
  log_loss: down(CLASSES, '−Σ ln p(y) / n', [0, ANY], MEAN_OF_PROBABILITY),
  brier: down(CLASSES, 'Σ(p − y)² / n', [0, 2], MEAN_OF_PROBABILITY),
  roc_auc: up(
    CLASSES,
    'P(s⁺ > s⁻) + P(s⁺ = s⁻)/2; several classes: one against the rest',
    [0, 1],
    PROBABILITY,
  ),
  roc_auc_ovr: up(MULTICLASS, 'Σₖ AUC(k against the rest) / K', [0, 1], PROBABILITY),
  roc_auc_ovo: up(MULTICLASS, 'mean over pairs of (A(a|b) + A(b|a)) / 2', [0, 1], PROBABILITY),
  average_precision: up(BINARY, 'Σ (Rᵢ − Rᵢ₋₁)Pᵢ', [0, 1], PROBABILITY),
  ece: down(CLASSES, 'Σ_b n_b/n · |observed − predicted|', [0, 1], PROBABILITY),
  top_k: up(MULTICLASS, 'share with y among the k most probable', [0, 1], MEAN_OF_PROBABILITY),
  mase: down(FORECASTING, 'MAE / mean |yₜ − yₜ₋ₘ| of train', [0, ANY], MEAN),
  pinball: down(FORECASTING, 'mean of q(y − ŷ)⁺ + (1 − q)(ŷ − y)⁺', [0, ANY], MEAN),
  ari: up(CLUSTERING, '(RI − E[RI]) / (max RI − E[RI])', [-0.5, 1]),
  nmi: up(CLUSTERING, 'I(y; c) / ((H(y) + H(c)) / 2)'),
  v_measure: up(CLUSTERING, '2hc / (h + c)'),
  silhouette: up(CLUSTERING, 'mean (b − a) / max(a, b)', [-1, 1]),
};

/** Every metric: direction, range, formula, where it comes from and what it does at its edges. */
export const METRICS = Object.fromEntries(
  Object.entries(FORMULAS).map(([name, formula]) => [
    name,
    { ...formula, ...ABOUT[name as MetricName] },
  ]),
) as Readonly<Record<MetricName, MetricFacts>>;

/** Which metrics a task can be ranked by. */
export const METRICS_OF_TASK = {
  regression: ['r2', 'rmse', 'mae', 'mse', 'mape', 'smape', 'median_ae', 'max_error'],
  forecasting: ['mae', 'rmse', 'mse', 'r2', 'mase', 'smape', 'mape'],
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
    'average_precision',
    'brier',
    'cohen_kappa',
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
    'roc_auc_ovo',
    'f1_weighted',
    'cohen_kappa',
    'top_k',
  ],
  clustering: ['ari', 'nmi', 'v_measure'],
} as const satisfies Record<MetricTask, readonly MetricName[]>;

/** Whether score a is better than b by this metric. */
export function better(metric: MetricName, a: number, b: number): boolean {
  return METRICS[metric].direction === 'higher' ? a > b : a < b;
}
