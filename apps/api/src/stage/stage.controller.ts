import { Body, Controller, Headers, type MessageEvent, Param } from '@nestjs/common';
import type { Observable } from 'rxjs';

import { type BodyOf, type ParamsOf, type ResponseOf, stageRoutes } from '@holdout/contracts';

import { Allow } from '../platform/auth/allow';
import { type CourseMember, Me } from '../platform/auth/caller';
import { Endpoint, StreamEndpoint } from '../platform/http/endpoint';
import { Live } from '../platform/live/live';
import { StageService } from './stage.service';

const { get, run, live } = stageRoutes;

@Controller()
export class StageController {
  constructor(
    private readonly stage: StageService,
    private readonly events: Live,
  ) {}

  @Endpoint(get)
  @Allow('member')
  get(
    @Me() me: CourseMember,
    @Param({ schema: get.params }) { presentationId }: ParamsOf<typeof get>,
  ): Promise<ResponseOf<typeof get>> {
    return this.stage.get(me, presentationId);
  }

  @Endpoint(run)
  @Allow('staff')
  run(
    @Me() me: CourseMember,
    @Param({ schema: run.params }) { presentationId, groupId }: ParamsOf<typeof run>,
    @Body({ schema: run.body }) given: BodyOf<typeof run>,
  ): Promise<ResponseOf<typeof run>> {
    return this.stage.run(me, presentationId, groupId, given);
  }

  @StreamEndpoint(live)
  @Allow('member')
  async live(
    @Me() me: CourseMember,
    @Param({ schema: live.params }) { presentationId }: ParamsOf<typeof live>,
    @Headers('last-event-id') lastEventId?: string,
  ): Promise<Observable<MessageEvent>> {
    return this.events.events(await this.stage.topics(me, presentationId), lastEventId);
  }
}
