import { Injectable } from '@nestjs/common';

import { Courses } from '../courses';
import { Audit } from '../platform/audit/audit';
import { type CourseMember, isStaff } from '../platform/auth/caller';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database/database';
import { DomainError, notFound } from '../platform/domain-error';
import { Ids } from '../platform/ids';
import { type CopyPlan, type Proposed, copyPlan, randomGroups } from './grouping.rules';
import { type GroupRow, GroupsRepository } from './groups.repository';
import { pseudonym } from './pseudonym.rules';

@Injectable()
export class GroupsService {
  constructor(
    private readonly groups: GroupsRepository,
    private readonly courses: Courses,
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  of(courseId: string, at: Date | null = null): Promise<GroupRow[]> {
    return this.groups.of(courseId, at);
  }

  async withoutGroup(courseId: string) {
    return (await this.groups.students(courseId)).filter(({ groupId }) => groupId === null);
  }

  async get(courseId: string, groupId: string): Promise<GroupRow> {
    const row = await this.groups.find(courseId, groupId);
    if (!row) throw notFound();
    return row;
  }

  /** Staff put people in it; a student who makes one is its first member. */
  create(me: CourseMember, name: string, memberIds: readonly string[]): Promise<GroupRow> {
    return this.database.transaction(async () => {
      const first = isStaff(me) ? memberIds : [await this.assertFree(me)];
      const groupId = await this.make(me, name);
      await this.place(me, groupId, first);
      return this.get(me.courseId, groupId);
    });
  }

  update(
    me: CourseMember,
    groupId: string,
    change: { name?: string | undefined; memberIds?: readonly string[] | undefined },
  ) {
    return this.database.transaction(async () => {
      const before = await this.get(me.courseId, groupId);
      if (!isStaff(me) && (me.group?.id !== groupId || change.memberIds !== undefined))
        throw new DomainError(
          'forbidden',
          'Only the staff decide who is in a group; only its members rename it.',
        );
      if (change.name !== undefined) {
        await this.assertNameFree(me.courseId, change.name, groupId);
        await this.groups.rename(groupId, change.name);
      }
      if (change.memberIds !== undefined) {
        const now = this.clock.now();
        const wanted = new Set(change.memberIds);
        await this.groups.leave(
          before.members.map(({ memberId }) => memberId).filter((id) => !wanted.has(id)),
          now,
        );
        const there = new Set(before.members.map(({ memberId }) => memberId));
        await this.place(
          me,
          groupId,
          change.memberIds.filter((id) => !there.has(id)),
        );
      }
      await this.record(
        me,
        'group.updated',
        groupId,
        { name: before.name, members: before.members },
        change,
      );
      return this.get(me.courseId, groupId);
    });
  }

  remove(me: CourseMember, groupId: string): Promise<void> {
    return this.database.transaction(async () => {
      const before = await this.get(me.courseId, groupId);
      if (await this.groups.hasWork(groupId))
        throw new DomainError(
          'group-has-work',
          'This group has submissions; it stays. Move its members instead.',
        );
      await this.groups.remove(groupId, this.clock.now());
      await this.record(
        me,
        'group.removed',
        groupId,
        { name: before.name, members: before.members },
        null,
      );
    });
  }

  restore(me: CourseMember, groupId: string): Promise<GroupRow> {
    return this.database.transaction(async () => {
      await this.database.lock(`groups:${me.courseId}`);
      const gone = await this.groups.removed(me.courseId, groupId);
      if (!gone) throw notFound();
      await this.assertNameFree(me.courseId, gone.name, groupId);
      await this.groups.restore(groupId);
      await this.place(me, groupId, gone.memberIds);
      await this.record(me, 'group.restored', groupId, null, { members: gone.memberIds });
      return this.get(me.courseId, groupId);
    });
  }

  join(me: CourseMember, code: string): Promise<GroupRow> {
    return this.database.transaction(async () => {
      const memberId = await this.assertFree(me);
      const groupId = await this.groups.findByCode(me.courseId, code);
      if (groupId === undefined)
        throw new DomainError('join-code-unknown', 'No group of this course has this code.');
      await this.place(me, groupId, [memberId]);
      await this.record(me, 'group.joined', groupId, null, { memberId });
      return this.get(me.courseId, groupId);
    });
  }

  leave(me: CourseMember): Promise<void> {
    return this.database.transaction(async () => {
      await this.assertOpen(me.courseId);
      if (!me.group) throw new DomainError('not-in-a-group', 'You are in no group.');
      // Else one could hop from group to group for another day's quota.
      if (await this.groups.hasWork(me.group.id))
        throw new DomainError(
          'group-has-work',
          'Your group has submissions; ask your instructor to move you.',
        );
      await this.groups.leave([me.memberId], this.clock.now());
      await this.record(me, 'group.left', me.group.id, { memberId: me.memberId }, null);
    });
  }

  renewCode(me: CourseMember, groupId: string): Promise<GroupRow> {
    return this.database.transaction(async () => {
      await this.get(me.courseId, groupId);
      await this.groups.setCode(groupId, this.ids.code(6));
      await this.record(me, 'group.code-renewed', groupId, null, null);
      return this.get(me.courseId, groupId);
    });
  }

  random(me: CourseMember, size: number, givenSeed: string | undefined, apply: boolean) {
    return this.database.transaction(async () => {
      const seed = givenSeed ?? this.ids.code(8);
      const taken = (await this.of(me.courseId)).map(({ name }) => name);
      const groups = randomGroups(await this.withoutGroup(me.courseId), size, seed, taken);
      if (apply) await this.makeAll(me, groups, { how: 'random', seed });
      return { seed, groups, missing: [], newcomers: [], inTwo: [], applied: apply };
    });
  }

  /** Only from a course where the caller is staff too, checked by the controller. */
  copy(
    me: CourseMember,
    fromCourseId: string,
    { open, apply }: { open: boolean; apply: boolean },
  ): Promise<CopyPlan & { seed: null; applied: boolean }> {
    return this.database.transaction(async () => {
      const plan = copyPlan(await this.of(fromCourseId), await this.withoutGroup(me.courseId));
      if (apply) {
        await this.makeAll(me, plan.groups, { how: 'copied', fromCourseId });
        await this.courses.setGroupsOpen(me, open);
      }
      return { ...plan, seed: null, applied: apply };
    });
  }

  history(courseId: string, filter: { memberId: string | null; groupId: string | null }) {
    return this.groups.history(courseId, filter);
  }

  /** Puts members into the group of that name, making it where it is not there. Answers its id. */
  async placeByName(me: CourseMember, name: string, memberIds: readonly string[]): Promise<string> {
    const there = (await this.of(me.courseId)).find(
      (group) => group.name.toLowerCase() === name.toLowerCase(),
    );
    const groupId = there?.id ?? (await this.make(me, name));
    await this.place(me, groupId, memberIds);
    return groupId;
  }

  async removeEmpty(me: CourseMember, names: readonly string[]): Promise<void> {
    const wanted = new Set(names.map((name) => name.toLowerCase()));
    for (const { id, name, members } of await this.of(me.courseId))
      if (
        wanted.has(name.toLowerCase()) &&
        members.length === 0 &&
        !(await this.groups.hasWork(id))
      )
        await this.remove(me, id);
  }

  async takeOut(memberIds: readonly string[]): Promise<void> {
    await this.groups.leave(memberIds, this.clock.now());
  }

  private async makeAll(me: CourseMember, groups: readonly Proposed[], how: object): Promise<void> {
    for (const { name, members } of groups)
      await this.placeByName(
        me,
        name,
        members.map(({ memberId }) => memberId),
      );
    await this.record(me, 'groups.made', null, null, { ...how, groups });
  }

  private async make(me: CourseMember, name: string): Promise<string> {
    await this.database.lock(`groups:${me.courseId}`);
    await this.assertNameFree(me.courseId, name, null);
    const id = this.ids.next();
    await this.groups.insert({
      id,
      courseId: me.courseId,
      name,
      pseudonym: pseudonym(await this.groups.count(me.courseId)),
      joinCode: this.ids.code(6),
      createdAt: this.clock.now(),
    });
    await this.record(me, 'group.created', id, null, { name });
    return id;
  }

  /** One group at a time: whoever is in another leaves it. */
  private async place(me: CourseMember, groupId: string, given: readonly string[]): Promise<void> {
    const memberIds = [...new Set(given)];
    const students = new Set(
      (await this.groups.students(me.courseId)).map(({ memberId }) => memberId),
    );
    if (memberIds.some((id) => !students.has(id)))
      throw new DomainError('invalid-request', 'Only students of this course can be in a group.');
    await this.database.lock(`groups:${me.courseId}`);
    const since = this.clock.now();
    await this.groups.leave(memberIds, since);
    for (const memberId of memberIds)
      await this.groups.enter({
        id: this.ids.next(),
        courseId: me.courseId,
        memberId,
        groupId,
        since,
      });
  }

  private async assertFree(me: CourseMember): Promise<string> {
    await this.assertOpen(me.courseId);
    await this.database.lock(`groups:${me.courseId}`); // two codes entered at once: the second finds the first's group
    const there = (await this.of(me.courseId)).find(({ members }) =>
      members.some(({ memberId }) => memberId === me.memberId),
    );
    if (there)
      throw new DomainError('already-in-a-group', 'You are in a group already; leave it first.', {
        group: there.name,
      });
    return me.memberId;
  }

  private async assertOpen(courseId: string): Promise<void> {
    const { groupsOpen } = await this.courses.get(courseId);
    if (!groupsOpen)
      throw new DomainError(
        'groups-closed',
        'The groups of this course are closed; ask your instructor.',
      );
  }

  private async assertNameFree(courseId: string, name: string, but: string | null): Promise<void> {
    const taken = (await this.of(courseId)).some(
      (group) => group.id !== but && group.name.toLowerCase() === name.toLowerCase(),
    );
    if (taken) throw new DomainError('conflict', 'There is a group of this name.', { name });
  }

  private record(
    me: CourseMember,
    deed: string,
    groupId: string | null,
    before: unknown,
    after: unknown,
  ): Promise<void> {
    return this.audit.record({
      courseId: me.courseId,
      accountId: me.accountId,
      deed,
      thing: 'group',
      thingId: groupId,
      old: before,
      new: after,
    });
  }
}
