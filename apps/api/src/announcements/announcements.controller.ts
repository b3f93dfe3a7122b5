import { Body, Controller, Param } from '@nestjs/common';

import {
  type BodyOf,
  type ParamsOf,
  type ResponseOf,
  announcementRoutes,
} from '@holdout/contracts';

import { Allow } from '../platform/auth/allow';
import { type CourseMember, Me } from '../platform/auth/caller';
import { Endpoint } from '../platform/http/endpoint';
import { AnnouncementsService } from './announcements.service';

const { list, create, update, remove, restore } = announcementRoutes;

@Controller()
export class AnnouncementsController {
  constructor(private readonly announcements: AnnouncementsService) {}

  @Endpoint(list)
  @Allow('member')
  async list(@Me() me: CourseMember): Promise<ResponseOf<typeof list>> {
    return { items: await this.announcements.list(me) };
  }

  @Endpoint(create)
  @Allow('staff')
  create(
    @Me() me: CourseMember,
    @Body({ schema: create.body }) given: BodyOf<typeof create>,
  ): Promise<ResponseOf<typeof create>> {
    return this.announcements.create(me, given);
  }

  @Endpoint(update)
  @Allow('staff')
  update(
    @Me() me: CourseMember,
    @Param({ schema: update.params }) { announcementId }: ParamsOf<typeof update>,
    @Body({ schema: update.body }) change: BodyOf<typeof update>,
  ): Promise<ResponseOf<typeof update>> {
    return this.announcements.update(me, announcementId, change);
  }

  @Endpoint(remove)
  @Allow('staff')
  async remove(
    @Me() me: CourseMember,
    @Param({ schema: remove.params }) { announcementId }: ParamsOf<typeof remove>,
  ): Promise<ResponseOf<typeof remove>> {
    await this.announcements.setRemoved(me, announcementId, true);
    return { done: true };
  }

  @Endpoint(restore)
  @Allow('staff')
  restore(
    @Me() me: CourseMember,
    @Param({ schema: restore.params }) { announcementId }: ParamsOf<typeof restore>,
  ): Promise<ResponseOf<typeof restore>> {
    return this.announcements.setRemoved(me, announcementId, false);
  }
}
