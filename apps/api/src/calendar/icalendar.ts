import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';

import type { ToldEvent } from './event.rules';

/** Subscribers ask again after an hour. */
const REFRESH_SECONDS = 3600;

/** Instants in UTC, which every reader turns into their own clocks; days as dates, which nobody turns. */
export function toICalendar(name: string, told: readonly ToldEvent[]): string {
  const calendar = ical({
    name,
    prodId: { company: 'holdout', product: 'holdout', language: 'EN' },
    method: ICalCalendarMethod.PUBLISH,
    ttl: REFRESH_SECONDS,
  });
  for (const { event, sequence, changedAt, cancelledAt } of told)
    calendar.createEvent({
      id: event.uid,
      sequence,
      stamp: changedAt,
      lastModified: changedAt,
      status: cancelledAt === null ? ICalEventStatus.CONFIRMED : ICalEventStatus.CANCELLED,
      summary: event.summary,
      description: event.description,
      location: event.location === '' ? null : event.location,
      url: event.url,
      start: at(event.start, event.allDay),
      end: event.end === null ? null : at(event.end, event.allDay),
      allDay: event.allDay,
      timezone: event.allDay ? null : 'UTC',
    });
  return calendar.toString();
}

/** The library writes a whole day by the clocks of the process: its noon is on that day in every zone it could run in. */
function at(text: string, allDay: boolean): Date {
  if (!allDay) return new Date(text);
  const [year = 0, month = 1, day = 1] = text.split('-').map(Number);
  return new Date(year, month - 1, day, 12);
}
