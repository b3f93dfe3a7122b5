import { Injectable } from '@nestjs/common';

import type { Schedule as ScheduleAnswer } from '@holdout/contracts';

import type { CourseMember } from '../platform/auth/caller';
import { notFound } from '../platform/domain-error';
import { ActivitiesRepository, type ActivityRow } from './activities.repository';
import { ScheduleService } from './schedule.service';

export type ActivityFacts = Pick<
  ActivityRow,
  'id' | 'type' | 'title' | 'day' | 'startsAt' | 'endsAt'
>;

/** What others may ask of the schedule. */
@Injectable()
export class Schedule {
  constructor(
    private readonly activities: ActivitiesRepository,
    private readonly schedule: ScheduleService,
  ) {}

  /** What is on for a member, and what is due of them, as they may see it. */
  datesOf(me: CourseMember): Promise<ScheduleAnswer> {
    return this.schedule.read(me);
  }

  /** Those in the bin are not among them. */
  activitiesOf(courseId: string): Promise<ActivityFacts[]> {
    return this.activities.of(courseId);
  }

  async activity(courseId: string, activityId: string): Promise<ActivityFacts> {
    const found = (await this.activities.of(courseId)).find(({ id }) => id === activityId);
    if (!found) throw notFound();
    return found;
  }
}
