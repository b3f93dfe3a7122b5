import { Injectable } from '@nestjs/common';

import type { CourseMember } from '../platform/auth/caller';
import { GroupsService } from './groups.service';

export interface GroupFacts {
  readonly id: string;
  readonly name: string;
  readonly pseudonym: string;
  readonly memberIds: readonly string[];
}

export interface MembershipFacts {
  readonly memberId: string;
  readonly groupId: string;
  readonly since: Date;
  readonly until: Date | null;
}

/** What others may ask of groups, and the deeds of the roster. */
@Injectable()
export class Groups {
  constructor(private readonly groups: GroupsService) {}

  async activeIn(courseId: string): Promise<GroupFacts[]> {
    return (await this.groups.of(courseId)).map(({ id, name, pseudonym, members }) => ({
      id,
      name,
      pseudonym,
      memberIds: members.map(({ memberId }) => memberId),
    }));
  }

  /** Who was in which group and when, in groups that are gone too. */
  membershipsOf(courseId: string): Promise<MembershipFacts[]> {
    return this.groups.history(courseId, { memberId: null, groupId: null });
  }

  placeByName(me: CourseMember, name: string, memberIds: readonly string[]): Promise<string> {
    return this.groups.placeByName(me, name, memberIds);
  }

  /** Those of these groups that nobody is in and that never sent anything. */
  removeEmpty(me: CourseMember, names: readonly string[]): Promise<void> {
    return this.groups.removeEmpty(me, names);
  }

  takeOut(memberIds: readonly string[]): Promise<void> {
    return this.groups.takeOut(memberIds);
  }
}
