/** Bins of about equal size, at most ten and of at least nine rows; equal values share one. */
export function quantileStrata(values: Float64Array): { strata: Int32Array; labels: string[] } {
  const sorted = Float64Array.from(values).sort();
  const n = sorted.length;
  const bins = Math.max(1, Math.min(10, Math.floor(n / 9)));
  const edges: number[] = [];
  for (let b = 1; b < bins; b++) {
    const edge = sorted[Math.floor((b * n) / bins)]!;
    if (edge > (edges.at(-1) ?? sorted[0]!)) edges.push(edge);
  }
  const strata = Int32Array.from(values, (x) => {
    let at = 0;
    while (at < edges.length && x >= edges[at]!) at++;
    return at;
  });
  const bounds = [sorted[0]!, ...edges, sorted[n - 1]!];
  const labels = Array.from(
    { length: edges.length + 1 },
    (_, b) => `[${bounds[b]!}, ${bounds[b + 1]!}]`,
  );
  return { strata, labels };
}
