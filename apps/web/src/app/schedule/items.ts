import type { Activity, DueDate, Schedule } from '@holdout/contracts';

import { localTime } from '../challenges/zoned-time';

/** One line of the agenda: something that is on, or something that is due. */
export type Item = {
  readonly key: string;
  readonly title: string;
  /** `2026-03-05` by the clocks of the course. */
  readonly day: string;
  /** Null of a whole day. */
  readonly at: string | null;
  readonly endsAt: string | null;
} & ({ readonly activity: Activity } | { readonly due: DueDate });

export interface ScheduleDay {
  readonly day: string;
  readonly items: readonly Item[];
}

/** Everything in order; of a day, what has no hour comes first. */
export function itemsOf({ activities, due }: Schedule, zone: string): Item[] {
  const dayOf = (at: string) => localTime(at, zone).slice(0, 10);
  const items: Item[] = [
    ...activities.map((activity) => ({
      key: activity.id,
      title: activity.title,
      day: activity.day ?? dayOf(activity.startsAt!),
      at: activity.startsAt,
      endsAt: activity.endsAt,
      activity,
    })),
    ...due.flatMap((date) =>
      date.dueAt === null
        ? []
        : [
            {
              key: date.id,
              title: date.title,
              day: dayOf(date.dueAt),
              at: date.dueAt,
              endsAt: null,
              due: date,
            },
          ],
    ),
  ];
  return items.sort((a, b) => a.day.localeCompare(b.day) || (a.at ?? '').localeCompare(b.at ?? ''));
}

export function daysOf(items: readonly Item[]): ScheduleDay[] {
  return [...Map.groupBy(items, ({ day }) => day)].map(([day, its]) => ({ day, items: its }));
}

/** The weeks of a month, Monday first, with the days beside it that fill them. */
export function weeksOf(month: string): string[][] {
  const first = new Date(`${month}-01T00:00:00Z`);
  const start = addDays(`${month}-01`, -((first.getUTCDay() + 6) % 7));
  const weeks: string[][] = [];
  for (let week = start; week.slice(0, 7) <= month; week = addDays(week, 7))
    weeks.push(Array.from({ length: 7 }, (_, i) => addDays(week, i)));
  return weeks;
}

/** Days are counted as dates, so no change of the clocks makes one longer. */
export function addDays(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

export function addMonths(month: string, months: number): string {
  const date = new Date(`${month}-01T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() + months);
  return date.toISOString().slice(0, 7);
}

/** So long after its end, what was not done is still told of. */
const OVERDUE_DAYS = 14;

/** The seven days from today, and what was missed lately. */
export function weekOf(items: readonly Item[], today: string): { missed: Item[]; coming: Item[] } {
  const end = addDays(today, 6);
  const since = addDays(today, -OVERDUE_DAYS);
  return {
    missed: items.filter(
      (item) => 'due' in item && item.due.state === 'overdue' && item.day >= since,
    ),
    coming: items.filter(
      (item) =>
        item.day >= today && item.day <= end && !('due' in item && item.due.state === 'overdue'),
    ),
  };
}
