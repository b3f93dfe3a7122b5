import { Service, inject } from '@angular/core';

import { Clock } from '../core/clock';
import { Languages } from '../core/languages';

/** Days and hours in words. A day has no zone: it is written as it is. */
@Service()
export class DayTexts {
  private readonly clock = inject(Clock);
  private readonly languages = inject(Languages);

  /** “jueves, 5 de marzo de 2026”. */
  day(day: string): string {
    return this.write(day, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
  }

  /** “marzo de 2026”. */
  month(month: string): string {
    return this.write(`${month}-01`, { month: 'long', year: 'numeric' });
  }

  /** “lun”, of any day. */
  weekday(day: string): string {
    return this.write(day, { weekday: 'short' });
  }

  /** “18:00 – 20:00 COT”, and after it the reader's own where their clocks show another time. */
  hours(from: string, to: string | null, zone: string): { course: string; own: string | null } {
    const course = this.range(from, to, zone, zone);
    const reader = this.clock.zone();
    const same = this.range(from, to, zone, undefined) === this.range(from, to, reader, undefined);
    return { course, own: same ? null : this.range(from, to, reader, reader) };
  }

  today(zone: string): string {
    return new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(this.clock.now());
  }

  private range(from: string, to: string | null, timeZone: string, named: string | undefined) {
    const format = new Intl.DateTimeFormat(this.languages.locale(), {
      timeZone,
      hour: 'numeric',
      minute: '2-digit',
      ...(named === undefined && { day: 'numeric' }),
    });
    const text =
      to === null
        ? format.format(new Date(from))
        : format.formatRange(new Date(from), new Date(to));
    return named === undefined ? text : `${text} (${this.city(named)})`;
  }

  /** `America/Bogota` → `Bogota`. */
  private city(zone: string): string {
    return zone.slice(zone.lastIndexOf('/') + 1).replaceAll('_', ' ');
  }

  private write(day: string, how: Intl.DateTimeFormatOptions): string {
    return new Intl.DateTimeFormat(this.languages.locale(), { ...how, timeZone: 'UTC' }).format(
      new Date(`${day}T12:00:00Z`),
    );
  }
}
