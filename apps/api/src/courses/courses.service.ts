import { Injectable } from '@nestjs/common';

import { type BodyOf, type Module, courseRoutes } from '@holdout/contracts';

import { Audit } from '../platform/audit/audit';
import type { CourseMember } from '../platform/auth/caller';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database/database';
import { notFound } from '../platform/domain-error';
import { Ids } from '../platform/ids';
import { type CourseRow, CoursesRepository } from './courses.repository';
import { MembersRepository } from './members.repository';

type NewCourse = BodyOf<typeof courseRoutes.create>;
type CourseChange = BodyOf<typeof courseRoutes.update>;
type ModuleList = BodyOf<typeof courseRoutes.putModules>['items'];

@Injectable()
export class CoursesService {
  constructor(
    private readonly courses: CoursesRepository,
    private readonly members: MembersRepository,
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  async get(id: string): Promise<CourseRow> {
    const row = await this.courses.find(id);
    if (!row) throw notFound();
    return row;
  }

  /** Whoever makes a course is its instructor. */
  create(accountId: string, given: NewCourse): Promise<{ courseId: string; memberId: string }> {
    return this.database.transaction(async () => {
      const now = this.clock.now();
      const { modules, ...texts } = given;
      const courseId = this.ids.next();
      const memberId = this.ids.next();
      await this.courses.insert({
        id: courseId,
        ...texts,
        matrixOrientation: 'rows-model',
        pseudonymsAt: null,
        groupsOpenAt: null,
        createdAt: now,
        archivedAt: null,
      });
      await this.courses.putModules(
        courseId,
        modules.map((module) => ({ ...module, id: this.ids.next() })),
      );
      await this.members.insert({
        id: memberId,
        courseId,
        accountId,
        role: 'instructor',
        externalId: null,
        joinedAt: now,
      });
      await this.record(courseId, accountId, 'course.created', null, texts);
      return { courseId, memberId };
    });
  }

  update({ courseId, accountId }: CourseMember, change: CourseChange): Promise<void> {
    return this.database.transaction(async () => {
      const before = await this.get(courseId);
      const now = this.clock.now();
      const since = (wanted: boolean | undefined, at: Date | null) =>
        wanted === undefined ? at : wanted ? (at ?? now) : null;
      const { pseudonyms, groupsOpen, archived, ...texts } = change;
      const given = Object.fromEntries(
        Object.entries(texts).filter(([, value]) => value !== undefined),
      );
      await this.courses.update({
        ...before,
        ...given,
        pseudonymsAt: since(pseudonyms, before.pseudonymsAt),
        groupsOpenAt: since(groupsOpen, before.groupsOpenAt),
        archivedAt: since(archived, before.archivedAt),
      });
      await this.record(courseId, accountId, 'course.updated', before, change);
    });
  }

  /** Modules with a known id are kept, those without one are new, the others go. */
  putModules({ courseId, accountId }: CourseMember, items: ModuleList): Promise<Module[]> {
    return this.database.transaction(async () => {
      const before = await this.courses.modulesOf(courseId);
      const known = new Set(before.map(({ id }) => id));
      const modules = items.map((item) => ({
        ...item,
        id: item.id !== undefined && known.has(item.id) ? item.id : this.ids.next(),
      }));
      await this.courses.putModules(courseId, modules);
      await this.record(courseId, accountId, 'modules.put', before, modules);
      return this.courses.modulesOf(courseId);
    });
  }

  private record(
    courseId: string,
    accountId: string,
    deed: string,
    before: unknown,
    after: unknown,
  ): Promise<void> {
    return this.audit.record({
      courseId,
      accountId,
      deed,
      thing: 'course',
      thingId: courseId,
      old: before,
      new: after,
    });
  }
}
