import { Injectable } from '@nestjs/common';

import type { BodyOf, ResponseOf, scheduleRoutes } from '@holdout/contracts';

import { Courses } from '../courses';
import { Audit } from '../platform/audit/audit';
import { type CourseMember, CourseMembers, isStaff } from '../platform/auth/caller';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database/database';
import { notFound } from '../platform/domain-error';
import { Ids } from '../platform/ids';
import { ActivitiesRepository, type ActivityRow } from './activities.repository';
import { type Held, firstDayOf, weeksBetween, weeksLater } from './activity.rules';

type Asked = BodyOf<typeof scheduleRoutes.copy>;
type Copied = ResponseOf<typeof scheduleRoutes.copy>;

/** Takes the schedule of another course over, whole weeks later. */
@Injectable()
export class CopyingService {
  constructor(
    private readonly activities: ActivitiesRepository,
    private readonly courses: Courses,
    private readonly members: CourseMembers,
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  async copy(me: CourseMember, { fromCourseId, firstDay, apply }: Asked): Promise<Copied> {
    const there = await this.members.find(me.accountId, fromCourseId, undefined);
    if (!there || !isStaff(there) || fromCourseId === me.courseId) throw notFound();
    return this.database.transaction(async () => {
      const rows = await this.activities.of(fromCourseId);
      const zones = {
        from: (await this.courses.get(fromCourseId)).timeZone,
        to: (await this.courses.get(me.courseId)).timeZone,
      };
      const weeks = weeksBetween(firstDayOf(rows, zones.from) ?? firstDay, firstDay);
      const here = new Set((await this.activities.of(me.courseId)).map(keyOf));
      const planned = rows.map((row) => {
        const time = weeksLater(row, weeks, zones);
        return { row, time, present: here.has(keyOf({ title: row.title, ...time })) };
      });
      if (apply) await this.enter(me, fromCourseId, planned, weeks);
      return {
        weeks,
        applied: apply,
        activities: planned.map(({ row, time, present }) => ({
          title: row.title,
          type: row.type,
          day: time.day,
          startsAt: time.startsAt?.toISOString() ?? null,
          endsAt: time.endsAt?.toISOString() ?? null,
          present,
          moved: time.moved,
        })),
      };
    });
  }

  /** A module goes over by its number; a quiz belongs to the course it was made in. */
  private async enter(
    me: CourseMember,
    fromCourseId: string,
    planned: readonly {
      readonly row: ActivityRow;
      readonly time: Held;
      readonly present: boolean;
    }[],
    weeks: number,
  ): Promise<void> {
    const { courseId, accountId } = me;
    const modules = new Map(
      (await this.activities.modulesOf(courseId)).map(({ id, number }) => [number, id]),
    );
    const now = this.clock.now();
    for (const { row, time, present } of planned) {
      if (present) continue;
      const { type, title, lead, place, link } = row;
      const { day, startsAt, endsAt } = time;
      await this.activities.put(
        {
          id: this.ids.next(),
          courseId,
          type,
          title,
          moduleId: row.moduleNumber === null ? null : (modules.get(row.moduleNumber) ?? null),
          lead,
          day,
          startsAt,
          endsAt,
          place,
          link,
          quizId: null,
        },
        now,
      );
    }
    await this.audit.record({
      courseId,
      accountId,
      deed: 'schedule.copied',
      thing: 'course',
      thingId: courseId,
      new: { fromCourseId, weeks, activities: planned.filter(({ present }) => !present).length },
    });
  }
}

function keyOf(it: { title: string; day: string | null; startsAt: Date | null }): string {
  return `${it.title}|${it.day ?? it.startsAt!.toISOString()}`;
}
