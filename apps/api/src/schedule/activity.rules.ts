import { DateTime } from 'luxon';

import type { ActivityTime, Complaint } from '@holdout/contracts';

/** When something is: a date of no zone, or instants. */
export type Held =
  | { readonly day: string; readonly startsAt: null; readonly endsAt: null }
  | { readonly day: null; readonly startsAt: Date; readonly endsAt: Date };

export interface Timed {
  readonly id: string;
  readonly day: string | null;
  readonly startsAt: Date | null;
  readonly endsAt: Date | null;
}

const WEEK_DAYS = 7;
/** Nothing of a course takes longer than a year. */
const LONGEST_MS = 366 * 24 * 3_600_000;

/** What somebody entered by the clocks of the course, as it is held; or what stands against it, all at once. */
export function heldTime(
  given: ActivityTime,
  zone: string,
): { readonly held: Held } | { readonly faults: Complaint[] } {
  if ('day' in given) return { held: { day: given.day, startsAt: null, endsAt: null } };
  const faults: Complaint[] = [];
  const starts = instantAt(given.starts, zone, given.repeatedHour);
  const ends = instantAt(given.ends, zone, given.repeatedHour);
  if (typeof starts === 'string')
    faults.push({ code: starts, column: 'starts', value: given.starts });
  if (typeof ends === 'string') faults.push({ code: ends, column: 'ends', value: given.ends });
  if (typeof starts === 'string' || typeof ends === 'string') return { faults };
  if (ends <= starts) faults.push({ code: 'ends-before-it-starts', column: 'ends' });
  else if (ends.getTime() - starts.getTime() > LONGEST_MS)
    faults.push({ code: 'longer-than-a-year', column: 'ends' });
  return faults.length > 0 ? { faults } : { held: { day: null, startsAt: starts, endsAt: ends } };
}

type TimeFault = 'no-such-time' | 'hour-skipped' | 'hour-repeated';

/** The instant at which the clocks of a zone show that time. */
function instantAt(
  local: string,
  zone: string,
  repeatedHour: 'first' | 'second' | null,
): Date | TimeFault {
  const read = DateTime.fromISO(local, { zone });
  if (!read.isValid) return 'no-such-time';
  const shown = read.toFormat("yyyy-MM-dd'T'HH:mm:ss");
  if (shown !== (local.length === 16 ? `${local}:00` : local)) return 'hour-skipped';
  const both = read.getPossibleOffsets();
  if (both.length === 1) return read.toJSDate();
  if (repeatedHour === null) return 'hour-repeated';
  const ordered = both.map((each) => each.toJSDate()).sort((a, b) => a.getTime() - b.getTime());
  return ordered[repeatedHour === 'first' ? 0 : ordered.length - 1] ?? 'no-such-time';
}

/** Of each with hours, those with hours at the same time. What only touches does not overlap. */
export function overlapping<T extends Timed>(all: readonly T[]): Map<string, T[]> {
  const timed = all
    .flatMap((it) => (it.startsAt && it.endsAt ? [{ it, from: it.startsAt, to: it.endsAt }] : []))
    .sort((a, b) => a.from.getTime() - b.from.getTime());
  const found = new Map<string, T[]>();
  const note = (one: T, other: T) => found.set(one.id, [...(found.get(one.id) ?? []), other]);
  for (const [i, one] of timed.entries())
    for (const other of timed.slice(i + 1)) {
      if (other.from >= one.to) break;
      note(one.it, other.it);
      note(other.it, one.it);
    }
  return found;
}

/** The first day of a schedule by the clocks of its course; undefined of an empty one. */
export function firstDayOf(all: readonly Timed[], zone: string): string | undefined {
  return all
    .map(({ day, startsAt }) => day ?? DateTime.fromJSDate(startsAt!, { zone }).toISODate()!)
    .sort()[0];
}

/** The whole weeks between two days, to the nearest. */
export function weeksBetween(from: string, to: string): number {
  const days = DateTime.fromISO(to, { zone: 'utc' }).diff(
    DateTime.fromISO(from, { zone: 'utc' }),
    'days',
  ).days;
  return Math.round(days / WEEK_DAYS);
}

/**
 * Whole weeks later: the same weekday, and the same hour on the wall, read in the zone of the course it comes from and
 * held in that of the course it goes to. `moved`: the clocks there skip that hour, so it is later by the jump.
 */
export function weeksLater(
  it: Timed,
  weeks: number,
  zones: { readonly from: string; readonly to: string },
): Held & { readonly moved: boolean } {
  if (it.day !== null) {
    const day = DateTime.fromISO(it.day, { zone: 'utc' }).plus({ weeks }).toISODate()!;
    return { day, startsAt: null, endsAt: null, moved: false };
  }
  const shift = (at: Date) => {
    const wall = DateTime.fromJSDate(at, { zone: zones.from })
      .setZone('utc', { keepLocalTime: true })
      .plus({ weeks });
    const there = wall.setZone(zones.to, { keepLocalTime: true });
    return {
      at: there.toJSDate(),
      moved: there.hour !== wall.hour || there.minute !== wall.minute,
    };
  };
  const starts = shift(it.startsAt!);
  const ends = shift(it.endsAt!);
  const length = it.endsAt!.getTime() - it.startsAt!.getTime();
  // An end that the jump of the clocks brought before its start is where the activity's length puts it.
  const endsAt = ends.at > starts.at ? ends.at : new Date(starts.at.getTime() + length);
  return { day: null, startsAt: starts.at, endsAt, moved: starts.moved || ends.moved };
}
