import { Body, Controller } from '@nestjs/common';

import { type BodyOf, type ResponseOf, reminderRoutes } from '@holdout/contracts';

import { Audit } from '../platform/audit/audit';
import { Allow } from '../platform/auth/allow';
import { type CourseMember, Me } from '../platform/auth/caller';
import { Database } from '../platform/database/database';
import { Endpoint } from '../platform/http/endpoint';
import { USUAL_HOURS } from './reminder.rules';
import { RemindersRepository } from './reminders.repository';

const { settings, change } = reminderRoutes;

@Controller()
export class RemindersController {
  constructor(
    private readonly reminders: RemindersRepository,
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  @Endpoint(settings)
  @Allow('staff')
  async settings(@Me() { courseId }: CourseMember): Promise<ResponseOf<typeof settings>> {
    return { hoursBefore: await this.hours(courseId) };
  }

  @Endpoint(change)
  @Allow('instructor')
  change(
    @Me() { courseId, accountId }: CourseMember,
    @Body({ schema: change.body }) asked: BodyOf<typeof change>,
  ): Promise<ResponseOf<typeof change>> {
    return this.database.transaction(async () => {
      const before = await this.hours(courseId);
      const hoursBefore = [...new Set(asked.hoursBefore)].sort((a, b) => b - a);
      await this.reminders.put(courseId, hoursBefore);
      await this.audit.record({
        courseId,
        accountId,
        deed: 'reminders.changed',
        thing: 'course',
        thingId: courseId,
        old: { hoursBefore: before },
        new: { hoursBefore },
      });
      return { hoursBefore };
    });
  }

  private async hours(courseId: string): Promise<number[]> {
    return (await this.reminders.settings(courseId)) ?? [...USUAL_HOURS];
  }
}
