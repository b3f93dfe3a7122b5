import { Body, Controller, Headers, type MessageEvent, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Observable } from 'rxjs';

import { type BodyOf, type ParamsOf, type ResponseOf, attemptRoutes } from '@holdout/contracts';

import { Allow } from '../platform/auth/allow';
import { Caller, type CallerIdentity, type CourseMember, Me } from '../platform/auth/caller';
import { SessionCookie } from '../platform/auth/session-cookie';
import { Clock } from '../platform/clock';
import { Endpoint, FileEndpoint, StreamEndpoint } from '../platform/http/endpoint';
import { sendImage } from '../platform/http/send-image';
import { Live } from '../platform/live/live';
import { Blobs } from '../platform/storage/blobs';
import { AnswersService } from './answers.service';
import { topicOf } from './attempt-events';
import { AttemptsService } from './attempts.service';
import { decimalMarkOf } from './decimal-mark.rules';
import { lastArrival } from './quiz.rules';
import { ShowingService } from './showing.service';

const { start, get, image, answer, answers, submit, presence, live } = attemptRoutes;

/** Taking a quiz. */
@Controller()
export class AttemptsController {
  constructor(
    private readonly attempts: AttemptsService,
    private readonly saving: AnswersService,
    private readonly showing: ShowingService,
    private readonly events: Live,
    private readonly blobs: Blobs,
    private readonly clock: Clock,
    private readonly cookies: SessionCookie,
  ) {}

  @Endpoint(start)
  @Allow('student')
  async start(
    @Me() me: CourseMember,
    @Caller() caller: CallerIdentity,
    @Headers('accept-language') languages: string | undefined,
    @Param({ schema: start.params }) { quizId }: ParamsOf<typeof start>,
    @Body({ schema: start.body }) { models }: BodyOf<typeof start>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ResponseOf<typeof start>> {
    const attempt = await this.attempts.start(me, quizId, models);
    await this.cookies.keep(request, reply, lastArrival(attempt.endsAt));
    return this.showing.show(me, attempt, decimalMarkOf(caller.locale, languages));
  }

  @Endpoint(get)
  @Allow('student')
  async get(
    @Me() me: CourseMember,
    @Caller() caller: CallerIdentity,
    @Headers('accept-language') languages: string | undefined,
    @Param({ schema: get.params }) { attemptId }: ParamsOf<typeof get>,
  ): Promise<ResponseOf<typeof get>> {
    const attempt = await this.attempts.own(me, attemptId);
    return this.showing.show(me, attempt, decimalMarkOf(caller.locale, languages));
  }

  @FileEndpoint(image)
  @Allow('student')
  async image(
    @Me() me: CourseMember,
    @Param({ schema: image.params }) { attemptId, imageId }: ParamsOf<typeof image>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const attempt = await this.attempts.own(me, attemptId);
    sendImage(reply, await this.showing.image(attempt, imageId), this.blobs);
  }

  @Endpoint(answer)
  @Allow('student')
  answer(
    @Me() me: CourseMember,
    @Param({ schema: answer.params }) { attemptId, questionId }: ParamsOf<typeof answer>,
    @Body({ schema: answer.body }) given: BodyOf<typeof answer>,
  ): Promise<ResponseOf<typeof answer>> {
    return this.saving.save(me, attemptId, questionId, given);
  }

  @Endpoint(answers)
  @Allow('student')
  async answers(
    @Me() me: CourseMember,
    @Param({ schema: answers.params }) { attemptId }: ParamsOf<typeof answers>,
    @Body({ schema: answers.body }) { answers: given }: BodyOf<typeof answers>,
  ): Promise<ResponseOf<typeof answers>> {
    const items = await this.saving.saveAll(me, attemptId, given);
    return { items, now: this.clock.now().toISOString() };
  }

  @Endpoint(submit)
  @Allow('student')
  async submit(
    @Me() me: CourseMember,
    @Caller() caller: CallerIdentity,
    @Headers('accept-language') languages: string | undefined,
    @Param({ schema: submit.params }) { attemptId }: ParamsOf<typeof submit>,
  ): Promise<ResponseOf<typeof submit>> {
    await this.attempts.submit(me, attemptId);
    const attempt = await this.attempts.own(me, attemptId);
    return this.showing.show(me, attempt, decimalMarkOf(caller.locale, languages));
  }

  @Endpoint(presence)
  @Allow('student')
  async presence(
    @Me() me: CourseMember,
    @Param({ schema: presence.params }) { attemptId }: ParamsOf<typeof presence>,
    @Body({ schema: presence.body }) { questionId }: BodyOf<typeof presence>,
  ): Promise<ResponseOf<typeof presence>> {
    await this.saving.present(me, attemptId, questionId);
    return { done: true };
  }

  @StreamEndpoint(live)
  @Allow('student')
  async live(
    @Me() me: CourseMember,
    @Param({ schema: live.params }) { attemptId }: ParamsOf<typeof live>,
    @Headers('last-event-id') lastEventId: string | undefined,
  ): Promise<Observable<MessageEvent>> {
    const { id } = await this.attempts.own(me, attemptId);
    return this.events.events([topicOf(id)], lastEventId);
  }
}
