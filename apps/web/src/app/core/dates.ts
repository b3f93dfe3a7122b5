import { Service, inject } from '@angular/core';

import { awayFrom } from './away';
import { Clock } from './clock';
import { Languages } from './languages';

const DAY = { day: 'numeric', month: 'short', year: 'numeric' } as const;
/** Dates as a reader needs them: in a zone that is named, and how far away they are. */
@Service()
export class Dates {
  private readonly clock = inject(Clock);
  private readonly languages = inject(Languages);

  /** “24 de nov. de 2026, 4:00 p. m. COT”; in the reader's zone unless another is given. */
  full(instant: string, zone = this.clock.zone()): string {
    const date = new Intl.DateTimeFormat(this.languages.locale(), {
      ...DAY,
      hour: 'numeric',
      minute: '2-digit',
      timeZone: zone,
    }).format(new Date(instant));
    return `${date} ${this.zoneName(instant, zone)}`;
  }

  /** “24 nov 2026”. */
  day(instant: string, zone = this.clock.zone()): string {
    return new Intl.DateTimeFormat(this.languages.locale(), {
      ...DAY,
      timeZone: zone,
    }).format(new Date(instant));
  }

  /** “14:03:22”, today's: for what was saved just now. */
  time(instant: string): string {
    return new Intl.DateTimeFormat(this.languages.locale(), {
      hour: 'numeric',
      minute: '2-digit',
      second: '2-digit',
      timeZone: this.clock.zone(),
    }).format(new Date(instant));
  }

  utc(instant: string): string {
    return `${instant.slice(0, 10)} ${instant.slice(11, 19)} UTC`;
  }

  /** “en 6 horas”, “hace 3 días”. */
  away(instant: string): string {
    this.clock.now(); // told again with every tick; by the exact time, or what just happened would lie ahead
    return awayFrom(Date.parse(instant) - this.clock.exactly(), this.languages.locale());
  }

  private zoneName(instant: string, zone: string): string {
    if (zone === 'America/Bogota') return 'COT'; // CLDR knows no short name for it
    const parts = new Intl.DateTimeFormat(this.languages.locale(), {
      timeZone: zone,
      timeZoneName: 'short',
    }).formatToParts(new Date(instant));
    return parts.find(({ type }) => type === 'timeZoneName')?.value ?? zone;
  }
}
