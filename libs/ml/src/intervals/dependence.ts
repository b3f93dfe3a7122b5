import type { Scored } from '../metrics/scored';

/** What the rows of a sample have to do with one another. */
export type Dependence =
  /** Rows of one group share a code: whole groups are drawn, never single rows. */
  | { readonly kind: 'groups'; readonly codes: Int32Array }
  /** Rows are in time order and those of `season` steps repeat (1: none): blocks of time are drawn. */
  | { readonly kind: 'time'; readonly season: number };

/** As it is said; a forecast's rows hang together in time even where nothing is. */
export function dependenceIn(
  scored: Scored,
  said: Dependence | null | undefined,
): Dependence | null {
  if (said) return said;
  return scored.task === 'forecasting' ? { kind: 'time', season: scored.season ?? 1 } : null;
}
