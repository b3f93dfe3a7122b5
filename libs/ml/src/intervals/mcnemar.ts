import { upperTail } from './distributions';

/** So many discordant rows are counted exactly; beyond, the normal distribution is within 1e-3 of the binomial. */
const MOST_EXACT = 1000;

/**
 * McNemar's p-value (two-sided) for two classifiers on the same independent rows (McNemar 1947; exact: Fagerland, Lydersen
 * and Laake 2013, § 2.2): `onlyA` rows that a alone has right, `onlyB` those that b alone has. Exact while they are 1,000
 * or fewer in all: the doubled tail of Binomial(onlyA + onlyB, ½), capped at 1; beyond, χ² with Edwards' continuity
 * correction. 1 where they never differ.
 */
export function mcnemar(onlyA: number, onlyB: number): number {
  const rows = onlyA + onlyB;
  if (rows === 0) return 1;
  if (rows > MOST_EXACT) {
    const z = Math.max(0, Math.abs(onlyA - onlyB) - 1) / Math.sqrt(rows);
    return Math.min(1, 2 * upperTail(z));
  }
  return Math.min(1, 2 * lowerHalf(rows, Math.min(onlyA, onlyB)));
}

/** P(Binomial(n, ½) ≤ k), n ≤ 1,023: 2⁻ⁿ is a number still. */
function lowerHalf(n: number, k: number): number {
  let term = 0.5 ** n;
  let sum = term;
  for (let i = 1; i <= k; i++) {
    term *= (n - i + 1) / i;
    sum += term;
  }
  return sum;
}
