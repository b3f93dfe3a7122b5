import { Body, Controller, Param } from '@nestjs/common';

import { type BodyOf, type ParamsOf, type ResponseOf, scheduleRoutes } from '@holdout/contracts';

import { Allow } from '../platform/auth/allow';
import { type CourseMember, Me } from '../platform/auth/caller';
import { notFound } from '../platform/domain-error';
import { Endpoint } from '../platform/http/endpoint';
import { CopyingService } from './copying.service';
import { ScheduleService } from './schedule.service';

const { read, create, update, remove, restore, copy } = scheduleRoutes;

@Controller()
export class ScheduleController {
  constructor(
    private readonly schedule: ScheduleService,
    private readonly copying: CopyingService,
  ) {}

  @Endpoint(read)
  @Allow('member')
  read(@Me() me: CourseMember): Promise<ResponseOf<typeof read>> {
    return this.schedule.read(me);
  }

  @Endpoint(create)
  @Allow('staff')
  create(
    @Me() me: CourseMember,
    @Body({ schema: create.body }) given: BodyOf<typeof create>,
  ): Promise<ResponseOf<typeof create>> {
    return this.schedule.create(me, given);
  }

  @Endpoint(update)
  @Allow('staff')
  update(
    @Me() me: CourseMember,
    @Param({ schema: update.params }) { activityId }: ParamsOf<typeof update>,
    @Body({ schema: update.body }) given: BodyOf<typeof update>,
  ): Promise<ResponseOf<typeof update>> {
    return this.schedule.update(me, activityId, given);
  }

  @Endpoint(remove)
  @Allow('staff')
  async remove(
    @Me() me: CourseMember,
    @Param({ schema: remove.params }) { activityId }: ParamsOf<typeof remove>,
  ): Promise<ResponseOf<typeof remove>> {
    await this.schedule.setRemoved(me, activityId, true);
    return { done: true };
  }

  @Endpoint(restore)
  @Allow('staff')
  async restore(
    @Me() me: CourseMember,
    @Param({ schema: restore.params }) { activityId }: ParamsOf<typeof restore>,
  ): Promise<ResponseOf<typeof restore>> {
    const back = await this.schedule.setRemoved(me, activityId, false);
    if (!back) throw notFound();
    return back;
  }

  @Endpoint(copy)
  @Allow('staff')
  copy(
    @Me() me: CourseMember,
    @Body({ schema: copy.body }) asked: BodyOf<typeof copy>,
  ): Promise<ResponseOf<typeof copy>> {
    return this.copying.copy(me, asked);
  }
}
