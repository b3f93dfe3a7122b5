import { Injectable } from '@nestjs/common';

import { type MarkedAnswer, type ResponseOf, quizMarkingRoutes } from '@holdout/contracts';

import { type CsvOptions, toCsv } from '../platform/http/csv';
import { notFound } from '../platform/domain-error';
import { type AnswerFacts, type AttemptFacts, Quizzes } from '../quizzes';
import { toMarkedAnswer } from './marking.mapper';
import { TakersService, takerOf } from './takers.service';

type Marking = ResponseOf<typeof quizMarkingRoutes.attempt>;
type Waiting = ResponseOf<typeof quizMarkingRoutes.waiting>['items'];

/** What who marks reads. */
@Injectable()
export class MarkingDesk {
  constructor(
    private readonly quizzes: Quizzes,
    private readonly takers: TakersService,
  ) {}

  async attempt(courseId: string, attemptId: string, decimalMark: ',' | '.'): Promise<Marking> {
    const attempt = await this.quizzes.attempt(courseId, attemptId);
    const [quiz, listed, rows] = await Promise.all([
      this.quizzes.get(courseId, attempt.quizId),
      this.takers.one(courseId, attempt),
      this.quizzes.answersOf(attemptId),
    ]);
    const answers = await this.answers(attempt, rows, decimalMark);
    return { ...listed, quizId: quiz.id, title: quiz.title, answers };
  }

  async answer(
    courseId: string,
    attemptId: string,
    questionId: string,
    decimalMark: ',' | '.',
  ): Promise<MarkedAnswer> {
    const attempt = await this.quizzes.attempt(courseId, attemptId);
    const rows = await this.quizzes.answersOf(attemptId);
    const row = rows.find((each) => each.questionId === questionId);
    if (!row) throw notFound();
    const [answer] = await this.answers(attempt, [row], decimalMark);
    return answer!;
  }

  /** First what waits, in the order in which it came in; then what is marked by hand. */
  async waiting(courseId: string, quizId: string): Promise<Waiting> {
    const quiz = await this.quizzes.get(courseId, quizId);
    const [attempts, answers, names] = await Promise.all([
      this.quizzes.attemptsOf(courseId, quiz.id),
      this.quizzes.answersOfQuiz(quiz.id),
      this.takers.namesOf(courseId),
    ]);
    const byId = new Map(attempts.map((attempt) => [attempt.id, attempt]));
    const titles = await this.quizzes.titlesOf(answers);
    const rows = answers
      .filter(({ share, byHand }) => share === null || byHand !== null)
      .map((row) => {
        const attempt = byId.get(row.attemptId)!;
        return {
          attemptId: row.attemptId,
          questionId: row.questionId,
          title: titles.get(row.askedVersionId) ?? '',
          points: row.points,
          taker: takerOf(attempt, names).name,
          submittedAt: attempt.submittedAt!.toISOString(),
          words: wordsOf(row),
          marked: row.share !== null,
        };
      });
    const order = (row: Waiting[number]) => `${row.marked ? 1 : 0} ${row.submittedAt}`;
    return rows.toSorted((a, b) => order(a).localeCompare(order(b)));
  }

  /** A row per attempt, a column per question; points half up to two decimals. */
  async csv(courseId: string, quizId: string, options: CsvOptions): Promise<string> {
    const { items } = await this.takers.list(courseId, quizId);
    const answers = await this.quizzes.answersOfQuiz(quizId);
    const titles = await this.quizzes.titlesOf(answers);
    const questions = new Map(
      answers.map((row) => [row.questionId, titles.get(row.askedVersionId) ?? '']),
    );
    const byAttempt = Map.groupBy(answers, ({ attemptId }) => attemptId);
    const head = [
      'group',
      'name',
      'attempt',
      'state',
      'started_at',
      'submitted_at',
      'earned',
      'points',
    ];
    const rows = items.map((item) => {
      const own = new Map((byAttempt.get(item.id) ?? []).map((row) => [row.questionId, row]));
      return [
        item.taker.groupId === null ? '' : item.taker.name,
        item.taker.people.map(({ name }) => name).join(', '),
        item.number,
        item.state,
        item.startedAt,
        item.submittedAt,
        item.earned?.rounded ?? null,
        item.points,
        ...[...questions.keys()].map((id) => this.pointsOf(own.get(id))),
      ];
    });
    return toCsv([[...head, ...questions.values()], ...rows], options);
  }

  private pointsOf(row: AnswerFacts | undefined): number | null {
    return row ? (this.quizzes.earnedOf(row.points, row.share)?.rounded ?? null) : null;
  }

  private async answers(
    attempt: AttemptFacts,
    rows: readonly AnswerFacts[],
    decimalMark: ',' | '.',
  ): Promise<MarkedAnswer[]> {
    const [judged, turns] = await Promise.all([
      this.quizzes.judge(attempt, rows, decimalMark),
      this.quizzes.turnsOf(attempt.id),
    ]);
    const byQuestion = Map.groupBy(turns, ({ questionId }) => questionId);
    return rows.map((row, i) =>
      toMarkedAnswer(
        row,
        judged[i]!,
        (byQuestion.get(row.questionId) ?? []).map(({ memberId, name, answer, since, until }) => ({
          by: { memberId, name },
          answer,
          since: since.toISOString(),
          until: until.toISOString(),
        })),
      ),
    );
  }
}

function wordsOf({ answer }: AnswerFacts): number {
  if (answer?.type !== 'essay') return 0;
  return answer.text.split(/\s+/).filter((word) => word !== '').length;
}
