import type { Report } from '@holdout/contracts';

type Level = NonNullable<Report['residuals']>['levels'][number];

const MOST_LEVELS = 20;
/** A mean over fewer rows says too much of each. */
const FEWEST_ROWS = 5;

/** How much a model misses, and to which side, from its lowest predictions to its highest; equal predictions stay together. */
export function levelsOf(truth: Float64Array, predicted: Float64Array): Level[] {
  const ends = endsOf(predicted);
  const levels = ends.map(() => ({ from: Infinity, rows: 0, mean: 0, squares: 0 }));
  for (let i = 0; i < predicted.length; i++) {
    let at = 0;
    while (predicted[i]! > (ends[at] ?? Infinity)) at++;
    const level = levels[at];
    if (!level) continue;
    const residual = truth[i]! - predicted[i]!;
    const step = residual - level.mean;
    level.rows += 1;
    level.mean += step / level.rows; // Welford 1962
    level.squares += step * (residual - level.mean);
    level.from = Math.min(level.from, predicted[i]!);
  }
  return levels.map(({ from, rows, mean, squares }, at) => ({
    from,
    to: ends[at]!,
    rows,
    mean,
    sd: Math.sqrt(squares / rows),
  }));
}

/** The last prediction of each level. Values alone are sorted: an order of rows costs twenty times as much. */
function endsOf(predicted: Float64Array): number[] {
  const n = predicted.length;
  const count = Math.min(MOST_LEVELS, Math.floor(n / FEWEST_ROWS));
  if (count === 0) return [];
  const sorted = Float64Array.from(predicted).sort();
  const ends: number[] = [];
  for (let from = 0, k = 1; from < n; k++) {
    let to = Math.max(from + FEWEST_ROWS, Math.round((n * k) / count));
    while (to < n && sorted[to] === sorted[to - 1]) to++;
    if (n - to < FEWEST_ROWS) to = n;
    ends.push(sorted[to - 1]!);
    from = to;
  }
  return ends;
}
