import { Body, Controller, Param, Query } from '@nestjs/common';

import {
  type BodyOf,
  type ParamsOf,
  type QueryOf,
  type ResponseOf,
  quizMarkingRoutes,
} from '@holdout/contracts';

import { Allow } from '../platform/auth/allow';
import { type CourseMember, Me } from '../platform/auth/caller';
import { Endpoint } from '../platform/http/endpoint';
import { RequestsService } from './requests.service';

const { requests: list, ask, reply } = quizMarkingRoutes;

/** Regrade requests, as a thread. */
@Controller()
export class RequestsController {
  constructor(private readonly requests: RequestsService) {}

  @Endpoint(list)
  @Allow('member')
  async list(
    @Me() me: CourseMember,
    @Query({ schema: list.query }) asked: QueryOf<typeof list>,
  ): Promise<ResponseOf<typeof list>> {
    return { items: await this.requests.list(me, asked) };
  }

  @Endpoint(ask)
  @Allow('student')
  ask(
    @Me() me: CourseMember,
    @Param({ schema: ask.params }) { attemptId, questionId }: ParamsOf<typeof ask>,
    @Body({ schema: ask.body }) { text }: BodyOf<typeof ask>,
  ): Promise<ResponseOf<typeof ask>> {
    return this.requests.ask(me, attemptId, questionId, text);
  }

  @Endpoint(reply)
  @Allow('member')
  reply(
    @Me() me: CourseMember,
    @Param({ schema: reply.params }) { requestId }: ParamsOf<typeof reply>,
    @Body({ schema: reply.body }) given: BodyOf<typeof reply>,
  ): Promise<ResponseOf<typeof reply>> {
    return this.requests.reply(me, requestId, given);
  }
}
