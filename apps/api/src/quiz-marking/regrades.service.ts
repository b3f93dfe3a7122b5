import { Injectable } from '@nestjs/common';

import { type BodyOf, type Regrade, quizMarkingRoutes } from '@holdout/contracts';

import type { CourseMember } from '../platform/auth/caller';
import { Quizzes } from '../quizzes';
import { TakersService, takerOf } from './takers.service';

/** A regrade with the names of those who move. */
@Injectable()
export class RegradesService {
  constructor(
    private readonly quizzes: Quizzes,
    private readonly takers: TakersService,
  ) {}

  async regrade(
    me: CourseMember,
    quizId: string,
    questionId: string,
    asked: BodyOf<typeof quizMarkingRoutes.regrade>,
  ): Promise<Regrade> {
    await this.quizzes.get(me.courseId, quizId); // what is over is in, and is regraded too
    const { moves, ...plan } = await this.quizzes.regrade(me, quizId, questionId, asked);
    const [attempts, names] = await Promise.all([
      this.quizzes.attemptsOf(me.courseId, quizId),
      this.takers.namesOf(me.courseId),
    ]);
    const byId = new Map(attempts.map((attempt) => [attempt.id, attempt]));
    return {
      ...plan,
      applied: asked.apply,
      moves: moves.map(({ attemptId, points, from, to, attemptFrom, attemptTo }) => ({
        attemptId,
        taker: takerOf(byId.get(attemptId)!, names).name,
        from: this.quizzes.earnedOf(points, from),
        to: this.quizzes.earnedOf(points, to),
        attemptFrom: this.quizzes.earned(attemptFrom),
        attemptTo: this.quizzes.earned(attemptTo),
      })),
    };
  }
}
