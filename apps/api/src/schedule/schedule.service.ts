import { Injectable } from '@nestjs/common';

import type { Activity, BodyOf, Complaint, ResponseOf, scheduleRoutes } from '@holdout/contracts';

import { Courses } from '../courses';
import { Audit } from '../platform/audit/audit';
import { type CourseMember, isStaff } from '../platform/auth/caller';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database/database';
import { DomainError, notFound } from '../platform/domain-error';
import { Ids } from '../platform/ids';
import { Quizzes } from '../quizzes';
import { ActivitiesRepository, type ActivityRow } from './activities.repository';
import { heldTime, overlapping } from './activity.rules';
import { DueService } from './due.service';

type Given = BodyOf<typeof scheduleRoutes.create>;

@Injectable()
export class ScheduleService {
  constructor(
    private readonly activities: ActivitiesRepository,
    private readonly due: DueService,
    private readonly courses: Courses,
    private readonly quizzes: Quizzes,
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  async read(me: CourseMember): Promise<ResponseOf<typeof scheduleRoutes.read>> {
    return { activities: await this.list(me), due: await this.due.of(me) };
  }

  create(me: CourseMember, given: Given): Promise<Activity> {
    return this.write(me, this.ids.next(), given, null);
  }

  update(me: CourseMember, id: string, given: Given): Promise<Activity> {
    return this.database.transaction(async () => {
      const before = await this.activities.locked(me.courseId, id);
      if (before?.removedAt !== null) throw notFound();
      return this.write(me, id, given, before);
    });
  }

  setRemoved(me: CourseMember, id: string, removed: boolean): Promise<Activity | undefined> {
    return this.database.transaction(async () => {
      const before = await this.activities.locked(me.courseId, id);
      if (!before || (before.removedAt !== null) === removed) throw notFound();
      await this.activities.setRemoved(id, removed ? this.clock.now() : null);
      await this.record(me, id, removed ? 'activity.removed' : 'activity.restored', before, null);
      return (await this.list(me)).find((activity) => activity.id === id);
    });
  }

  private write(
    me: CourseMember,
    id: string,
    given: Given,
    before: ActivityRow | null,
  ): Promise<Activity> {
    return this.database.transaction(async () => {
      const { timeZone } = await this.courses.get(me.courseId);
      const time = heldTime(given.when, timeZone);
      const faults = [
        ...('faults' in time ? time.faults : []),
        ...(await this.unknown(me.courseId, given)),
      ];
      if ('faults' in time || faults.length > 0)
        throw new DomainError('invalid-request', 'This cannot be scheduled so.', {}, faults);
      const { type, title, moduleId, lead, place, link, quizId } = given;
      await this.activities.put(
        {
          id,
          courseId: me.courseId,
          type,
          title,
          moduleId,
          lead,
          place,
          link,
          quizId,
          ...time.held,
        },
        this.clock.now(),
      );
      await this.record(me, id, before ? 'activity.changed' : 'activity.entered', before, given);
      return (await this.list(me)).find((activity) => activity.id === id)!;
    });
  }

  private async unknown(courseId: string, { moduleId, quizId }: Given): Promise<Complaint[]> {
    const faults: Complaint[] = [];
    if (moduleId !== null && !(await this.activities.hasModule(courseId, moduleId)))
      faults.push({ code: 'module-unknown', column: 'moduleId' });
    if (quizId !== null && !(await this.quizzes.of(courseId)).some(({ id }) => id === quizId))
      faults.push({ code: 'quiz-unknown', column: 'quizId' });
    return faults;
  }

  private async list(me: CourseMember): Promise<Activity[]> {
    const rows = await this.activities.of(me.courseId);
    const staff = isStaff(me);
    const overlaps = staff ? overlapping(rows) : new Map<string, ActivityRow[]>();
    const quizzes = new Map(
      rows.some(({ quizId }) => quizId !== null)
        ? (await this.quizzes.of(me.courseId))
            .filter(({ published }) => staff || published)
            .map(({ id, title }) => [id, { id, title }])
        : [],
    );
    return rows.map((row) => ({
      id: row.id,
      type: row.type,
      title: row.title,
      module:
        row.moduleId === null
          ? null
          : { id: row.moduleId, number: row.moduleNumber!, title: row.moduleTitle! },
      lead: row.lead,
      day: row.day,
      startsAt: row.startsAt?.toISOString() ?? null,
      endsAt: row.endsAt?.toISOString() ?? null,
      place: row.place,
      link: row.link,
      quiz: quizzes.get(row.quizId ?? '') ?? null,
      overlaps: (overlaps.get(row.id) ?? []).map(({ id, title }) => ({ id, title })),
    }));
  }

  private record(
    { courseId, accountId }: CourseMember,
    id: string,
    deed: string,
    before: ActivityRow | null,
    after: Given | null,
  ): Promise<void> {
    const old = before && {
      title: before.title,
      day: before.day,
      startsAt: before.startsAt,
      endsAt: before.endsAt,
      place: before.place,
    };
    const thing = { thing: 'activity', thingId: id };
    return this.audit.record({ courseId, accountId, deed, ...thing, old, new: after });
  }
}
