import { Component, computed, effect, inject, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';

import {
  type Answer,
  type AnswerMark,
  type QuestionContent,
  type StudentQuestion,
  questionRoutes,
} from '@holdout/contracts';
import { drawVariant, readRatio, viewOf } from '@holdout/grading';

import { Api } from '../core/api';
import { CurrentCourse } from '../core/current-course';
import { Languages } from '../core/languages';
import { AnswerField } from '../quizzes/answer-field';
import { Icon } from '../ui/icon';
import { Markdown } from '../ui/markdown';
import { NumberPipe } from '../ui/number-pipe';
import { TroubleNotice } from '../ui/trouble-notice';

/** An answer to the question as it is being written, marked as a student's would be; nothing of it is kept. */
@Component({
  selector: 'app-question-trial',
  imports: [AnswerField, Icon, Markdown, MatButton, NumberPipe, TranslocoDirective, TroubleNotice],
  template: `
    <section class="part" aria-labelledby="trial" *transloco="let t">
      <h2 id="trial">{{ t('questions.trial.title') }}</h2>
      @if (seen(); as seen) {
        <p class="muted">{{ t('questions.trial.lead') }}</p>
        <app-answer-field
          id="trial-answer"
          [label]="t('questions.trial.label')"
          [asked]="seen"
          [answer]="answer()"
          [images]="imageUrl"
          (changed)="answer.set($event); mark.set(undefined)"
        />
        <div class="row">
          <button matButton="outlined" type="button" (click)="ask()">
            {{ t('questions.trial.mark') }}
          </button>
        </div>
        <div role="status" class="part">
          @if (nothing()) {
            <p>{{ t('questions.trial.nothing') }}</p>
          }
          @if (mark(); as mark) {
            @if (earned(); as earned) {
              <p>
                <span
                  class="tag"
                  [class.good]="earned.share >= 1"
                  [class.look]="earned.share > 0 && earned.share < 1"
                  [class.bad]="earned.share <= 0"
                >
                  <app-icon
                    [name]="earned.share >= 1 ? 'check' : earned.share > 0 ? 'minus' : 'close'"
                  />
                  {{
                    t('questions.trial.earned', {
                      points: earned.points | number: { decimals: 2 },
                      of: seen.points | number,
                    })
                  }}
                </span>
              </p>
              @if (mark.parts.length > 0) {
                <p class="small muted">
                  {{
                    t('questions.trial.parts', { right: rightParts(), count: mark.parts.length })
                  }}
                </p>
              }
            } @else {
              <p>{{ t('questions.trial.state.' + mark.state) }}</p>
            }
            @for (each of mark.feedback; track $index) {
              <app-markdown [text]="each.text" [images]="imageUrl" />
            }
          }
        </div>
        <app-trouble-notice [error]="trouble()" />
      } @else {
        <p class="muted">{{ t('questions.trial.none') }}</p>
      }
    </section>
  `,
  styleUrl: './rows.scss',
})
export class QuestionTrial {
  private readonly api = inject(Api);
  private readonly course = inject(CurrentCourse);
  private readonly languages = inject(Languages);
  readonly content = input.required<QuestionContent>();
  readonly seed = input.required<string>();
  protected readonly answer = signal<Answer | null>(null);
  protected readonly mark = signal<AnswerMark | undefined>(undefined);
  protected readonly nothing = signal(false);
  protected readonly trouble = signal<unknown>(undefined);
  protected readonly seen = computed((): StudentQuestion | undefined => {
    const content = this.content();
    if (content.type === 'description') return undefined;
    const drawn = drawVariant(content, this.seed());
    if (!drawn.ok) return undefined;
    const decimalMark = this.languages.language() === 'es' ? ',' : '.';
    const shown = {
      variant: drawn.variant,
      seed: this.seed(),
      shuffle: true,
      decimalMark,
    } as const;
    return viewOf(content, shown);
  });
  protected readonly earned = computed(() => {
    const share = readRatio(this.mark()?.share ?? '')?.valueOf();
    return share === undefined ? undefined : { share, points: share * this.content().points };
  });
  protected readonly rightParts = computed(
    () => this.mark()?.parts.filter(({ right }) => right).length ?? 0,
  );

  protected readonly imageUrl = (imageId: string): string =>
    this.api.fileUrl(questionRoutes.image, { params: { courseId: this.course.id(), imageId } });

  constructor() {
    // Another question or another variant: what was answered belongs to none of them.
    effect(() => {
      this.seed();
      this.mark.set(undefined);
      if (this.answer()?.type !== this.content().type) this.answer.set(null);
    });
  }

  protected async ask(): Promise<void> {
    const answer = this.answer();
    this.trouble.set(undefined);
    this.nothing.set(answer === null);
    if (answer === null) return;
    try {
      const { mark } = await this.api.send(questionRoutes.preview, {
        params: { courseId: this.course.id() },
        body: {
          content: this.content(),
          seed: this.seed(),
          locale: this.languages.language(),
          answer,
        },
      });
      this.mark.set(mark ?? undefined);
    } catch (thrown) {
      this.trouble.set(thrown);
    }
  }
}
