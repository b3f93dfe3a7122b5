import { Injectable } from '@nestjs/common';

import type { Attempt } from '@holdout/contracts';

import type { CourseMember } from '../platform/auth/caller';
import { Clock } from '../platform/clock';
import { notFound } from '../platform/domain-error';
import { Questions } from '../questions';
import { toAttempt } from './attempt.mapper';
import { type AttemptRow, AttemptsRepository, type PersonRow } from './attempts.repository';
import type { Released } from './quiz.rules';
import { QuizzesService } from './quizzes.service';
import { ReadingService } from './reading.service';

/** An attempt with its questions, for its takers. */
@Injectable()
export class ShowingService {
  constructor(
    private readonly attempts: AttemptsRepository,
    private readonly quizzes: QuizzesService,
    private readonly reading: ReadingService,
    private readonly questions: Questions,
    private readonly clock: Clock,
  ) {}

  async show(me: CourseMember, attempt: AttemptRow, decimalMark: ',' | '.'): Promise<Attempt> {
    const quiz = await this.quizzes.get(me.courseId, attempt.quizId);
    const [answers, people, released] = await Promise.all([
      this.attempts.answersOf(attempt.id),
      this.peopleOf(attempt),
      this.reading.releasedOf(quiz, attempt, me),
    ]);
    const ids = answers.flatMap(({ askedVersionId, markedVersionId }) => [
      askedVersionId,
      ...(markedVersionId === null ? [] : [markedVersionId]),
    ]);
    const versions = await this.questions.versions([...new Set(ids)]);
    return toAttempt({
      quiz,
      attempt,
      answers,
      contents: new Map([...versions].map(([id, { content }]) => [id, content])),
      people,
      released,
      decimalMark,
      now: this.clock.now(),
    });
  }

  /** One that a question of the attempt shows. */
  async image(
    attempt: AttemptRow,
    imageId: string,
  ): Promise<{ readonly blob: string; readonly type: string }> {
    const answers = await this.attempts.answersOf(attempt.id);
    const asked = answers.flatMap(({ askedVersionId, markedVersionId }) => [
      askedVersionId,
      markedVersionId ?? askedVersionId,
    ]);
    const image = await this.questions.image(attempt.courseId, imageId, [...new Set(asked)]);
    if (!image) throw notFound();
    return image;
  }

  /** What is shown of it, now. */
  async releasedOf(me: CourseMember, attempt: AttemptRow): Promise<Released> {
    const quiz = await this.quizzes.get(me.courseId, attempt.quizId);
    return this.reading.releasedOf(quiz, attempt, me);
  }

  private async peopleOf({ groupId, memberId }: AttemptRow): Promise<PersonRow[]> {
    if (groupId !== null) return (await this.attempts.peopleOfGroups([groupId])).get(groupId) ?? [];
    const person = await this.attempts.person(memberId ?? '');
    return person ? [person] : [];
  }
}
