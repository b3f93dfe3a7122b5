/** Area under the ROC curve and average precision of rows of which some were drawn more often than others. */
export interface Ranked {
  auc: number;
  averagePrecision: number;
}

/**
 * Sorts once and answers for any weights by one walk: `weights[cellOf[row]]` is how often a row counts. Ties count half in
 * the area and share a corner of the precision. NaN where a class has no weight. `positive` holds 1 for positive.
 */
export function weightedRanking(
  positive: ArrayLike<number>,
  score: Float64Array,
  cellOf: Int32Array,
): (weights: Float64Array) => Ranked {
  const order = Int32Array.from(score.keys()).sort((a, b) => score[b]! - score[a]!);
  const cell = order.map((row) => cellOf[row]!);
  const own = Uint8Array.from(order, (row) => (positive[row] === 1 ? 1 : 0));
  const last = Uint8Array.from(order, (row, at) =>
    at + 1 === order.length || score[order[at + 1]!] !== score[row] ? 1 : 0,
  );
  const ranked = { auc: 0, averagePrecision: 0 };
  return (weights) => walk(weights, cell, own, last, ranked);
}

function walk(
  weights: Float64Array,
  cell: Int32Array,
  own: Uint8Array,
  last: Uint8Array,
  into: Ranked,
): Ranked {
  let tp = 0;
  let fp = 0;
  let hits = 0;
  let misses = 0;
  let area = 0;
  let precision = 0;
  for (let at = 0; at < cell.length; at++) {
    const weight = weights[cell[at]!]!;
    if (own[at] === 1) hits += weight;
    else misses += weight;
    if (last[at] === 0) continue;
    area += misses * (tp + hits / 2);
    tp += hits;
    fp += misses;
    if (hits > 0) precision += (hits * tp) / (tp + fp);
    hits = 0;
    misses = 0;
  }
  into.auc = area / (tp * fp);
  into.averagePrecision = precision / tp;
  return into;
}
