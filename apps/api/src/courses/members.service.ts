import { Injectable } from '@nestjs/common';

import { type BodyOf, type Role, memberRoutes } from '@holdout/contracts';

import { Accounts } from '../accounts';
import { Audit } from '../platform/audit/audit';
import type { CourseMember } from '../platform/auth/caller';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database/database';
import { DomainError, notFound } from '../platform/domain-error';
import { Ids } from '../platform/ids';
import { type MemberRow, MembersRepository } from './members.repository';
import { ReachRepository } from './reach.repository';

@Injectable()
export class MembersService {
  constructor(
    private readonly members: MembersRepository,
    private readonly reach: ReachRepository,
    private readonly accounts: Accounts,
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  of(courseId: string): Promise<MemberRow[]> {
    return this.members.of(courseId);
  }

  async get(courseId: string, memberId: string): Promise<MemberRow> {
    const row = await this.members.find(courseId, memberId);
    if (!row) throw notFound();
    return row;
  }

  /** A person without an account gets one, and an invitation link to hand over. */
  add(
    me: CourseMember,
    given: BodyOf<typeof memberRoutes.add>,
  ): Promise<{ member: MemberRow; invitation: string | null }> {
    return this.database.transaction(async () => {
      await this.database.lock(`account:${given.email.toLowerCase()}`); // sent twice, it is one person
      const known = (await this.accounts.findByEmails([given.email])).get(
        given.email.toLowerCase(),
      );
      const accountId = known?.id ?? (await this.accounts.create(given, me.accountId));
      const memberId = await this.enrol(me.courseId, accountId, given.role, null);
      await this.record(me, 'member.added', memberId, null, {
        email: given.email,
        role: given.role,
      });
      const link = known?.hasPassword
        ? null
        : await this.accounts.invite(accountId, me.accountId, true);
      const theirsAlone = known && (await this.reach.reachesBeyond(me.courseId, known.id));
      return {
        member: await this.get(me.courseId, memberId),
        invitation: theirsAlone ? null : (link?.url ?? null),
      };
    });
  }

  /** Puts an account in a course, or brings it back. Answers the member's id. */
  async enrol(
    courseId: string,
    accountId: string,
    role: Role,
    externalId: string | null,
  ): Promise<string> {
    const there = await this.members.findByAccount(courseId, accountId);
    if (there && !there.removedAt)
      throw new DomainError('conflict', 'This person is in the course already.', {
        role: there.role,
      });
    if (there) {
      await this.members.setRemoved(there.id, null);
      await this.members.setRole(there.id, role);
      return there.id;
    }
    const id = this.ids.next();
    await this.members.insert({
      id,
      courseId,
      accountId,
      role,
      externalId,
      joinedAt: this.clock.now(),
    });
    return id;
  }

  setRole(me: CourseMember, memberId: string, role: Role): Promise<MemberRow> {
    return this.database.transaction(async () => {
      const before = await this.present(me.courseId, memberId);
      if (before.role === 'instructor' && role !== 'instructor')
        await this.assertNotLast(me.courseId);
      await this.members.setRole(memberId, role);
      if (role !== 'student') await this.members.leaveGroup(memberId, this.clock.now());
      await this.record(me, 'member.role', memberId, before.role, role);
      return this.get(me.courseId, memberId);
    });
  }

  remove(me: CourseMember, memberId: string): Promise<void> {
    return this.database.transaction(async () => {
      const before = await this.present(me.courseId, memberId);
      if (before.role === 'instructor') await this.assertNotLast(me.courseId);
      await this.members.setRemoved(memberId, this.clock.now());
      await this.record(
        me,
        'member.removed',
        memberId,
        { role: before.role, group: before.groupName },
        null,
      );
    });
  }

  restore(me: CourseMember, memberId: string): Promise<MemberRow> {
    return this.database.transaction(async () => {
      await this.get(me.courseId, memberId);
      await this.members.setRemoved(memberId, null);
      await this.record(me, 'member.restored', memberId, null, null);
      return this.get(me.courseId, memberId);
    });
  }

  async invite(me: CourseMember, memberId: string) {
    const { accountId, role } = await this.present(me.courseId, memberId);
    // An assistant who could reset an instructor's password would be an instructor.
    if (role !== 'student' && me.role !== 'instructor')
      throw new DomainError('forbidden', 'Only an instructor makes links for staff.');
    // Anybody can be put in a course by their e-mail; who holds the link is that person everywhere.
    if (await this.reach.reachesBeyond(me.courseId, accountId))
      throw new DomainError(
        'forbidden',
        'This person has rights outside of this course; only mail or the administrator gives them a link.',
      );
    return this.database.transaction(async () => {
      await this.record(me, 'member.link', memberId, null, null);
      return this.accounts.invite(accountId, me.accountId, false);
    });
  }

  private async present(courseId: string, memberId: string): Promise<MemberRow> {
    const row = await this.get(courseId, memberId);
    if (row.removedAt) throw notFound();
    return row;
  }

  private async assertNotLast(courseId: string): Promise<void> {
    await this.database.lock(`instructors:${courseId}`);
    if ((await this.members.instructors(courseId)) < 2)
      throw new DomainError(
        'last-instructor',
        'A course keeps at least one instructor; name another first.',
      );
  }

  private record(
    me: CourseMember,
    deed: string,
    memberId: string,
    before: unknown,
    after: unknown,
  ): Promise<void> {
    return this.audit.record({
      courseId: me.courseId,
      accountId: me.accountId,
      deed,
      thing: 'member',
      thingId: memberId,
      old: before,
      new: after,
    });
  }
}
