import { METRIC_FACTS, partsOf } from './metric-facts';

export interface FigureName {
  /** Key of the metric's own name. */
  readonly name: string;
  /** Key of the word for the mean over classes, where it is one. */
  readonly average: string | null;
}

/** `recall_macro` is the recall, averaged over the classes. */
export function figureName(metric: string): FigureName {
  if (metric === 'skill') return { name: 'submissions.figure.skill', average: null };
  const { base, average } = partsOf(metric);
  return {
    name: `metric.name.${base}`,
    average: average ? `submissions.average.${average}` : null,
  };
}

/** “De cada 100 casos positivos, encontró 83 (entre 76 y 89).”: the sentence's key and its numbers, as text of `number`. */
export function readingOf(
  metric: string,
  { value, low, high }: { value: number | null; low: number | null; high: number | null },
  number: (value: number, decimals?: number) => string,
): { readonly key: string; readonly params: Record<string, string | undefined> } | undefined {
  const { base } = partsOf(metric);
  const facts = METRIC_FACTS[base];
  if (value === null || !facts) return undefined;
  const text = (x: number | null) => {
    if (x === null) return undefined;
    return facts.reading === 'hundred' ? number(x * 100, 0) : number(x);
  };
  return {
    key: `figures.reads.${base}`,
    params: { n: text(value), low: text(low), high: text(high) },
  };
}
