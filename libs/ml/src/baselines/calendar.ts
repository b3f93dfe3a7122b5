import { median } from '../metrics';
import type { Column } from '../predictions';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

interface Term {
  readonly name: string;
  readonly kinds: number;
  /** Milliseconds after which it repeats. */
  readonly period: number;
  /** A series of longer steps does not have it. */
  readonly upTo: number;
  readonly of: (date: Date) => number;
}

const TERMS: readonly Term[] = [
  { name: 'hour', kinds: 24, period: DAY, upTo: 1.5 * HOUR, of: (date) => date.getUTCHours() },
  { name: 'weekday', kinds: 7, period: 7 * DAY, upTo: 1.5 * DAY, of: (date) => date.getUTCDay() },
  {
    name: 'month',
    kinds: 12,
    period: 365.25 * DAY,
    upTo: 93 * DAY,
    of: (date) => date.getUTCMonth(),
  },
];

/**
 * What a forecast knows of every row at its origin: the trend (`time` itself), and the hour, the day of the week and the
 * month as labels, each where the rows' distance has it and train holds two of its periods. Where `time` is no date
 * (steps of less than half an hour), or its season is none of these, the place in a season of `season` rows. `time` is
 * per row of the table, milliseconds; `train` and `held` are its rows in time order.
 */
export function calendarColumns(
  time: Float64Array,
  train: Int32Array,
  held: Int32Array,
  season: number,
): Column[] {
  const trained = Float64Array.from(train, (row) => time[row]!);
  const steps = trained.subarray(1).map((t, i) => t - trained[i]!);
  const step = median(steps.filter((each) => each > 0));
  const covered = trained.length === 0 ? 0 : trained.at(-1)! - trained[0]!;
  const isDate = step >= HOUR / 2;
  const terms = TERMS.filter(
    ({ upTo, period }) => isDate && step <= upTo && covered + step >= 2 * period,
  );
  const columns: Column[] = [{ name: 'trend', kind: 'number', values: time }];
  for (const { name, kinds, of } of terms)
    columns.push({
      name,
      kind: 'category',
      codes: Int32Array.from(time, (t) => (Number.isFinite(t) ? of(new Date(t)) : -1)),
      labels: Array.from({ length: kinds }, (_, k) => String(k)),
    });
  const told = terms.some(({ period }) => Math.abs(season - period / step) < 0.05 * season);
  if (season > 1 && !told) columns.push(placeInSeason(time.length, train, held, season));
  return columns;
}

function placeInSeason(rows: number, train: Int32Array, held: Int32Array, season: number): Column {
  const codes = new Int32Array(rows).fill(-1);
  [...train, ...held].forEach((row, t) => (codes[row] = t % season));
  return {
    name: 'season',
    kind: 'category',
    codes,
    labels: Array.from({ length: season }, (_, k) => String(k)),
  };
}
