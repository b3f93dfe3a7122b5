import { createHash } from 'node:crypto';

import { Inject, Injectable } from '@nestjs/common';

import type { SecretLink } from '@holdout/contracts';

import { CONFIG, type Config } from '../config/config';
import { Courses } from '../courses';
import { Audit } from '../platform/audit/audit';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database/database';
import { notFound } from '../platform/domain-error';
import { Ids } from '../platform/ids';
import { Schedule } from '../schedule';
import { CalendarRepository } from './calendar.repository';
import { type CalendarEvent, eventsOf, toldAnew } from './event.rules';
import { toICalendar } from './icalendar';

const digestOf = (token: string): string => createHash('sha256').update(token).digest('hex');
const NAMES = { es: 'Holdout: mis cursos', en: 'Holdout: my courses' } as const;

/** A person's courses in the calendar of their choice, by a link that they can take back. */
@Injectable()
export class CalendarService {
  constructor(
    private readonly calendars: CalendarRepository,
    private readonly courses: Courses,
    private readonly schedule: Schedule,
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly clock: Clock,
    private readonly ids: Ids,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  openSince(accountId: string): Promise<Date | null> {
    return this.calendars.openSince(accountId);
  }

  open(accountId: string): Promise<SecretLink> {
    return this.database.transaction(async () => {
      const token = this.ids.secret();
      await this.calendars.put(accountId, digestOf(token), this.clock.now());
      await this.record(accountId, 'calendar.opened');
      return { url: `${this.config.http.publicUrl}/api/calendars/${token}`, expiresAt: null };
    });
  }

  close(accountId: string): Promise<void> {
    return this.database.transaction(async () => {
      if (await this.calendars.remove(accountId)) await this.record(accountId, 'calendar.closed');
    });
  }

  feed(token: string): Promise<string> {
    return this.database.transaction(async () => {
      const owner = await this.calendars.behind(digestOf(token));
      if (!owner) throw notFound();
      const { accountId } = owner;
      const locale = owner.locale ?? 'es';
      const events: CalendarEvent[] = [];
      for (const me of await this.courses.placesOf(accountId)) {
        const course = await this.courses.get(me.courseId);
        const schedule = await this.schedule.datesOf(me);
        events.push(...eventsOf(schedule, course, this.config.http.publicUrl, locale));
      }
      const before = await this.calendars.told(accountId);
      await this.calendars.tell(accountId, toldAnew(events, before, this.clock.now()));
      return toICalendar(NAMES[locale], await this.calendars.told(accountId));
    });
  }

  private record(accountId: string, deed: string): Promise<void> {
    const thing = { thing: 'account', thingId: accountId };
    return this.audit.record({ courseId: null, accountId, deed, ...thing });
  }
}
