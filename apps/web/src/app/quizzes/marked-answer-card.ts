import { Component, computed, inject, input, output, viewChild } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';

import { type MarkedAnswer, questionRoutes } from '@holdout/contracts';

import { Api } from '../core/api';
import { CurrentCourse } from '../core/current-course';
import { Markdown } from '../ui/markdown';
import { Notice } from '../ui/notice';
import { NumberPipe } from '../ui/number-pipe';
import { When } from '../ui/when';
import { AnswerField } from './answer-field';
import { AnswerText } from './answer-text';
import { HandMark } from './hand-mark';
import { RegradePanel } from './regrade-panel';

/** One answer as who marks it reads it: the question, what was answered, the key, the mark, and how it came about. */
@Component({
  selector: 'app-marked-answer-card',
  imports: [
    AnswerField,
    AnswerText,
    HandMark,
    Markdown,
    Notice,
    NumberPipe,
    RegradePanel,
    TranslocoDirective,
    When,
  ],
  templateUrl: './marked-answer-card.html',
  styleUrl: './marking.scss',
})
export class MarkedAnswerCard {
  private readonly api = inject(Api);
  private readonly course = inject(CurrentCourse);
  readonly quizId = input.required<string>();
  readonly attemptId = input.required<string>();
  readonly answer = input.required<MarkedAnswer>();
  readonly number = input.required<number>();
  readonly current = input(false);
  /** Whether it may be marked: it is in. */
  readonly submitted = input(true);
  readonly saved = output<MarkedAnswer>();
  readonly regraded = output();

  private readonly hand = viewChild(HandMark);
  protected readonly essayText = computed(() => {
    const { answer } = this.answer();
    return answer?.type === 'essay' ? answer.text : null;
  });
  protected readonly notes = computed(() => {
    const { content } = this.answer();
    return content.type === 'essay' ? content.markerNotes : '';
  });
  protected readonly essay = computed(() => this.answer().content.type === 'essay');
  protected readonly waits = computed(
    () => this.submitted() && this.answer().state === 'manual' && this.answer().earned === null,
  );
  protected readonly imageUrl = (imageId: string): string =>
    this.api.fileUrl(questionRoutes.image, { params: { courseId: this.course.id(), imageId } });

  press(digit: string): void {
    this.hand()?.press(digit);
  }

  async save(): Promise<boolean> {
    return (await this.hand()?.save()) ?? false;
  }
}
