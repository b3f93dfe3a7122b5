import { Injectable } from '@nestjs/common';

import { Audit } from '../platform/audit/audit';
import type { CourseMember } from '../platform/auth/caller';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database/database';
import { DomainError, notFound } from '../platform/domain-error';
import { Questions } from '../questions';
import { AttemptsRepository } from './attempts.repository';
import { type HandMark, handMarkFaults } from './hand-mark.rules';
import { earnedOf, shareOfPoints } from './marking.rules';
import { MarkingService } from './marking.service';

/** Marks that a person gives: essays, and what the key got wrong in one attempt. */
@Injectable()
export class HandMarksService {
  constructor(
    private readonly attempts: AttemptsRepository,
    private readonly marking: MarkingService,
    private readonly questions: Questions,
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  mark(me: CourseMember, attemptId: string, questionId: string, mark: HandMark): Promise<void> {
    return this.database.transaction(async () => {
      const attempt = await this.attempts.lockOne(attemptId);
      const row = await this.attempts.answerOf(attemptId, questionId);
      if (attempt?.courseId !== me.courseId || !row) throw notFound();
      if (attempt.submittedAt === null)
        throw new DomainError('conflict', 'It is still being answered; mark it when it is in.');
      const version = (await this.questions.versions([row.askedVersionId])).get(row.askedVersionId);
      const faults = handMarkFaults(mark, version!.content, row.points);
      if (faults.length > 0)
        throw new DomainError('invalid-request', 'This mark cannot be given.', {}, faults);
      await this.attempts.putHandMark(attemptId, questionId, {
        by: mark.points === null ? null : me.memberId,
        share: mark.points === null ? null : shareOfPoints(mark.points, row.points),
        comment: mark.comment,
        rubric: mark.rubric,
        at: this.clock.now(),
      });
      if (mark.points === null) await this.marking.settle(attempt.quizId, attemptId);
      else await this.marking.sum(attemptId);
      await this.audit.record({
        courseId: me.courseId,
        accountId: me.accountId,
        deed: 'answer.marked',
        thing: 'attempt',
        thingId: attemptId,
        old: { questionId, points: earnedOf(row.points, row.share)?.exact ?? null },
        new: { questionId, points: mark.points },
        why: mark.reason,
      });
    });
  }
}
