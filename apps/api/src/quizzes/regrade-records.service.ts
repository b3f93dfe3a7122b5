import { Injectable } from '@nestjs/common';

import type { RegradeChange } from '@holdout/contracts';

import { Audit } from '../platform/audit/audit';
import type { CourseMember } from '../platform/auth/caller';
import { Clock } from '../platform/clock';
import { Ids } from '../platform/ids';
import { type AnswerRow, AttemptsRepository } from './attempts.repository';
import type { Ruling } from './marking.rules';
import { type KeyedMark, MarkingService } from './marking.service';
import type { RegradePlan } from './regrade.rules';
import { RulingsRepository } from './rulings.repository';

/** What of a regrade is written down. */
@Injectable()
export class RegradeRecordsService {
  constructor(
    private readonly attempts: AttemptsRepository,
    private readonly rulings: RulingsRepository,
    private readonly marking: MarkingService,
    private readonly log: Audit,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  rule(me: CourseMember, quizId: string, questionId: string, ruling: Ruling): Promise<void> {
    return this.rulings.insert({
      id: this.ids.next(),
      quizId,
      questionId,
      ruling,
      createdBy: me.memberId,
      createdAt: this.clock.now(),
    });
  }

  lift(quizId: string, questionId: string): Promise<void> {
    return this.rulings.lift(quizId, questionId, this.clock.now());
  }

  async putMarks(rows: readonly AnswerRow[], marks: readonly KeyedMark[]): Promise<void> {
    const at = this.clock.now();
    for (const [i, { attemptId, questionId }] of rows.entries()) {
      await this.attempts.putMarks(attemptId, [{ questionId, ...marks[i]! }], at);
      await this.marking.sum(attemptId);
    }
  }

  audit(
    me: CourseMember,
    quizId: string,
    { change, plan, reason }: { change: RegradeChange; plan: RegradePlan; reason: string },
  ): Promise<void> {
    const { questionId, moves } = plan;
    return this.log.record({
      courseId: me.courseId,
      accountId: me.accountId,
      deed: 'quiz.regraded',
      thing: 'quiz',
      thingId: quizId,
      old: { questionId, marks: moves.map(({ attemptId, from }) => ({ attemptId, share: from })) },
      new: {
        questionId,
        change,
        marks: moves.map(({ attemptId, to }) => ({ attemptId, share: to })),
      },
      why: reason,
    });
  }
}
