import { Body, Controller } from '@nestjs/common';

import { type BodyOf, type ResponseOf, courseRoutes } from '@holdout/contracts';

import { Allow } from '../platform/auth/allow';
import { Caller, type CallerIdentity, type CourseMember, Me } from '../platform/auth/caller';
import { notFound } from '../platform/domain-error';
import { Endpoint } from '../platform/http/endpoint';
import { toCourse, toSummary } from './course.mapper';
import { CoursesRepository } from './courses.repository';
import { CoursesService } from './courses.service';
import { MembersRepository } from './members.repository';

const routes = courseRoutes;

@Controller()
export class CoursesController {
  constructor(
    private readonly courses: CoursesService,
    private readonly rows: CoursesRepository,
    private readonly members: MembersRepository,
  ) {}

  @Endpoint(routes.mine)
  @Allow('signed-in')
  async mine(@Caller() caller: CallerIdentity): Promise<ResponseOf<typeof routes.mine>> {
    return { items: (await this.rows.of(caller.accountId)).map(toSummary) };
  }

  @Endpoint(routes.create)
  @Allow('course-maker')
  async create(
    @Caller() caller: CallerIdentity,
    @Body({ schema: routes.create.body }) given: BodyOf<typeof routes.create>,
  ): Promise<ResponseOf<typeof routes.create>> {
    const { courseId } = await this.courses.create(caller.accountId, given);
    const me = await this.members.place(caller.accountId, courseId);
    if (!me) throw notFound();
    return this.answer(me);
  }

  @Endpoint(routes.get)
  @Allow('member')
  get(@Me() me: CourseMember): Promise<ResponseOf<typeof routes.get>> {
    return this.answer(me);
  }

  @Endpoint(routes.update)
  @Allow('instructor')
  async update(
    @Me() me: CourseMember,
    @Body({ schema: routes.update.body }) change: BodyOf<typeof routes.update>,
  ): Promise<ResponseOf<typeof routes.update>> {
    await this.courses.update(me, change);
    return this.answer(me);
  }

  @Endpoint(routes.putModules)
  @Allow('instructor')
  async putModules(
    @Me() me: CourseMember,
    @Body({ schema: routes.putModules.body }) { items }: BodyOf<typeof routes.putModules>,
  ): Promise<ResponseOf<typeof routes.putModules>> {
    return { items: await this.courses.putModules(me, items) };
  }

  private async answer(me: CourseMember): Promise<ResponseOf<typeof routes.get>> {
    const [row, modules, instructors] = await Promise.all([
      this.courses.get(me.courseId),
      this.rows.modulesOf(me.courseId),
      this.rows.instructorsOf(me.courseId),
    ]);
    return toCourse(row, modules, instructors, me);
  }
}
