import { Injectable } from '@nestjs/common';

import type { QuestionContent, QuizStatistics } from '@holdout/contracts';

import { type AnswerFacts, type AttemptFacts, Quizzes } from '../quizzes';
import { type Sat, statisticsOf } from './statistics.rules';

/** How the questions of a quiz did. */
@Injectable()
export class StatisticsService {
  constructor(private readonly quizzes: Quizzes) {}

  async of(courseId: string, quizId: string): Promise<QuizStatistics> {
    const { id } = await this.quizzes.get(courseId, quizId);
    const [attempts, answers] = await Promise.all([
      this.quizzes.attemptsOf(courseId, id),
      this.quizzes.answersOfQuiz(id),
    ]);
    const byAttempt = Map.groupBy(answers, ({ attemptId }) => attemptId);
    const sat = firstOf(attempts).flatMap((attempt) =>
      toSat(attempt, byAttempt.get(attempt.id) ?? []),
    );
    const newest = new Map<string, QuestionContent>();
    const contents = await this.quizzes.contentsOf(answers);
    for (const { questionId, askedVersionId, markedVersionId } of answers)
      newest.set(questionId, contents.get(markedVersionId ?? askedVersionId)!);
    return statisticsOf(sat, newest);
  }
}

function firstOf(attempts: readonly AttemptFacts[]): AttemptFacts[] {
  const byTaker = Map.groupBy(attempts, ({ groupId, memberId }) => groupId ?? memberId ?? '');
  return [...byTaker.values()].map((own) => own.toSorted((a, b) => a.number - b.number)[0]!);
}

function toSat(attempt: AttemptFacts, answers: readonly AnswerFacts[]): Sat[] {
  const { earned, points, startedAt, submittedAt } = attempt;
  if (earned === null || submittedAt === null) return [];
  return [
    {
      earned,
      points,
      seconds: (submittedAt.getTime() - startedAt.getTime()) / 1000,
      answers: answers
        .filter(({ type }) => type !== 'description')
        .map(({ questionId, points: worth, share, answer, spentMs }) => ({
          questionId,
          points: worth,
          share: share ?? '0',
          answer,
          spentMs,
        })),
    },
  ];
}
