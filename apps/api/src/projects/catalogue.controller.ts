import { Body, Controller } from '@nestjs/common';

import { type BodyOf, type ResponseOf, catalogueRoutes } from '@holdout/contracts';

import { Allow } from '../platform/auth/allow';
import { type CourseMember, Me } from '../platform/auth/caller';
import { Endpoint } from '../platform/http/endpoint';
import { CatalogueService } from './catalogue.service';

const { get, set } = catalogueRoutes;

@Controller()
export class CatalogueController {
  constructor(private readonly catalogue: CatalogueService) {}

  @Endpoint(get)
  @Allow('member')
  get(@Me() me: CourseMember): Promise<ResponseOf<typeof get>> {
    return this.catalogue.answer(me);
  }

  @Endpoint(set)
  @Allow('instructor')
  async set(
    @Me() me: CourseMember,
    @Body({ schema: set.body }) given: BodyOf<typeof set>,
  ): Promise<ResponseOf<typeof set>> {
    await this.catalogue.set(me, given);
    return this.catalogue.answer(me);
  }
}
