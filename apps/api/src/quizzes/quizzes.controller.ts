import { Body, Controller, Param, Query } from '@nestjs/common';

import {
  type BodyOf,
  type ParamsOf,
  type QueryOf,
  type ResponseOf,
  quizRoutes,
} from '@holdout/contracts';

import { Allow } from '../platform/auth/allow';
import { type CourseMember, Me } from '../platform/auth/caller';
import { Clock } from '../platform/clock';
import { Endpoint } from '../platform/http/endpoint';
import { AllowancesService } from './allowances.service';
import { QuizzesService } from './quizzes.service';
import { ReadingService } from './reading.service';

const {
  list,
  create,
  get,
  update,
  publish,
  withdraw,
  duplicate,
  remove,
  restore,
  release,
  allowances,
  extend,
  extraTime,
} = quizRoutes;

@Controller()
export class QuizzesController {
  constructor(
    private readonly quizzes: QuizzesService,
    private readonly reading: ReadingService,
    private readonly allowed: AllowancesService,
    private readonly clock: Clock,
  ) {}

  @Endpoint(list)
  @Allow('member')
  async list(
    @Me() me: CourseMember,
    @Query({ schema: list.query }) { removed }: QueryOf<typeof list>,
  ): Promise<ResponseOf<typeof list>> {
    const items = await this.reading.list(me, removed ?? false);
    return { items, now: this.clock.now().toISOString() };
  }

  @Endpoint(create)
  @Allow('staff')
  async create(
    @Me() me: CourseMember,
    @Body({ schema: create.body }) given: BodyOf<typeof create>,
  ): Promise<ResponseOf<typeof create>> {
    return this.reading.answer(me, await this.quizzes.create(me, given));
  }

  @Endpoint(get)
  @Allow('member')
  async get(
    @Me() me: CourseMember,
    @Param({ schema: get.params }) { quizId }: ParamsOf<typeof get>,
  ): Promise<ResponseOf<typeof get>> {
    return this.reading.answer(me, await this.quizzes.visible(me, quizId));
  }

  @Endpoint(update)
  @Allow('staff')
  async update(
    @Me() me: CourseMember,
    @Param({ schema: update.params }) { quizId }: ParamsOf<typeof update>,
    @Body({ schema: update.body }) change: BodyOf<typeof update>,
  ): Promise<ResponseOf<typeof update>> {
    return this.reading.answer(me, await this.quizzes.update(me, quizId, change));
  }

  @Endpoint(publish)
  @Allow('staff')
  async publish(
    @Me() me: CourseMember,
    @Param({ schema: publish.params }) { quizId }: ParamsOf<typeof publish>,
  ): Promise<ResponseOf<typeof publish>> {
    return this.reading.answer(me, await this.quizzes.publish(me, quizId));
  }

  @Endpoint(withdraw)
  @Allow('staff')
  async withdraw(
    @Me() me: CourseMember,
    @Param({ schema: withdraw.params }) { quizId }: ParamsOf<typeof withdraw>,
  ): Promise<ResponseOf<typeof withdraw>> {
    return this.reading.answer(me, await this.quizzes.withdraw(me, quizId));
  }

  @Endpoint(duplicate)
  @Allow('staff')
  async duplicate(
    @Me() me: CourseMember,
    @Param({ schema: duplicate.params }) { quizId }: ParamsOf<typeof duplicate>,
  ): Promise<ResponseOf<typeof duplicate>> {
    return this.reading.answer(me, await this.quizzes.duplicate(me, quizId));
  }

  @Endpoint(remove)
  @Allow('instructor')
  async remove(
    @Me() me: CourseMember,
    @Param({ schema: remove.params }) { quizId }: ParamsOf<typeof remove>,
    @Query({ schema: remove.query }) { confirm }: QueryOf<typeof remove>,
  ): Promise<ResponseOf<typeof remove>> {
    await this.quizzes.remove(me, quizId, confirm);
    return { done: true };
  }

  @Endpoint(restore)
  @Allow('instructor')
  async restore(
    @Me() me: CourseMember,
    @Param({ schema: restore.params }) { quizId }: ParamsOf<typeof restore>,
  ): Promise<ResponseOf<typeof restore>> {
    return this.reading.answer(me, await this.quizzes.restore(me, quizId));
  }

  @Endpoint(release)
  @Allow('instructor')
  async release(
    @Me() me: CourseMember,
    @Param({ schema: release.params }) { quizId }: ParamsOf<typeof release>,
    @Body({ schema: release.body }) { released }: BodyOf<typeof release>,
  ): Promise<ResponseOf<typeof release>> {
    return this.reading.answer(me, await this.quizzes.release(me, quizId, released));
  }

  @Endpoint(allowances)
  @Allow('staff')
  async allowances(
    @Me() me: CourseMember,
    @Param({ schema: allowances.params }) { quizId }: ParamsOf<typeof allowances>,
  ): Promise<ResponseOf<typeof allowances>> {
    await this.quizzes.get(me.courseId, quizId);
    return this.allowed.of(me.courseId, quizId);
  }

  @Endpoint(extend)
  @Allow('staff')
  async extend(
    @Me() me: CourseMember,
    @Param({ schema: extend.params }) { quizId, groupId }: ParamsOf<typeof extend>,
    @Body({ schema: extend.body }) { until, reason }: BodyOf<typeof extend>,
  ): Promise<ResponseOf<typeof extend>> {
    const end = until === null ? null : new Date(until);
    await this.allowed.extend(me, quizId, groupId, end, reason);
    return this.allowed.of(me.courseId, quizId);
  }

  @Endpoint(extraTime)
  @Allow('staff')
  async extraTime(
    @Me() me: CourseMember,
    @Param({ schema: extraTime.params }) { quizId, memberId }: ParamsOf<typeof extraTime>,
    @Body({ schema: extraTime.body }) { seconds, reason }: BodyOf<typeof extraTime>,
  ): Promise<ResponseOf<typeof extraTime>> {
    await this.allowed.extraTime(me, quizId, memberId, seconds, reason);
    return this.allowed.of(me.courseId, quizId);
  }
}
