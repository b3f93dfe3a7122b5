import { Body, Controller, Param } from '@nestjs/common';

import { type BodyOf, type ParamsOf, type ResponseOf, assignmentRoutes } from '@holdout/contracts';

import { Allow } from '../platform/auth/allow';
import { type CourseMember, Me } from '../platform/auth/caller';
import { Endpoint } from '../platform/http/endpoint';
import { AssignmentService } from './assignment.service';
import { PublishingService } from './publishing.service';

const { desk, run, get, adjust, publish, reassign } = assignmentRoutes;

@Controller()
export class AssignmentController {
  constructor(
    private readonly assignment: AssignmentService,
    private readonly publishing: PublishingService,
  ) {}

  @Endpoint(desk)
  @Allow('staff')
  desk(@Me() me: CourseMember): Promise<ResponseOf<typeof desk>> {
    return this.assignment.desk(me.courseId);
  }

  @Endpoint(run)
  @Allow('instructor')
  async run(
    @Me() me: CourseMember,
    @Body({ schema: run.body }) { seed }: BodyOf<typeof run>,
  ): Promise<ResponseOf<typeof run>> {
    return this.assignment.answer(await this.assignment.run(me, seed));
  }

  @Endpoint(get)
  @Allow('staff')
  get(
    @Me() me: CourseMember,
    @Param({ schema: get.params }) { runId }: ParamsOf<typeof get>,
  ): Promise<ResponseOf<typeof get>> {
    return this.assignment.answer({ courseId: me.courseId, id: runId });
  }

  @Endpoint(adjust)
  @Allow('instructor')
  async adjust(
    @Me() me: CourseMember,
    @Param({ schema: adjust.params }) { runId }: ParamsOf<typeof adjust>,
    @Body({ schema: adjust.body }) { moves }: BodyOf<typeof adjust>,
  ): Promise<ResponseOf<typeof adjust>> {
    return this.assignment.answer(await this.assignment.adjust(me, runId, moves));
  }

  @Endpoint(publish)
  @Allow('instructor')
  async publish(
    @Me() me: CourseMember,
    @Param({ schema: publish.params }) { runId }: ParamsOf<typeof publish>,
  ): Promise<ResponseOf<typeof publish>> {
    return this.assignment.answer(await this.publishing.publish(me, runId));
  }

  @Endpoint(reassign)
  @Allow('instructor')
  async reassign(
    @Me() me: CourseMember,
    @Param({ schema: reassign.params }) { groupId }: ParamsOf<typeof reassign>,
    @Body({ schema: reassign.body }) { datasetId, reason }: BodyOf<typeof reassign>,
  ): Promise<ResponseOf<typeof reassign>> {
    const run = await this.publishing.reassign(me, { groupId, datasetId }, reason);
    return this.assignment.answer(run);
  }
}
