import { Body, Controller, Param, Query } from '@nestjs/common';

import {
  type BodyOf,
  type ParamsOf,
  type QueryOf,
  type ResponseOf,
  groupRoutes,
} from '@holdout/contracts';

import { Courses } from '../courses';
import { Allow } from '../platform/auth/allow';
import { type CourseMember, CourseMembers, Me, isStaff } from '../platform/auth/caller';
import { notFound } from '../platform/domain-error';
import { Endpoint } from '../platform/http/endpoint';
import type { GroupRow } from './groups.repository';
import { GroupsService } from './groups.service';

const routes = groupRoutes;

@Controller()
export class GroupsController {
  constructor(
    private readonly groups: GroupsService,
    private readonly courses: Courses,
    private readonly members: CourseMembers,
  ) {}

  @Endpoint(routes.list)
  @Allow('member')
  async list(
    @Me() me: CourseMember,
    @Query({ schema: routes.list.query }) { at }: QueryOf<typeof routes.list>,
  ): Promise<ResponseOf<typeof routes.list>> {
    const [items, withoutGroup, course] = await Promise.all([
      this.groups.of(me.courseId, at === undefined ? null : new Date(at)),
      this.groups.withoutGroup(me.courseId),
      this.courses.get(me.courseId),
    ]);
    return {
      items: items.map((row) => toGroup(row, me)),
      withoutGroup: withoutGroup.map(toPerson),
      open: course.groupsOpen,
    };
  }

  @Endpoint(routes.create)
  @Allow('member')
  async create(
    @Me() me: CourseMember,
    @Body({ schema: routes.create.body }) { name, memberIds }: BodyOf<typeof routes.create>,
  ): Promise<ResponseOf<typeof routes.create>> {
    return toGroup(await this.groups.create(me, name, memberIds), me, true);
  }

  @Endpoint(routes.update)
  @Allow('member')
  async update(
    @Me() me: CourseMember,
    @Param({ schema: routes.update.params }) { groupId }: ParamsOf<typeof routes.update>,
    @Body({ schema: routes.update.body }) change: BodyOf<typeof routes.update>,
  ): Promise<ResponseOf<typeof routes.update>> {
    return toGroup(await this.groups.update(me, groupId, change), me);
  }

  @Endpoint(routes.remove)
  @Allow('instructor')
  async remove(
    @Me() me: CourseMember,
    @Param({ schema: routes.remove.params }) { groupId }: ParamsOf<typeof routes.remove>,
  ): Promise<ResponseOf<typeof routes.remove>> {
    await this.groups.remove(me, groupId);
    return { done: true };
  }

  @Endpoint(routes.restore)
  @Allow('instructor')
  async restore(
    @Me() me: CourseMember,
    @Param({ schema: routes.restore.params }) { groupId }: ParamsOf<typeof routes.restore>,
  ): Promise<ResponseOf<typeof routes.restore>> {
    return toGroup(await this.groups.restore(me, groupId), me);
  }

  @Endpoint(routes.join)
  @Allow('student')
  async join(
    @Me() me: CourseMember,
    @Body({ schema: routes.join.body }) { code }: BodyOf<typeof routes.join>,
  ): Promise<ResponseOf<typeof routes.join>> {
    return toGroup(await this.groups.join(me, code), me, true);
  }

  @Endpoint(routes.leave)
  @Allow('student')
  async leave(@Me() me: CourseMember): Promise<ResponseOf<typeof routes.leave>> {
    await this.groups.leave(me);
    return { done: true };
  }

  @Endpoint(routes.renewCode)
  @Allow('staff')
  async renewCode(
    @Me() me: CourseMember,
    @Param({ schema: routes.renewCode.params }) { groupId }: ParamsOf<typeof routes.renewCode>,
  ): Promise<ResponseOf<typeof routes.renewCode>> {
    return toGroup(await this.groups.renewCode(me, groupId), me);
  }

  @Endpoint(routes.random)
  @Allow('instructor')
  async random(
    @Me() me: CourseMember,
    @Body({ schema: routes.random.body }) { size, seed, apply }: BodyOf<typeof routes.random>,
  ): Promise<ResponseOf<typeof routes.random>> {
    return toProposed(await this.groups.random(me, size, seed, apply));
  }

  @Endpoint(routes.copy)
  @Allow('instructor')
  async copy(
    @Me() me: CourseMember,
    @Body({ schema: routes.copy.body }) { fromCourseId, ...how }: BodyOf<typeof routes.copy>,
  ): Promise<ResponseOf<typeof routes.copy>> {
    const there = await this.members.find(me.accountId, fromCourseId, undefined);
    if (!there || !isStaff(there)) throw notFound();
    return toProposed(await this.groups.copy(me, fromCourseId, how));
  }

  @Endpoint(routes.history)
  @Allow('member')
  async history(
    @Me() me: CourseMember,
    @Query({ schema: routes.history.query }) query: QueryOf<typeof routes.history>,
  ): Promise<ResponseOf<typeof routes.history>> {
    // Students read their own way through the groups.
    const memberId = isStaff(me) ? (query.memberId ?? null) : me.memberId;
    const rows = await this.groups.history(me.courseId, {
      memberId,
      groupId: query.groupId ?? null,
    });
    return {
      items: rows.map((row) => ({
        ...row,
        since: row.since.toISOString(),
        until: row.until?.toISOString() ?? null,
      })),
    };
  }
}

const toPerson = ({ memberId, name }: { memberId: string; name: string }) => ({ memberId, name });

function toGroup(row: GroupRow, me: CourseMember, mine = me.group?.id === row.id) {
  return {
    id: row.id,
    name: row.name,
    members: row.members.map(toPerson),
    joinCode: isStaff(me) || mine ? row.joinCode : null,
    createdAt: row.createdAt.toISOString(),
  };
}

type Proposal =
  Awaited<ReturnType<GroupsService['random']>> | Awaited<ReturnType<GroupsService['copy']>>;

function toProposed({ groups, newcomers, ...rest }: Proposal): ResponseOf<typeof routes.random> {
  return {
    ...rest,
    groups: groups.map(({ name, members }) => ({ name, members: members.map(toPerson) })),
    newcomers: newcomers.map(toPerson),
  };
}
