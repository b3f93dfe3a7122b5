import { Injectable } from '@nestjs/common';

import type { GradingPolicy } from '@holdout/contracts';
import { type MarkSource, type MarkedItem, exact, ratioOf } from '@holdout/grading';

import { Challenges } from '../challenges';
import { Leaderboard } from '../leaderboard';
import { Clock } from '../platform/clock';
import { QuizMarks } from '../quiz-marking';
import type { BookItem } from './line.rules';
import { modelItem } from './model.rules';

type Source = Exclude<BookItem['source'], 'typed' | 'model'>;

/** Who marks besides the gradebook. Each is asked; none pushes. */
@Injectable()
export class Sources {
  private readonly sources: ReadonlyMap<Source, MarkSource>;

  constructor(
    private readonly challenges: Challenges,
    private readonly leaderboard: Leaderboard,
    private readonly clock: Clock,
    quizzes: QuizMarks,
  ) {
    this.sources = new Map([['quizzes', quizzes]]);
  }

  async itemsOf(
    courseId: string,
    policy: GradingPolicy,
    groupIds: readonly string[],
  ): Promise<BookItem[]> {
    const model = await this.model(courseId, policy, groupIds);
    const told: BookItem[] = model ? [model] : [];
    for (const [source, facade] of this.sources)
      for (const item of await facade.marksOf(courseId))
        if (exact(item.maximum).gt(0)) told.push(toItem(source, item)); // a quiz of 0 points has no shares
    return told;
  }

  private async model(
    courseId: string,
    policy: GradingPolicy,
    groupIds: readonly string[],
  ): Promise<BookItem | undefined> {
    const skilled = (await this.challenges.of(courseId)).filter(
      ({ publishedAt, skill }) => publishedAt !== null && skill?.exists === true,
    );
    const revealed = skilled.filter(({ revealedAt }) => revealedAt !== null);
    const skills = await this.leaderboard.privateSkills(revealed.map(({ id }) => id));
    return modelItem(courseId, skilled, skills, groupIds, policy, this.clock.now());
  }
}

const toItem = (source: Source, item: MarkedItem): BookItem => ({
  id: item.itemId,
  kind: item.kind,
  title: item.title,
  maximum: item.maximum,
  by: item.by,
  source,
  extraCredit: false,
  published: item.published,
  deadline: item.deadline,
  removedAt: null,
  given: new Map(
    item.marks.map(({ subject, state, earned, lateSeconds }) => [
      'groupId' in subject ? subject.groupId : subject.memberId,
      { state, points: earned && ratioOf(exact(earned)), lateSeconds },
    ]),
  ),
});
