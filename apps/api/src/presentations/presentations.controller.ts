import { Body, Controller, Param } from '@nestjs/common';

import {
  type BodyOf,
  type ParamsOf,
  type ResponseOf,
  presentationRoutes,
} from '@holdout/contracts';

import { Allow } from '../platform/auth/allow';
import { type CourseMember, Me } from '../platform/auth/caller';
import { Endpoint } from '../platform/http/endpoint';
import { PresentationsService } from './presentations.service';

const { list, create, get, update, remove, restore, addSession, changeSession, removeSession } =
  presentationRoutes;

@Controller()
export class PresentationsController {
  constructor(private readonly presentations: PresentationsService) {}

  @Endpoint(list)
  @Allow('member')
  async list(@Me() me: CourseMember): Promise<ResponseOf<typeof list>> {
    return { items: await this.presentations.list(me) };
  }

  @Endpoint(create)
  @Allow('staff')
  create(
    @Me() me: CourseMember,
    @Body({ schema: create.body }) given: BodyOf<typeof create>,
  ): Promise<ResponseOf<typeof create>> {
    return this.presentations.create(me, given);
  }

  @Endpoint(get)
  @Allow('member')
  get(
    @Me() me: CourseMember,
    @Param({ schema: get.params }) { presentationId }: ParamsOf<typeof get>,
  ): Promise<ResponseOf<typeof get>> {
    return this.presentations.get(me, presentationId);
  }

  @Endpoint(update)
  @Allow('staff')
  update(
    @Me() me: CourseMember,
    @Param({ schema: update.params }) { presentationId }: ParamsOf<typeof update>,
    @Body({ schema: update.body }) change: BodyOf<typeof update>,
  ): Promise<ResponseOf<typeof update>> {
    return this.presentations.update(me, presentationId, change);
  }

  @Endpoint(remove)
  @Allow('instructor')
  async remove(
    @Me() me: CourseMember,
    @Param({ schema: remove.params }) { presentationId }: ParamsOf<typeof remove>,
  ): Promise<ResponseOf<typeof remove>> {
    await this.presentations.remove(me, presentationId);
    return { done: true };
  }

  @Endpoint(restore)
  @Allow('instructor')
  restore(
    @Me() me: CourseMember,
    @Param({ schema: restore.params }) { presentationId }: ParamsOf<typeof restore>,
  ): Promise<ResponseOf<typeof restore>> {
    return this.presentations.restore(me, presentationId);
  }

  @Endpoint(addSession)
  @Allow('staff')
  addSession(
    @Me() me: CourseMember,
    @Param({ schema: addSession.params }) { presentationId }: ParamsOf<typeof addSession>,
    @Body({ schema: addSession.body }) given: BodyOf<typeof addSession>,
  ): Promise<ResponseOf<typeof addSession>> {
    return this.presentations.addSession(me, presentationId, given);
  }

  @Endpoint(changeSession)
  @Allow('staff')
  changeSession(
    @Me() me: CourseMember,
    @Param({ schema: changeSession.params })
    { presentationId, sessionId }: ParamsOf<typeof changeSession>,
    @Body({ schema: changeSession.body }) given: BodyOf<typeof changeSession>,
  ): Promise<ResponseOf<typeof changeSession>> {
    return this.presentations.changeSession(me, presentationId, sessionId, given);
  }

  @Endpoint(removeSession)
  @Allow('staff')
  removeSession(
    @Me() me: CourseMember,
    @Param({ schema: removeSession.params })
    { presentationId, sessionId }: ParamsOf<typeof removeSession>,
  ): Promise<ResponseOf<typeof removeSession>> {
    return this.presentations.removeSession(me, presentationId, sessionId);
  }
}
