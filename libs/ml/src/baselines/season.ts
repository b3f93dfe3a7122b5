import { median } from '../metrics';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Rows in a season, by the usual distance between two of them. */
const SEASONS: readonly { readonly upTo: number; readonly seasons: readonly number[] }[] = [
  { upTo: 1.5 * HOUR, seasons: [24, 168] },
  { upTo: 1.5 * DAY, seasons: [7, 365] },
  { upTo: 8 * DAY, seasons: [52] },
  { upTo: 32 * DAY, seasons: [12] },
  { upTo: 93 * DAY, seasons: [4] },
];

/**
 * The season of a series by its dates: hours have days and weeks, days weeks and years, weeks and months years. Of two
 * candidates the one that misses less inside train. 1 where train holds less than two seasons. `time` is in milliseconds,
 * ascending, as `train` is.
 */
export function seasonOf(time: Float64Array, train: Float64Array): number {
  const steps = new Float64Array(Math.max(0, time.length - 1)).map(
    (_, i) => time[i + 1]! - time[i]!,
  );
  const step = median(steps.filter((each) => each > 0));
  const seasons = SEASONS.find(({ upTo }) => step >= HOUR / 2 && step <= upTo)?.seasons ?? [];
  const held = seasons.filter((season) => train.length >= 2 * season);
  return held.reduce(
    (best, season) => (missed(train, season) < missed(train, best) ? season : best),
    held[0] ?? 1,
  );
}

/** Mean |yₜ − yₜ₋ₘ| of train. */
function missed(train: Float64Array, season: number): number {
  let sum = 0;
  for (let t = season; t < train.length; t++) sum += Math.abs(train[t]! - train[t - season]!);
  return sum / (train.length - season);
}
