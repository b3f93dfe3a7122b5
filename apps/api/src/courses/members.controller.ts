import { Body, Controller, Param } from '@nestjs/common';

import { type BodyOf, type ParamsOf, type ResponseOf, memberRoutes } from '@holdout/contracts';

import { Allow } from '../platform/auth/allow';
import { type CourseMember, Me } from '../platform/auth/caller';
import { Endpoint } from '../platform/http/endpoint';
import { toMember } from './course.mapper';
import { MembersService } from './members.service';

const { list, add, update, remove, restore, invite } = memberRoutes;

@Controller()
export class MembersController {
  constructor(private readonly members: MembersService) {}

  @Endpoint(list)
  @Allow('member')
  async list(@Me() me: CourseMember): Promise<ResponseOf<typeof list>> {
    return { items: (await this.members.of(me.courseId)).map((row) => toMember(row, me)) };
  }

  @Endpoint(add)
  @Allow('instructor')
  async add(
    @Me() me: CourseMember,
    @Body({ schema: add.body }) given: BodyOf<typeof add>,
  ): Promise<ResponseOf<typeof add>> {
    const { member, invitation } = await this.members.add(me, given);
    return { member: toMember(member, me), invitation };
  }

  @Endpoint(update)
  @Allow('instructor')
  async update(
    @Me() me: CourseMember,
    @Param({ schema: update.params }) { memberId }: ParamsOf<typeof update>,
    @Body({ schema: update.body }) { role }: BodyOf<typeof update>,
  ): Promise<ResponseOf<typeof update>> {
    return toMember(await this.members.setRole(me, memberId, role), me);
  }

  @Endpoint(remove)
  @Allow('instructor')
  async remove(
    @Me() me: CourseMember,
    @Param({ schema: remove.params }) { memberId }: ParamsOf<typeof remove>,
  ): Promise<ResponseOf<typeof remove>> {
    await this.members.remove(me, memberId);
    return { done: true };
  }

  @Endpoint(restore)
  @Allow('instructor')
  async restore(
    @Me() me: CourseMember,
    @Param({ schema: restore.params }) { memberId }: ParamsOf<typeof restore>,
  ): Promise<ResponseOf<typeof restore>> {
    return toMember(await this.members.restore(me, memberId), me);
  }

  @Endpoint(invite)
  @Allow('staff')
  invite(
    @Me() me: CourseMember,
    @Param({ schema: invite.params }) { memberId }: ParamsOf<typeof invite>,
  ): Promise<ResponseOf<typeof invite>> {
    return this.members.invite(me, memberId);
  }
}
