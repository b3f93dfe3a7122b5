import { Body, Controller, Param } from '@nestjs/common';

import { type BodyOf, type ParamsOf, type ResponseOf, messageRoutes } from '@holdout/contracts';

import { Allow } from '../platform/auth/allow';
import { type CourseMember, Me } from '../platform/auth/caller';
import { Endpoint } from '../platform/http/endpoint';
import { MessagesService } from './messages.service';

const { write, cancel } = messageRoutes;

@Controller()
export class MessagesController {
  constructor(private readonly messages: MessagesService) {}

  @Endpoint(write)
  @Allow('staff')
  write(
    @Me() me: CourseMember,
    @Body({ schema: write.body }) given: BodyOf<typeof write>,
  ): Promise<ResponseOf<typeof write>> {
    return this.messages.write(me, given);
  }

  @Endpoint(cancel)
  @Allow('staff')
  async cancel(
    @Me() me: CourseMember,
    @Param({ schema: cancel.params }) { messageId }: ParamsOf<typeof cancel>,
  ): Promise<ResponseOf<typeof cancel>> {
    await this.messages.cancel(me, messageId);
    return { done: true };
  }
}
