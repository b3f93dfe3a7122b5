import { Component, computed, inject, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { TranslocoDirective } from '@jsverse/transloco';

import {
  type QuestionReview,
  type StudentQuestion,
  quizMarkingRoutes as routes,
} from '@holdout/contracts';

import { Api } from '../core/api';
import { CurrentCourse } from '../core/current-course';
import { Icon } from '../ui/icon';
import { Markdown } from '../ui/markdown';
import { Toast } from '../ui/toast';
import { AnswerText } from './answer-text';

/** What an answer earned and why, the solution once it is shown, and the way to ask that it be marked again. */
@Component({
  selector: 'app-question-review',
  imports: [
    AnswerText,
    Icon,
    Markdown,
    MatButton,
    MatFormField,
    MatInput,
    MatLabel,
    TranslocoDirective,
  ],
  template: `
    @let review = this.review();
    <div class="review" *transloco="let t">
      <p class="row">
        <span class="tag" [class.good]="full()" [class.bad]="nothing()" [class.look]="partial()">
          <app-icon [name]="full() ? 'check' : nothing() ? 'close' : 'minus'" />
          @if (review.earned; as earned) {
            {{ t('quizzes.earnedHere', { earned: earned.rounded, points: asked().points }) }}
          } @else {
            {{ t('quizzes.state.' + review.state) }}
          }
        </span>
        @if (review.by === 'hand') {
          <span class="small muted">{{ t('quizzes.byHand') }}</span>
        }
      </p>
      @for (line of rubric(); track line.id) {
        <p class="small">
          {{ line.criterion }}:
          {{ t('quizzes.earnedHere', { earned: line.points, points: line.of }) }}
        </p>
      }
      @for (each of review.feedback; track $index) {
        <app-markdown [text]="each.text" [images]="images()" />
      }
      @if (review.comment) {
        <app-markdown [text]="review.comment" />
      }
      @if (review.solution; as solution) {
        @if (solution.answer) {
          <p class="small">
            <strong>{{ t('quizzes.solution') }}</strong>
          </p>
          <app-answer-text [asked]="asked()" [answer]="solution.answer" />
        }
        @if (solution.generalFeedback) {
          <app-markdown [text]="solution.generalFeedback" [images]="images()" />
        }
      }
      @if (asking()) {
        <mat-form-field>
          <mat-label>{{ t('quizzes.regrade.why') }}</mat-label>
          <textarea #text matInput rows="3" maxlength="5000"></textarea>
        </mat-form-field>
        <div class="row">
          <button matButton="filled" type="button" (click)="ask(text.value)">
            {{ t('quizzes.regrade.send') }}
          </button>
          <button matButton type="button" (click)="asking.set(false)">{{ t('ui.cancel') }}</button>
        </div>
      } @else if (mayAsk()) {
        <button matButton type="button" (click)="asking.set(true)">
          {{ t('quizzes.regrade.ask') }}
        </button>
      }
    </div>
  `,
  styles: `
    .review {
      display: grid;
      gap: 8px;
      padding: 12px;
      border-inline-start: 3px solid var(--mat-sys-outline-variant);
    }
    p {
      margin: 0;
    }
  `,
})
export class QuestionReviewPart {
  private readonly api = inject(Api);
  private readonly course = inject(CurrentCourse);
  private readonly toast = inject(Toast);
  readonly asked = input.required<StudentQuestion>();
  readonly review = input.required<QuestionReview>();
  readonly attemptId = input.required<string>();
  readonly questionId = input.required<string>();
  readonly images = input<((id: string) => string) | null>(null);
  protected readonly asking = signal(false);

  protected readonly full = computed(
    () => this.review().earned !== null && this.review().earned!.rounded >= this.asked().points,
  );
  protected readonly nothing = computed(
    () => this.review().earned !== null && this.review().earned!.rounded <= 0 && !this.full(),
  );
  protected readonly partial = computed(
    () => this.review().earned !== null && !this.full() && !this.nothing(),
  );
  protected readonly mayAsk = computed(
    () => this.review().earned !== null && this.course.role() === 'student' && !this.viewing(),
  );
  private readonly viewing = computed(() => this.course.course()?.me.viewingAs === true);
  protected readonly rubric = computed(() => {
    const question = this.asked();
    if (question.type !== 'essay') return [];
    return this.review().rubric.flatMap(({ id, points }) => {
      const line = question.rubric.find((one) => one.id === id);
      return line ? [{ id, criterion: line.criterion, points, of: line.points }] : [];
    });
  });

  protected async ask(text: string): Promise<void> {
    if (text.trim() === '') return;
    const sent = await this.toast.attempt(() =>
      this.api.send(routes.ask, {
        params: {
          courseId: this.course.id(),
          attemptId: this.attemptId(),
          questionId: this.questionId(),
        },
        body: { text },
      }),
    );
    if (!sent) return;
    this.asking.set(false);
    this.toast.say('quizzes.regrade.sent');
  }
}
