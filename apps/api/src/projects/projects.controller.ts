import { Body, Controller, Param } from '@nestjs/common';

import { type BodyOf, type ParamsOf, type ResponseOf, projectRoutes } from '@holdout/contracts';

import { Allow } from '../platform/auth/allow';
import { type CourseMember, Me } from '../platform/auth/caller';
import { Endpoint } from '../platform/http/endpoint';
import { ChoicesService } from './choices.service';
import { toChange, toProject } from './project.mapper';
import { ProjectsService } from './projects.service';

const { list, get, write, rank, history } = projectRoutes;

@Controller()
export class ProjectsController {
  constructor(
    private readonly projects: ProjectsService,
    private readonly choices: ChoicesService,
  ) {}

  @Endpoint(list)
  @Allow('member')
  async list(@Me() me: CourseMember): Promise<ResponseOf<typeof list>> {
    return { items: (await this.projects.list(me)).map(toProject) };
  }

  @Endpoint(get)
  @Allow('member')
  async get(
    @Me() me: CourseMember,
    @Param({ schema: get.params }) { groupId }: ParamsOf<typeof get>,
  ): Promise<ResponseOf<typeof get>> {
    return toProject(await this.projects.visible(me, groupId));
  }

  @Endpoint(write)
  @Allow('member')
  async write(
    @Me() me: CourseMember,
    @Param({ schema: write.params }) { groupId }: ParamsOf<typeof write>,
    @Body({ schema: write.body }) given: BodyOf<typeof write>,
  ): Promise<ResponseOf<typeof write>> {
    return toProject(await this.projects.write(me, groupId, given));
  }

  @Endpoint(rank)
  @Allow('member')
  async rank(
    @Me() me: CourseMember,
    @Param({ schema: rank.params }) { groupId }: ParamsOf<typeof rank>,
    @Body({ schema: rank.body }) given: BodyOf<typeof rank>,
  ): Promise<ResponseOf<typeof rank>> {
    return toProject(await this.choices.rank(me, groupId, given));
  }

  @Endpoint(history)
  @Allow('member')
  async history(
    @Me() me: CourseMember,
    @Param({ schema: history.params }) { groupId }: ParamsOf<typeof history>,
  ): Promise<ResponseOf<typeof history>> {
    return { items: (await this.projects.history(me, groupId)).map(toChange) };
  }
}
