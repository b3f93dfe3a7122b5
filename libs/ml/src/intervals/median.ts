import { sortAscending } from '../metrics/sort';
import { type Ends, TAIL, Z } from './interval';

/**
 * 95 % interval of a median that holds for every continuous distribution: the order statistics whose ranks a binomial
 * of n halves leaves 2.5 % outside of on each side (Conover 1999, § 3.2). `undefined` for fewer than six values.
 */
export function medianEnds(values: Float64Array): Ends | undefined {
  const n = values.length;
  const rank = lowerRank(n);
  if (rank < 1) return undefined;
  const sorted = sortAscending(Float64Array.from(values));
  return { low: sorted[rank - 1]!, high: sorted[n - rank]! };
}

/** The largest r with P(Binomial(n, ½) < r) ≤ 2.5 %; by the normal distribution from 1,000 on, where it is within one rank. */
function lowerRank(n: number): number {
  if (n > 1000) return Math.floor(n / 2 - (Z * Math.sqrt(n)) / 2);
  let term = 0.5 ** n;
  let below = 0;
  let rank = 0;
  while (below + term <= TAIL) {
    below += term;
    term *= (n - rank) / (rank + 1);
    rank++;
  }
  return rank;
}
