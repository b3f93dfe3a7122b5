import { type Figure, figure, undefinedFigure } from './figure';

export interface ClusteringReport {
  /** Hubert and Arabie 1985; 1 for equal partitions, about 0 for independent ones (adjusted_rand_score). */
  readonly ari: Figure;
  /** Mutual information ÷ mean of both entropies (normalized_mutual_info_score, arithmetic). */
  readonly nmi: Figure;
  /** 2·homogeneity·completeness/(their sum) (v_measure_score); the same number as NMI. */
  readonly vMeasure: Figure;
  readonly homogeneity: Figure;
  readonly completeness: Figure;
}

/** Agreement of two partitions, given as codes; names of clusters do not matter. */
export function clusteringReport(
  truth: ArrayLike<number>,
  predicted: ArrayLike<number>,
): ClusteringReport {
  const n = truth.length;
  if (predicted.length !== n)
    throw new RangeError(`${n} truths and ${predicted.length} predictions`);
  if (n === 0) {
    const none = undefinedFigure('no-rows');
    return { ari: none, nmi: none, vMeasure: none, homogeneity: none, completeness: none };
  }
  const cells = new Map<string, { t: number; p: number; count: number }>();
  const rows = new Map<number, number>();
  const columns = new Map<number, number>();
  for (let i = 0; i < n; i++) {
    const t = truth[i]!;
    const p = predicted[i]!;
    const key = `${t} ${p}`;
    const cell = cells.get(key);
    if (cell) cell.count += 1;
    else cells.set(key, { t, p, count: 1 });
    rows.set(t, (rows.get(t) ?? 0) + 1);
    columns.set(p, (columns.get(p) ?? 0) + 1);
  }
  const ofTruth = entropy(rows, n);
  const ofPredicted = entropy(columns, n);
  let mutual = 0;
  for (const { t, p, count } of cells.values()) {
    const share = count / n;
    mutual += share * (Math.log(count / rows.get(t)!) - Math.log(columns.get(p)! / n));
  }
  mutual = Math.max(0, mutual);
  const homogeneity = ofTruth === 0 ? 1 : mutual / ofTruth;
  const completeness = ofPredicted === 0 ? 1 : mutual / ofPredicted;
  const v =
    homogeneity + completeness === 0
      ? 0
      : (2 * homogeneity * completeness) / (homogeneity + completeness);
  // scikit-learn: 1 where both partitions are one cluster, 0 where the mutual information is 0.
  const trivial = rows.size === 1 && columns.size === 1;
  const mean = (ofTruth + ofPredicted) / 2;
  return {
    ari: figure(
      adjustedRand(
        [...cells.values()].map(({ count }) => count),
        rows,
        columns,
        n,
      ),
    ),
    nmi: figure(trivial ? 1 : mutual <= 2 ** -52 ? 0 : mutual / mean),
    vMeasure: figure(v),
    homogeneity: figure(homogeneity),
    completeness: figure(completeness),
  };
}

function entropy(counts: ReadonlyMap<number, number>, n: number): number {
  if (counts.size === 1) return 0;
  let h = 0;
  for (const count of counts.values()) h -= (count / n) * Math.log(count / n);
  return h;
}

/** Through pair counts, as integers below 2⁵³ (adjusted_rand_score's form). */
function adjustedRand(
  cells: readonly number[],
  rows: ReadonlyMap<number, number>,
  columns: ReadonlyMap<number, number>,
  n: number,
): number {
  const squares = (counts: Iterable<number>) => {
    let sum = 0;
    for (const count of counts) sum += count * count;
    return sum;
  };
  const both = squares(cells);
  const c = squares(rows.values());
  const k = squares(columns.values());
  const tp = both - n;
  const fp = k - both;
  const fn = c - both;
  const tn = n * n - fp - fn - both;
  if (fn === 0 && fp === 0) return 1;
  return (2 * (tp * tn - fn * fp)) / ((tp + fn) * (fn + tn) + (tp + fp) * (fp + tn));
}

/**
 * Mean of (b − a)/max(a, b), Euclidean (Rousseeuw 1987): a the mean distance to the row's own cluster, b to the
 * nearest other; 0 for a row alone in its cluster (silhouette_score). Undefined unless 2 ≤ clusters ≤ n − 1.
 * `points` holds n × dimensions values, row after row. O(n²·dimensions).
 */
export function silhouette(
  points: Float64Array,
  dimensions: number,
  labels: ArrayLike<number>,
): Figure {
  const n = labels.length;
  const codes = new Map<number, number>();
  const code = Int32Array.from({ length: n }, (_, i) => {
    const label = labels[i]!;
    const at = codes.get(label) ?? codes.size;
    codes.set(label, at);
    return at;
  });
  const k = codes.size;
  if (k < 2 || k > n - 1) return undefinedFigure('cluster-count');
  const size = new Float64Array(k);
  for (const c of code) size[c]! += 1;
  const distance = new Float64Array(k);
  let total = 0;
  for (let i = 0; i < n; i++) {
    distance.fill(0);
    for (let j = 0; j < n; j++) {
      let square = 0;
      for (let d = 0; d < dimensions; d++) {
        const difference = points[i * dimensions + d]! - points[j * dimensions + d]!;
        square += difference * difference;
      }
      distance[code[j]!]! += Math.sqrt(square);
    }
    const mine = code[i]!;
    if (size[mine] === 1) continue;
    const a = distance[mine]! / (size[mine]! - 1);
    let b = Number.POSITIVE_INFINITY;
    for (let c = 0; c < k; c++) if (c !== mine) b = Math.min(b, distance[c]! / size[c]!);
    const larger = Math.max(a, b);
    total += larger === 0 ? 0 : (b - a) / larger;
  }
  return figure(total / n);
}
