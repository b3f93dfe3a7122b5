import { Injectable } from '@nestjs/common';

import type { MarkedItem } from '@holdout/grading';

import { Extensions } from '../extensions';
import { Groups } from '../groups';
import { Clock } from '../platform/clock';
import { Quizzes } from '../quizzes';
import { markedItem } from './marks.rules';

/** The marks of a course's quizzes, for the gradebook to pull. */
@Injectable()
export class QuizMarks {
  constructor(
    private readonly quizzes: Quizzes,
    private readonly extensions: Extensions,
    private readonly groups: Groups,
    private readonly clock: Clock,
  ) {}

  async marksOf(courseId: string): Promise<MarkedItem[]> {
    const quizzes = await this.quizzes.of(courseId); // first: what is over is in by then
    // One after the other: within a transaction they share its connection.
    const attempts = await this.quizzes.attemptsOf(courseId, null);
    const extensions = await this.extensions.all(courseId, 'quiz');
    const groups = await this.groups.activeIn(courseId);
    const byQuiz = Map.groupBy(attempts, ({ quizId }) => quizId);
    const longer = Map.groupBy(extensions, ({ thingId }) => thingId);
    const now = this.clock.now();
    return quizzes
      .filter(({ published }) => published)
      .map((quiz) =>
        markedItem({
          quiz,
          attempts: byQuiz.get(quiz.id) ?? [],
          counting: (own) => this.quizzes.counting(quiz, own),
          groups,
          until: new Map((longer.get(quiz.id) ?? []).map(({ groupId, until }) => [groupId, until])),
          now,
        }),
      );
  }
}
