const AVERAGES = ['macro', 'micro', 'weighted'] as const;

export interface FigureName {
  /** Key of the metric's own name. */
  readonly name: string;
  /** Key of the word for the mean over classes, where it is one. */
  readonly average: string | null;
}

/** Metrics that a challenge may be ranked by have their names in the dictionary `metric`; the others here. */
const RANKED = new Set([
  'r2',
  'rmse',
  'mae',
  'mse',
  'accuracy',
  'balanced_accuracy',
  'recall',
  'precision',
  'specificity',
  'f1',
  'roc_auc',
  'log_loss',
  'mcc',
]);

/** `recall_macro` is the recall, averaged over the classes. */
export function figureName(metric: string): FigureName {
  const average = AVERAGES.find((each) => metric.endsWith(`_${each}`));
  const base = average ? metric.slice(0, -average.length - 1) : metric;
  return {
    name: RANKED.has(base) ? `metric.name.${base}` : `submissions.figure.${base}`,
    average: average ? `submissions.average.${average}` : null,
  };
}

/** Rates that read as “of every 100 …”. */
const READ = new Set(['accuracy', 'recall', 'precision', 'specificity']);

export const readsAsHundred = (metric: string): boolean => READ.has(metric);
