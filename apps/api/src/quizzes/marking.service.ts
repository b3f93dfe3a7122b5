import { Injectable } from '@nestjs/common';

import { Clock } from '../platform/clock';
import { Questions } from '../questions';
import { type AnswerRow, AttemptsRepository } from './attempts.repository';
import { type Mark, type Ruling, keyVersion, markOf, totalOf } from './marking.rules';
import { RulingsRepository } from './rulings.repository';

export type KeyedMark = Mark & { readonly versionId: string };

/** Marks by the key, and sums. Call it in the transaction that holds the attempt. */
@Injectable()
export class MarkingService {
  constructor(
    private readonly attempts: AttemptsRepository,
    private readonly rulings: RulingsRepository,
    private readonly questions: Questions,
    private readonly clock: Clock,
  ) {}

  /** Everything of an attempt that no person marked; then its sum. */
  async settle(quizId: string, attemptId: string): Promise<void> {
    const answers = await this.attempts.answersOf(attemptId);
    const byKey = answers.filter(({ byHand }) => byHand === null);
    const marks = await this.marksOf(byKey, await this.rulings.of(quizId));
    await this.attempts.putMarks(
      attemptId,
      byKey.map(({ questionId }, i) => ({ questionId, ...marks[i]! })),
      this.clock.now(),
    );
    await this.sum(attemptId);
  }

  async sum(attemptId: string): Promise<void> {
    const { earned, waiting } = totalOf(await this.attempts.answersOf(attemptId));
    await this.attempts.setEarned(attemptId, earned, waiting);
  }

  /** What the key says of each, by these rulings. */
  async marksOf(
    answers: readonly AnswerRow[],
    rulings: ReadonlyMap<string, readonly Ruling[]>,
  ): Promise<KeyedMark[]> {
    const versionIds = answers.map(({ questionId, askedVersionId }) =>
      keyVersion(askedVersionId, rulings.get(questionId) ?? []),
    );
    const versions = await this.questions.versions([...new Set(versionIds)]);
    return answers.map((answer, i) => {
      const versionId = versionIds[i]!;
      const { content } = versions.get(versionId)!;
      return { versionId, ...markOf(content, answer, rulings.get(answer.questionId) ?? []) };
    });
  }
}
