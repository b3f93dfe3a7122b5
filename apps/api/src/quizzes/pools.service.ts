import { Injectable } from '@nestjs/common';

import { type QuestionVersion, Questions } from '../questions';
import type { Known } from './quiz.rules';
import type { QuizRow } from './quizzes.repository';

/** What the banks hold of a quiz's questions now. */
@Injectable()
export class PoolsService {
  constructor(private readonly questions: Questions) {}

  /** By index of the entry: the questions that a pool draws from. */
  async pools(quiz: QuizRow): Promise<Map<number, readonly string[]>> {
    const pools = new Map<number, readonly string[]>();
    for (const [index, entry] of quiz.entries.entries())
      if (entry.kind === 'pool')
        pools.set(index, await this.questions.inPool(quiz.courseId, entry.bankId, entry.tag));
    return pools;
  }

  /** The newest version of each question that an attempt may have, and the pools. One that was put away after publication is asked still. */
  async all(
    quiz: QuizRow,
  ): Promise<{ pools: Map<number, readonly string[]>; newest: Map<string, QuestionVersion> }> {
    const pools = await this.pools(quiz);
    const fixed = quiz.entries.flatMap((entry) =>
      entry.kind === 'question' ? [entry.questionId] : [],
    );
    const ids = new Set([...fixed, ...[...pools.values()].flat()]);
    return {
      pools,
      newest: await this.questions.newest(quiz.courseId, [...ids], { putAwayToo: true }),
    };
  }

  /** For publishing: what was put away is not there. */
  async known(quiz: QuizRow): Promise<Known> {
    const { pools, newest: all } = await this.all(quiz);
    const newest = await this.questions.newest(quiz.courseId, [...all.keys()]);
    return {
      pools,
      questions: new Map(
        [...newest].map(([id, { content }]) => [
          id,
          {
            type: content.type,
            points: content.points,
            rubric: content.type === 'essay' && content.rubric.length > 0,
          },
        ]),
      ),
    };
  }

  /** The challenges of which an attempt needs a figure; null stands for that of the group's project. */
  async challengesRead(quiz: QuizRow): Promise<(string | null)[]> {
    const { newest } = await this.all(quiz);
    const ids = [...newest.values()].flatMap(({ content }) =>
      content.type === 'computed' ? [content.challengeId] : [],
    );
    return [...new Set(ids)];
  }
}
