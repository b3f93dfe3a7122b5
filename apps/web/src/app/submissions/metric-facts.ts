/** How a figure is read in a sentence: of every hundred, in percent, or as it is. */
type Reading = 'hundred' | 'plain';

export interface WebMetricFacts {
  readonly direction: 'higher' | 'lower';
  readonly range: readonly [number, number];
  readonly reading: Reading;
}

const ANY = Number.POSITIVE_INFINITY;
const up = (range: readonly [number, number] = [0, 1], reading: Reading = 'plain') =>
  ({ direction: 'higher', range, reading }) as const;
const down = (range: readonly [number, number] = [0, ANY], reading: Reading = 'plain') =>
  ({ direction: 'lower', range, reading }) as const;

/** Every metric that a page may show but for means over classes, which are as what they are the mean of. */
export const METRIC_FACTS: Readonly<Record<string, WebMetricFacts>> = {
  sse: down(),
  sst: down(),
  ssr: up([0, ANY]),
  r2: up([-ANY, 1]),
  adjusted_r2: up([-ANY, 1]),
  mae: down(),
  mse: down(),
  rmse: down(),
  mape: down([0, ANY], 'hundred'),
  smape: down([0, 2], 'hundred'),
  median_ae: down(),
  max_error: down(),
  explained_variance: up([-ANY, 1]),
  accuracy: up([0, 1], 'hundred'),
  balanced_accuracy: up([0, 1], 'hundred'),
  recall: up([0, 1], 'hundred'),
  precision: up([0, 1], 'hundred'),
  specificity: up([0, 1], 'hundred'),
  npv: up([0, 1], 'hundred'),
  fpr: down([0, 1], 'hundred'),
  fnr: down([0, 1], 'hundred'),
  f1: up(),
  fbeta: up(),
  mcc: up([-1, 1]),
  cohen_kappa: up([-1, 1]),
  log_loss: down(),
  brier: down([0, 2]),
  roc_auc: up(),
  roc_auc_ovr: up(),
  roc_auc_ovo: up(),
  average_precision: up(),
  ece: down([0, 1], 'hundred'),
  top_k: up([0, 1], 'hundred'),
  mase: down(),
  pinball: down(),
  ari: up([-0.5, 1]),
  nmi: up(),
  v_measure: up(),
  silhouette: up([-1, 1]),
};

const AVERAGES = ['macro', 'micro', 'weighted'] as const;

export interface MetricParts {
  /** The metric itself: `recall` of `recall_macro`. */
  readonly base: string;
  readonly average: (typeof AVERAGES)[number] | null;
}

export function partsOf(metric: string): MetricParts {
  const average = AVERAGES.find((each) => metric.endsWith(`_${each}`)) ?? null;
  return { base: average ? metric.slice(0, -average.length - 1) : metric, average };
}

/** Where a figure and its interval stand on the way from one end of the metric's range to the other, in percent. */
export function barOf(
  metric: string,
  { value, low, high }: { value: number; low: number; high: number },
): { readonly value: number; readonly low: number; readonly high: number } | null {
  const range = METRIC_FACTS[partsOf(metric).base]?.range;
  if (!range) return null;
  const from = Number.isFinite(range[0]) ? range[0] : Math.min(0, low, value);
  const to = Number.isFinite(range[1]) ? range[1] : Math.max(high, value) * 1.1;
  if (!(to > from)) return null;
  const share = (x: number) => Math.min(100, Math.max(0, ((x - from) / (to - from)) * 100));
  return { value: share(value), low: share(low), high: share(high) };
}
