import { Body, Controller, Param } from '@nestjs/common';

import { type BodyOf, type ParamsOf, type ResponseOf, gradeRoutes } from '@holdout/contracts';

import { Allow } from '../platform/auth/allow';
import { type CourseMember, Me } from '../platform/auth/caller';
import { Endpoint } from '../platform/http/endpoint';
import { PoliciesService } from './policies.service';

const { policies, policyVersion, putDraft, dropDraft, publishPolicy } = gradeRoutes;

@Controller()
export class PoliciesController {
  constructor(private readonly policies: PoliciesService) {}

  @Endpoint(policies)
  @Allow('member')
  state(@Me() me: CourseMember): Promise<ResponseOf<typeof policies>> {
    return this.policies.state(me);
  }

  @Endpoint(policyVersion)
  @Allow('member')
  version(
    @Param({ schema: policyVersion.params })
    { courseId, version }: ParamsOf<typeof policyVersion>,
  ): Promise<ResponseOf<typeof policyVersion>> {
    return this.policies.version(courseId, version);
  }

  @Endpoint(putDraft)
  @Allow('instructor')
  putDraft(
    @Me() me: CourseMember,
    @Body({ schema: putDraft.body }) { policy, revision }: BodyOf<typeof putDraft>,
  ): Promise<ResponseOf<typeof putDraft>> {
    return this.policies.putDraft(me, policy, revision);
  }

  @Endpoint(dropDraft)
  @Allow('instructor')
  async dropDraft(@Me() me: CourseMember): Promise<ResponseOf<typeof dropDraft>> {
    await this.policies.dropDraft(me);
    return { done: true };
  }

  @Endpoint(publishPolicy)
  @Allow('instructor')
  publish(
    @Me() me: CourseMember,
    @Body({ schema: publishPolicy.body }) { revision, reason }: BodyOf<typeof publishPolicy>,
  ): Promise<ResponseOf<typeof publishPolicy>> {
    return this.policies.publish(me, revision, reason);
  }
}
