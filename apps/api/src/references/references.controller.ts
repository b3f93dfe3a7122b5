import { Controller, Param } from '@nestjs/common';

import {
  type ParamsOf,
  type ResponseOf,
  strongerReferenceRoutes as routes,
} from '@holdout/contracts';

import { Allow } from '../platform/auth/allow';
import { type CourseMember, Me } from '../platform/auth/caller';
import { Endpoint } from '../platform/http/endpoint';
import { ReferencesService } from './references.service';

/** What 100 % is worth is grading policy, so the instructor's. */
@Controller()
export class ReferencesController {
  constructor(private readonly references: ReferencesService) {}

  @Endpoint(routes.get)
  @Allow('instructor')
  get(
    @Me() me: CourseMember,
    @Param({ schema: routes.get.params }) { challengeId }: ParamsOf<typeof routes.get>,
  ): Promise<ResponseOf<typeof routes.get>> {
    return this.references.get(me, challengeId);
  }

  @Endpoint(routes.measure)
  @Allow('instructor')
  measure(
    @Me() me: CourseMember,
    @Param({ schema: routes.measure.params }) { challengeId }: ParamsOf<typeof routes.measure>,
  ): Promise<ResponseOf<typeof routes.measure>> {
    return this.references.measure(me, challengeId);
  }
}
