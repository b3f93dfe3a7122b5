import { Injectable } from '@nestjs/common';

import { drawVariant, shuffled } from '@holdout/grading';

import type { CourseMember } from '../platform/auth/caller';
import { assemble } from './assembling.rules';
import type { ChosenModel, NewAnswer } from './attempts.repository';
import { ModelsService, type ReadableChallenge } from './models.service';
import { PoolsService } from './pools.service';
import type { QuizRow } from './quizzes.repository';

type Chosen = readonly { readonly challengeId: string; readonly submissionId: string }[];

/** What an attempt asks: drawn, ordered and resolved once, when it begins. */
@Injectable()
export class AssemblingService {
  constructor(
    private readonly pools: PoolsService,
    private readonly models: ModelsService,
  ) {}

  async questionsOf(
    me: CourseMember,
    quiz: QuizRow,
    seed: string,
    chosen: Chosen,
  ): Promise<{ answers: NewAnswer[]; models: ChosenModel[]; points: number }> {
    const { pools, newest } = await this.pools.all(quiz);
    const placed = assemble(quiz.entries, pools, quiz.order, (given, salt) =>
      shuffled(given, `${seed}/${salt}`),
    ).filter(({ questionId }) => newest.has(questionId));
    const contents = new Map(
      placed.map(({ questionId }) => [questionId, newest.get(questionId)!.content]),
    );
    const { figures, models } = await this.models.resolve(me, contents, chosen);
    const answers = placed.map(({ questionId, points }): NewAnswer => {
      const { id: versionId, content } = newest.get(questionId)!;
      const drawn = drawVariant(content, `${seed}/${questionId}`);
      const values = drawn.ok ? drawn.variant.values : {}; // marking says what is wrong with it
      return {
        questionId,
        type: content.type,
        versionId,
        points,
        variant: { values, resolved: figures.get(questionId) ?? null },
      };
    });
    const hundredths = answers.reduce((sum, each) => sum + Math.round(each.points * 100), 0);
    return { answers, models, points: hundredths / 100 };
  }

  /** Of which challenges an attempt would read a model, and what may be chosen. */
  async choices(me: CourseMember, quiz: QuizRow): Promise<ReadableChallenge[]> {
    return this.models.choices(me, await this.pools.challengesRead(quiz));
  }
}
