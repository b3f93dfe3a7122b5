import { Injectable } from '@nestjs/common';

import { type CourseMember, CourseMembers, isStaff } from '../platform/auth/caller';
import { MembersRepository } from './members.repository';

/** Answers the policy guard. */
@Injectable()
export class CourseMembersService extends CourseMembers {
  constructor(private readonly members: MembersRepository) {
    super();
  }

  override async find(
    accountId: string,
    courseId: string,
    viewAsGroup: string | undefined,
  ): Promise<CourseMember | undefined> {
    const member = await this.members.place(accountId, courseId);
    if (!member || viewAsGroup === undefined || !isStaff(member)) return member;
    const group = await this.members.groupOf(courseId, viewAsGroup);
    return group ? { ...member, role: 'student', group, viewingAs: true } : member;
  }
}
