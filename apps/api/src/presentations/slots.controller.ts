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
import { SlotsService } from './slots.service';

const { draw, place, book, ask, answer, withdraw } = presentationRoutes;

@Controller()
export class SlotsController {
  constructor(private readonly slots: SlotsService) {}

  @Endpoint(draw)
  @Allow('staff')
  draw(
    @Me() me: CourseMember,
    @Param({ schema: draw.params }) { presentationId }: ParamsOf<typeof draw>,
    @Body({ schema: draw.body }) { seed }: BodyOf<typeof draw>,
  ): Promise<ResponseOf<typeof draw>> {
    return this.slots.draw(me, presentationId, seed);
  }

  @Endpoint(place)
  @Allow('staff')
  place(
    @Me() me: CourseMember,
    @Param({ schema: place.params }) { presentationId, slotId }: ParamsOf<typeof place>,
    @Body({ schema: place.body }) { groupId }: BodyOf<typeof place>,
  ): Promise<ResponseOf<typeof place>> {
    return this.slots.place(me, presentationId, slotId, groupId);
  }

  @Endpoint(book)
  @Allow('student')
  book(
    @Me() me: CourseMember,
    @Param({ schema: book.params }) { presentationId, slotId }: ParamsOf<typeof book>,
  ): Promise<ResponseOf<typeof book>> {
    return this.slots.take(me, presentationId, slotId);
  }

  @Endpoint(ask)
  @Allow('student')
  ask(
    @Me() me: CourseMember,
    @Param({ schema: ask.params }) { presentationId, slotId }: ParamsOf<typeof ask>,
  ): Promise<ResponseOf<typeof ask>> {
    return this.slots.ask(me, presentationId, slotId);
  }

  @Endpoint(answer)
  @Allow('student')
  answer(
    @Me() me: CourseMember,
    @Param({ schema: answer.params }) { presentationId, swapId }: ParamsOf<typeof answer>,
    @Body({ schema: answer.body }) { accept }: BodyOf<typeof answer>,
  ): Promise<ResponseOf<typeof answer>> {
    return this.slots.answer(me, presentationId, swapId, accept);
  }

  @Endpoint(withdraw)
  @Allow('student')
  withdraw(
    @Me() me: CourseMember,
    @Param({ schema: withdraw.params }) { presentationId, swapId }: ParamsOf<typeof withdraw>,
  ): Promise<ResponseOf<typeof withdraw>> {
    return this.slots.withdraw(me, presentationId, swapId);
  }
}
