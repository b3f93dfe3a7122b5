import { TAIL, Z } from './interval';

/** P(N(0, 1) > z), z ≥ 0; 1.2e-7 relative (Press et al., Numerical Recipes 1992, § 6.2, erfcc). */
export function upperTail(z: number): number {
  const x = z / Math.SQRT2;
  const t = 1 / (1 + 0.5 * x);
  const terms = [
    -1.265_512_23, 1.000_023_68, 0.374_091_96, 0.096_784_18, -0.186_288_06, 0.278_868_07,
    -1.135_203_98, 1.488_515_87, -0.822_152_23, 0.170_872_77,
  ];
  const polynomial = terms.reduceRight((sum, term) => sum * t + term, 0);
  return 0.5 * t * Math.exp(-x * x + polynomial);
}

/**
 * The 0.975 quantile of Student's t; `freedom` need not be whole. From the normal one by the Cornish–Fisher series
 * (Abramowitz and Stegun 1964, 26.7.5): 3e-6 off at 9 degrees of freedom, the fewest that are asked for, less beyond.
 */
function studentQuantile(freedom: number): number {
  const z2 = Z * Z;
  const terms = [
    1,
    (z2 + 1) / 4,
    ((5 * z2 + 16) * z2 + 3) / 96,
    (((3 * z2 + 19) * z2 + 17) * z2 - 15) / 384,
    ((((79 * z2 + 776) * z2 + 1482) * z2 - 1920) * z2 - 945) / 92_160,
  ];
  return Z * terms.reduceRight((sum, term) => sum / freedom + term, 0);
}

/** How a bootstrap of so many units is made as wide as it should be. */
export interface Expansion {
  /** The share of replicates beyond either end. */
  readonly tail: number;
  /** What their standard deviation is multiplied by. */
  readonly scale: number;
}

/** As it is: of independent rows, which are many. */
export const UNEXPANDED: Expansion = { tail: TAIL, scale: 1 };

/**
 * A bootstrap of few units is narrow twice: it divides by n where n − 1 is due, and takes the normal distribution for
 * Student's. The expanded percentile interval (Hesterberg 2015, The American Statistician 69, § 5.3; `ExpandProbs` of R's
 * resample) goes so much further into the tails: Φ(−√(n/(n − 1)) · t). `units` at least ten, not always whole.
 */
export function expandedFor(units: number): Expansion {
  const scale = Math.sqrt(units / (units - 1));
  return { tail: upperTail(scale * studentQuantile(units - 1)), scale };
}
