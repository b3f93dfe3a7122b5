/** How often each pair of codes occurs in rows that have both; codes below 0 are missing. */
export interface Contingency {
  readonly n: number;
  readonly counts: Uint32Array;
  readonly ofA: Uint32Array;
  readonly ofB: Uint32Array;
}

/** `a` and `b` are codes over the same rows, below `kindsA` and `kindsB`. */
export function contingencyOf(
  a: Int32Array,
  kindsA: number,
  b: Int32Array,
  kindsB: number,
): Contingency {
  const counts = new Uint32Array(kindsA * kindsB);
  for (let i = 0; i < a.length; i++) {
    const x = a[i]!;
    const y = b[i]!;
    if (x >= 0 && y >= 0) counts[x * kindsB + y]! += 1;
  }
  const ofA = new Uint32Array(kindsA);
  const ofB = new Uint32Array(kindsB);
  let n = 0;
  counts.forEach((count, at) => {
    ofA[Math.floor(at / kindsB)]! += count;
    ofB[at % kindsB]! += count;
    n += count;
  });
  return { n, counts, ofA, ofB };
}

/**
 * Cramér's V = √(χ²/n / (min(r, c) − 1)) over the kinds that occur (Cramér 1946): 0 where neither tells of the other, 1
 * where one tells the other whole. Not corrected for its bias, as `scipy.stats.contingency.association` has it. Null
 * where one of the two has a single kind.
 */
export function cramersV({ n, counts, ofA, ofB }: Contingency): number | null {
  const smaller = Math.min(kindsIn(ofA), kindsIn(ofB));
  if (smaller < 2) return null;
  let sum = 0;
  for (let x = 0; x < ofA.length; x++)
    for (let y = 0; y < ofB.length; y++) {
      const count = counts[x * ofB.length + y]!;
      if (count > 0) sum += (count / ofA[x]!) * (count / ofB[y]!);
    }
  // χ²/n = Σ n_xy² / (n_x n_y) − 1
  return n === 0 ? null : Math.sqrt(Math.min(1, Math.max(0, sum - 1) / (smaller - 1)));
}

/**
 * Mutual information in nats, Σ p(x, y) ln(p(x, y) / (p(x) p(y))) over what occurs, as scikit-learn's
 * `mutual_info_score`; of a column with itself its entropy. 0 of no rows.
 */
export function mutualInformation({ n, counts, ofA, ofB }: Contingency): number {
  let sum = 0;
  for (let x = 0; x < ofA.length; x++)
    for (let y = 0; y < ofB.length; y++) {
      const count = counts[x * ofB.length + y]!;
      if (count > 0) sum += count * (Math.log(count / ofA[x]!) - Math.log(ofB[y]! / n));
    }
  return n === 0 ? 0 : Math.max(0, sum / n);
}

function kindsIn(margin: Uint32Array): number {
  return margin.reduce((kinds, count) => kinds + (count > 0 ? 1 : 0), 0);
}
