import { Injectable } from '@nestjs/common';

import type { Earned, Locale, QuestionContent } from '@holdout/contracts';

import type { CourseMember } from '../platform/auth/caller';
import { notFound } from '../platform/domain-error';
import { takerOf } from './answers.service';
import {
  type AnswerRow,
  type AttemptRow,
  AttemptsRepository,
  type TurnRow,
} from './attempts.repository';
import { AttemptsService } from './attempts.service';
import { decimalMarkOf } from './decimal-mark.rules';
import { FactsService, type QuizFacts } from './facts.service';
import type { HandMark } from './hand-mark.rules';
import { HandMarksService } from './hand-marks.service';
import { type Judged, JudgingService } from './judging.service';
import { countingOf, earnedOf, toEarned } from './marking.rules';
import type { Released } from './quiz.rules';
import type { RegradeAsk, RegradePlan } from './regrade.rules';
import { RegradingService } from './regrading.service';
import { ShowingService } from './showing.service';

export type AttemptFacts = AttemptRow;
export type AnswerFacts = AnswerRow;
export type { QuizFacts } from './facts.service';

/** What others may ask of quizzes and their attempts, and the deeds of marking. */
@Injectable()
export class Quizzes {
  constructor(
    private readonly facts: FactsService,
    private readonly attempts: AttemptsRepository,
    private readonly owners: AttemptsService,
    private readonly showing: ShowingService,
    private readonly judging: JudgingService,
    private readonly handMarks: HandMarksService,
    private readonly regrading: RegradingService,
  ) {}

  /** Those in the bin are not there. Attempts that were over when it was asked are in. */
  of(courseId: string): Promise<QuizFacts[]> {
    return this.facts.of(courseId);
  }

  get(courseId: string, quizId: string): Promise<QuizFacts> {
    return this.facts.get(courseId, quizId);
  }

  async attemptsOf(courseId: string, quizId: string | null): Promise<AttemptFacts[]> {
    return quizId === null ? this.attempts.ofCourse(courseId) : this.attempts.ofQuiz(quizId);
  }

  /** A member's own, and those of their group; whoever views as a group sees the group's. */
  attemptsBy(me: CourseMember): Promise<AttemptFacts[]> {
    return this.attempts.allOfTaker(me.courseId, takerOf(me));
  }

  async attempt(courseId: string, attemptId: string): Promise<AttemptFacts> {
    const attempt = await this.attempts.find(courseId, attemptId);
    if (!attempt) throw notFound();
    return attempt;
  }

  /** This member's own, or their group's, with what is shown to them of it; anything else is not found. */
  async ownAttempt(
    me: CourseMember,
    attemptId: string,
  ): Promise<{ attempt: AttemptFacts; released: Released }> {
    const attempt = await this.owners.own(me, attemptId);
    return { attempt, released: await this.showing.releasedOf(me, attempt) };
  }

  answersOf(attemptId: string): Promise<readonly AnswerFacts[]> {
    return this.attempts.answersOf(attemptId);
  }

  /** Of all attempts that are in. */
  answersOfQuiz(quizId: string): Promise<AnswerFacts[]> {
    return this.attempts.answersOfQuiz(quizId);
  }

  /** Of those too that still answer. */
  allAnswersOfQuiz(quizId: string): Promise<AnswerFacts[]> {
    return this.attempts.allAnswersOfQuiz(quizId);
  }

  /** By version: questions as they were asked and as they marked. */
  contentsOf(answers: readonly AnswerFacts[]): Promise<Map<string, QuestionContent>> {
    return this.judging.contentsOf(answers);
  }

  async titlesOf(answers: readonly AnswerFacts[]): Promise<Map<string, string>> {
    const contents = await this.judging.contentsOf(answers);
    return new Map([...contents].map(([id, { title }]) => [id, title]));
  }

  decimalMark(locale: Locale | null, languages: string | undefined): ',' | '.' {
    return decimalMarkOf(locale, languages);
  }

  turnsOf(attemptId: string): Promise<TurnRow[]> {
    return this.attempts.turnsOf(attemptId);
  }

  judge(
    attempt: AttemptFacts,
    answers: readonly AnswerFacts[],
    decimalMark: ',' | '.',
  ): Promise<Judged[]> {
    return this.judging.judge(attempt, answers, decimalMark);
  }

  markByHand(
    me: CourseMember,
    attemptId: string,
    questionId: string,
    mark: HandMark,
  ): Promise<void> {
    return this.handMarks.mark(me, attemptId, questionId, mark);
  }

  regrade(
    me: CourseMember,
    quizId: string,
    questionId: string,
    asked: RegradeAsk,
  ): Promise<RegradePlan> {
    return this.regrading.regrade(me, quizId, questionId, asked);
  }

  /** The attempt that counts among those of one taker that are in; null while nobody knows. */
  counting(quiz: QuizFacts, attempts: readonly AttemptFacts[]): AttemptFacts | null {
    return countingOf(
      attempts.filter(({ submittedAt }) => submittedAt !== null),
      quiz.counts,
    );
  }

  earned(exact: string | null): Earned | null {
    return toEarned(exact);
  }

  earnedOf(points: number, share: string | null): Earned | null {
    return earnedOf(points, share);
  }
}
