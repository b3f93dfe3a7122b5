import { type Dependence, type Interval, type NoInterval, pairedDifference } from '../intervals';
import { REPLICATES, resamplingOf } from '../intervals/replicates';
import { METRICS, type MetricName, type Scored, type Undefined, figureOf } from '../metrics';
import { quantile } from '../metrics/select';
import { jointReplicates } from './joint';

/** Two models on the same rows: where a skill is 0, and where it is 1. */
export interface Ends {
  readonly baseline: Scored;
  readonly reference: Scored;
}

export interface SkillOptions {
  /** Same seed and same input, same figures. */
  readonly seed: string;
  /** What the rows have to do with one another; null: nothing. */
  readonly dependence: Dependence | null;
}

/** By so many standard errors must the reference be the better, for a skill to mean anything. */
export const STANDARD_ERRORS = 2;

/** How much the reference is better than the baseline on some rows, whichever direction is better. */
export interface Advantage {
  readonly baseline: number | null;
  readonly reference: number | null;
  /** Positive where the reference is the better; null where one of the two has no figure. */
  readonly difference: number | null;
  readonly standardError: number | null;
  /** By more than {@link STANDARD_ERRORS} standard errors. */
  readonly clear: boolean;
  /** Why there is no standard error. */
  readonly reason: NoInterval | Undefined | null;
}

/** Whether `reference` beats `baseline` clearly on these rows: their paired difference and its standard error. */
export function advantageOf(
  metric: MetricName,
  { baseline, reference }: Ends,
  options: SkillOptions,
): Advantage {
  const figures = {
    baseline: figureOf(metric, baseline).value,
    reference: figureOf(metric, reference).value,
  };
  const paired = pairedDifference(metric, reference, baseline, options);
  const sign = METRICS[metric].direction === 'higher' ? 1 : -1;
  const difference = paired.difference === null ? null : sign * paired.difference;
  const unclear = (reason: Advantage['reason']): Advantage => ({
    ...figures,
    difference,
    standardError: null,
    clear: false,
    reason,
  });
  let standardError: number;
  if (paired.standardError === null) {
    if (difference === null) return unclear(paired.reason);
    const error = errorOf(metric, { baseline, reference }, options);
    if (typeof error === 'string') return unclear(error);
    standardError = error;
  } else standardError = paired.standardError;
  const clear = difference !== null && difference > STANDARD_ERRORS * standardError;
  return { ...figures, difference, standardError, clear, reason: null };
}

/** Of a difference that has no formula: the spread of its replicates. */
const errorOf = (metric: MetricName, { baseline, reference }: Ends, options: SkillOptions) =>
  spreadOf(metric, [reference, baseline], ([a, b]) => a! - b!, options);

/** The standard error of one model's figure, by drawing its rows again; or why there is none. */
export function standardErrorOf(
  metric: MetricName,
  model: Scored,
  options: SkillOptions,
): number | NoInterval {
  return spreadOf(metric, [model], ([figure]) => figure!, options);
}

function spreadOf(
  metric: MetricName,
  models: readonly Scored[],
  combined: (figures: readonly number[]) => number,
  { seed, dependence }: SkillOptions,
): number | NoInterval {
  const resampling = resamplingOf(models[0]!.truth.length, dependence, `${seed} spread`);
  if (typeof resampling === 'string') return resampling;
  const drawn = jointReplicates(metric, models, resampling);
  if (typeof drawn === 'string') return drawn;
  const values = Float64Array.from({ length: REPLICATES }, (_, r) =>
    combined(drawn.map((figures) => figures[r]!)),
  ).filter(Number.isFinite);
  if (values.length < REPLICATES / 2) return 'no-spread';
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
  const squares = values.reduce((sum, x) => sum + (x - mean) ** 2, 0);
  return resampling.expansion.scale * Math.sqrt(squares / (values.length - 1));
}

/**
 * (score − baseline) / (reference − baseline) on the same rows: 0 is the naive model, 1 the reference, whichever
 * direction is better; with the 95 % percentile interval of one paired bootstrap of the whole ratio, rows drawn for all
 * three at once (groups and blocks of time whole, and the interval expanded for few of them). `mine`, as far as it says what an end says of every row, is that end
 * with certainty: a width of 0. Undefined with `no-spread` where baseline and reference have the same figure. It measures
 * the distance between two models, not how hard the data are.
 */
export function skillOf(
  metric: MetricName,
  mine: Scored,
  { baseline, reference }: Ends,
  { seed, dependence }: SkillOptions,
):
  | Interval
  | { readonly value: null; readonly low: null; readonly high: null; readonly reason: NoInterval } {
  const models = [mine, baseline, reference];
  const figures = models.map((model) => figureOf(metric, model));
  const values: number[] = [];
  for (const figure of figures) {
    if (figure.value === null) return { value: null, low: null, high: null, reason: figure.reason };
    values.push(figure.value);
  }
  const value = ratio(values[0]!, values[1]!, values[2]!);
  if (!Number.isFinite(value)) return { value: null, low: null, high: null, reason: 'no-spread' };
  const without = (reason: NoInterval) => ({ value, low: null, high: null, reason }) as const;
  const resampling = resamplingOf(mine.truth.length, dependence, `${seed} skill`);
  if (typeof resampling === 'string') return without(resampling);
  const drawn = jointReplicates(metric, models, resampling);
  if (typeof drawn === 'string') return without(drawn);
  const [own, low, high] = drawn as [Float64Array, Float64Array, Float64Array];
  const ratios = own.map((x, r) => ratio(x, low[r]!, high[r]!)).filter(Number.isFinite);
  if (ratios.length < REPLICATES / 2) return without('no-spread');
  const { tail } = resampling.expansion;
  return {
    value,
    low: Math.min(value, quantile(ratios, tail)),
    high: Math.max(value, quantile(ratios, 1 - tail)),
  };
}

const ratio = (score: number, baseline: number, reference: number): number =>
  (score - baseline) / (reference - baseline) + 0; // never −0
