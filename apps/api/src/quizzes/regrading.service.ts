import { createHash } from 'node:crypto';

import { Injectable } from '@nestjs/common';

import type { RegradeChange } from '@holdout/contracts';

import type { CourseMember } from '../platform/auth/caller';
import { Database } from '../platform/database/database';
import { DomainError, notFound } from '../platform/domain-error';
import { Questions } from '../questions';
import { type AnswerRow, AttemptsRepository } from './attempts.repository';
import { type Ruling, keyVersion, totalOf } from './marking.rules';
import { type KeyedMark, MarkingService } from './marking.service';
import { QuizzesRepository } from './quizzes.repository';
import { RegradeRecordsService } from './regrade-records.service';
import type { Move, RegradeAsk, RegradePlan } from './regrade.rules';
import { RulingsRepository } from './rulings.repository';

/** Another key for all who were asked a question: who would move from what to what, then applied or not. */
@Injectable()
export class RegradingService {
  constructor(
    private readonly quizzes: QuizzesRepository,
    private readonly attempts: AttemptsRepository,
    private readonly rulings: RulingsRepository,
    private readonly marking: MarkingService,
    private readonly questions: Questions,
    private readonly database: Database,
    private readonly records: RegradeRecordsService,
  ) {}

  regrade(
    me: CourseMember,
    quizId: string,
    questionId: string,
    { change, apply, preview, reason }: RegradeAsk,
  ): Promise<RegradePlan> {
    return this.database.transaction(async () => {
      // Whoever hands in meanwhile waits for it, and is marked by what then holds.
      if (!(await this.quizzes.lock(me.courseId, quizId))) throw notFound();
      const all = await this.attempts.answersOfQuiz(quizId);
      const asked = all.filter((row) => row.questionId === questionId);
      if (asked.length === 0) throw notFound();
      const before = (await this.rulings.of(quizId)).get(questionId) ?? [];
      const ruling = await this.rulingOf(me, change, asked);
      const after = ruling ? [...before, ruling] : [];
      const byKey = asked.filter(({ byHand }) => byHand === null);
      const marks = await this.marking.marksOf(byKey, new Map([[questionId, after]]));
      const plan = await this.planOf(asked, byKey, marks, all, after);
      if (!apply) return plan;
      if (preview !== plan.preview)
        throw new DomainError('conflict', 'Something changed since the preview; look at it again.');
      if (ruling) await this.records.rule(me, quizId, questionId, ruling);
      else await this.records.lift(quizId, questionId);
      await this.records.putMarks(byKey, marks);
      await this.records.audit(me, quizId, { change, plan, reason });
      return plan;
    });
  }

  /** Undefined: as it was asked, without rulings. */
  private async rulingOf(
    me: CourseMember,
    change: RegradeChange,
    asked: readonly AnswerRow[],
  ): Promise<Ruling | undefined> {
    switch (change.kind) {
      case 'as-asked':
        return undefined;
      case 'full':
        return { kind: 'full' };
      case 'accept': {
        const answer = asked.find(({ attemptId }) => attemptId === change.attemptId)?.answer;
        if (!answer) throw refused('nothing-answered', 'attemptId');
        return { kind: 'accept', answer };
      }
      case 'new-key': {
        const [{ questionId, type }] = asked as [AnswerRow];
        const newest = (
          await this.questions.newest(me.courseId, [questionId], { putAwayToo: true })
        ).get(questionId);
        if (newest?.content.type !== type) throw refused('other-type', 'change');
        return { kind: 'new-key', versionId: newest.id };
      }
    }
  }

  private async planOf(
    asked: readonly AnswerRow[],
    byKey: readonly AnswerRow[],
    marks: readonly KeyedMark[],
    all: readonly AnswerRow[],
    rulings: readonly Ruling[],
  ): Promise<RegradePlan> {
    const [{ questionId, askedVersionId }] = asked as [AnswerRow];
    const ofAttempt = Map.groupBy(all, ({ attemptId }) => attemptId);
    const moves = byKey.flatMap((row, i): Move[] => {
      const to = marks[i]!.share;
      if (to === row.share) return [];
      const before = ofAttempt.get(row.attemptId) ?? [];
      const after = before.map((each) => (each === row ? { ...each, share: to } : each));
      const { attemptId, points, share: from } = row;
      return [
        {
          attemptId,
          points,
          from,
          to,
          attemptFrom: totalOf(before).earned,
          attemptTo: totalOf(after).earned,
        },
      ];
    });
    const shown = keyVersion(askedVersionId, rulings);
    const title = (await this.questions.versions([shown])).get(shown)?.content.title ?? '';
    return {
      questionId,
      title,
      asked: asked.length,
      byHand: asked.length - byKey.length,
      unchanged: byKey.length - moves.length,
      moves,
      preview: digestOf([rulings, moves]),
    };
  }
}

const refused = (code: string, column: string): DomainError =>
  new DomainError('invalid-request', 'This cannot be regraded so.', {}, [{ code, column }]);

const digestOf = (what: unknown): string =>
  createHash('sha256').update(JSON.stringify(what)).digest('base64url').slice(0, 22);
