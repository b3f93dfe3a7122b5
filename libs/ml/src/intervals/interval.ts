import type { Undefined } from '../metrics/figure';

/** Both ends of a two-sided 95 % interval, in the metric's own unit. */
export interface Ends {
  readonly low: number;
  readonly high: number;
}

/** Why a figure stands without its interval. */
export type NoInterval =
  /** Fewer rows than the method needs (two of each class, six for a median, two else). */
  | 'too-few-rows'
  /** The figure is 0 because nothing was there to divide by. */
  | 'zero-denominator'
  /** Every resample gives the same figure: a width of 0 would promise certainty. */
  | 'no-spread'
  /** Rows hang together in groups and there are fewer than ten of them. */
  | 'too-few-groups'
  /** Rows hang together in time and there are fewer than ten independent blocks of them. */
  | 'too-few-blocks'
  /** A maximum, a distance between curves, or points that are not at hand: no method here covers what it says. */
  | 'no-interval-method';

/** A figure with its 95 % interval, or the reason why one of them is missing. Never NaN. */
export type Interval =
  | { readonly value: number; readonly low: number; readonly high: number }
  | { readonly value: number; readonly low: null; readonly high: null; readonly reason: NoInterval }
  | { readonly value: null; readonly low: null; readonly high: null; readonly reason: Undefined };

/** The 0.975 quantile of the standard normal distribution. */
export const Z = 1.959_963_984_540_054;
/** One side's share outside a 95 % interval. */
export const TAIL = 0.025;

/** Ends by way of the logit, which keeps them inside (0, 1) (delta method); `value` strictly inside it. */
export function logitEnds(value: number, standardError: number): Ends {
  const centre = Math.log(value / (1 - value));
  const reach = (Z * standardError) / (value * (1 - value));
  return { low: logistic(centre - reach), high: logistic(centre + reach) };
}

const logistic = (x: number) => 1 / (1 + Math.exp(-x));
