import { Body, Controller, Headers, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';

import {
  type BodyOf,
  type ParamsOf,
  type QueryOf,
  type ResponseOf,
  quizMarkingRoutes,
} from '@holdout/contracts';

import { Allow } from '../platform/auth/allow';
import { Caller, type CallerIdentity, type CourseMember, Me } from '../platform/auth/caller';
import { Endpoint, FileEndpoint } from '../platform/http/endpoint';
import { sendFile } from '../platform/http/send-file';
import { Quizzes } from '../quizzes';
import { MarkingDesk } from './marking.service';
import { RegradesService } from './regrades.service';
import { StatisticsService } from './statistics.service';
import { TakersService } from './takers.service';

const { attempts, csv, attempt, waiting, mark, regrade, statistics } = quizMarkingRoutes;

/** Marking a quiz. */
@Controller()
export class QuizMarkingController {
  constructor(
    private readonly quizzes: Quizzes,
    private readonly takers: TakersService,
    private readonly desk: MarkingDesk,
    private readonly regrades: RegradesService,
    private readonly figures: StatisticsService,
  ) {}

  @Endpoint(attempts)
  @Allow('staff')
  attempts(
    @Me() me: CourseMember,
    @Param({ schema: attempts.params }) { quizId }: ParamsOf<typeof attempts>,
  ): Promise<ResponseOf<typeof attempts>> {
    return this.takers.list(me.courseId, quizId);
  }

  @FileEndpoint(csv)
  @Allow('staff')
  async csv(
    @Me() me: CourseMember,
    @Param({ schema: csv.params }) { quizId }: ParamsOf<typeof csv>,
    @Query({ schema: csv.query }) options: QueryOf<typeof csv>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { title } = await this.quizzes.get(me.courseId, quizId);
    sendFile(reply, {
      name: `quiz-${title}.csv`,
      type: 'text/csv; charset=utf-8',
      body: await this.desk.csv(me.courseId, quizId, options),
    });
  }

  @Endpoint(attempt)
  @Allow('staff')
  attempt(
    @Me() me: CourseMember,
    @Caller() caller: CallerIdentity,
    @Headers('accept-language') languages: string | undefined,
    @Param({ schema: attempt.params }) { attemptId }: ParamsOf<typeof attempt>,
  ): Promise<ResponseOf<typeof attempt>> {
    const decimalMark = this.quizzes.decimalMark(caller.locale, languages);
    return this.desk.attempt(me.courseId, attemptId, decimalMark);
  }

  @Endpoint(waiting)
  @Allow('staff')
  async waiting(
    @Me() me: CourseMember,
    @Param({ schema: waiting.params }) { quizId }: ParamsOf<typeof waiting>,
  ): Promise<ResponseOf<typeof waiting>> {
    return { items: await this.desk.waiting(me.courseId, quizId) };
  }

  @Endpoint(mark)
  @Allow('staff')
  async mark(
    @Me() me: CourseMember,
    @Caller() caller: CallerIdentity,
    @Headers('accept-language') languages: string | undefined,
    @Param({ schema: mark.params }) { attemptId, questionId }: ParamsOf<typeof mark>,
    @Body({ schema: mark.body }) given: BodyOf<typeof mark>,
  ): Promise<ResponseOf<typeof mark>> {
    await this.quizzes.markByHand(me, attemptId, questionId, given);
    const decimalMark = this.quizzes.decimalMark(caller.locale, languages);
    return this.desk.answer(me.courseId, attemptId, questionId, decimalMark);
  }

  @Endpoint(regrade)
  @Allow('staff')
  regrade(
    @Me() me: CourseMember,
    @Param({ schema: regrade.params }) { quizId, questionId }: ParamsOf<typeof regrade>,
    @Body({ schema: regrade.body }) asked: BodyOf<typeof regrade>,
  ): Promise<ResponseOf<typeof regrade>> {
    return this.regrades.regrade(me, quizId, questionId, asked);
  }

  @Endpoint(statistics)
  @Allow('staff')
  statistics(
    @Me() me: CourseMember,
    @Param({ schema: statistics.params }) { quizId }: ParamsOf<typeof statistics>,
  ): Promise<ResponseOf<typeof statistics>> {
    return this.figures.of(me.courseId, quizId);
  }
}
