import { Component, computed, inject, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';

import { type Answer, type QuestionContent, questionRoutes } from '@holdout/contracts';
import { drawVariant, filled, solutionOf, viewOf } from '@holdout/grading';

import { Api } from '../core/api';
import { CurrentCourse } from '../core/current-course';
import { Languages } from '../core/languages';
import { Markdown } from '../ui/markdown';
import { Notice } from '../ui/notice';
import { partsOf } from './preview-parts';

/** A question as a student would see it, the key beside it. For staff: it is given the whole content. */
@Component({
  selector: 'app-question-preview',
  imports: [Markdown, Notice, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      @if (shown(); as shown) {
        <div class="preview">
          <app-markdown [text]="shown.seen.text" [images]="imageUrl" />
          @if (shown.rule; as rule) {
            <p class="small muted">{{ t('questions.rule.' + rule) }}</p>
          }
          @if (shown.parts.length > 0) {
            <ul>
              @for (part of shown.parts; track $index) {
                <li [class.right]="part.right">
                  <app-markdown [text]="part.text" [images]="imageUrl" />
                  @if (part.right) {
                    <span class="tag good">{{ part.beside ?? t('questions.right') }}</span>
                  } @else if (part.beside !== null) {
                    <span class="tag">{{ part.beside }}</span>
                  }
                </li>
              }
            </ul>
          }
          @if (shown.typed; as typed) {
            <p>
              {{ t('questions.answer') }} <strong>{{ typed }}</strong>
            </p>
          }
          @if (shown.general) {
            <div class="general">
              <p class="small muted">{{ t('questions.generalFeedback') }}</p>
              <app-markdown [text]="shown.general" [images]="imageUrl" />
            </div>
          }
        </div>
      } @else {
        <app-notice tone="look">
          <p>{{ t('questions.noVariant') }}</p>
          @if (refused(); as fault) {
            <p>{{ t('fault.' + fault.code, fault) }}</p>
          }
        </app-notice>
      }
    </ng-container>
  `,
  styles: `
    .preview {
      display: grid;
      gap: 12px;
      min-width: 0;
    }
    ul {
      display: grid;
      gap: 8px;
      margin: 0;
      padding: 0;
      list-style: none;
    }
    li {
      display: flex;
      flex-wrap: wrap;
      gap: 8px 16px;
      align-items: start;
      justify-content: space-between;
      padding: 8px 12px;
      border: 1px solid var(--mat-sys-outline-variant);
      border-radius: 6px;
      min-width: 0;
    }
    li app-markdown {
      min-width: 0;
    }
    .general {
      padding-inline-start: 12px;
      border-inline-start: 3px solid var(--mat-sys-outline-variant);
    }
  `,
})
export class QuestionPreview {
  readonly content = input.required<QuestionContent>();
  /** Which variant, and which order. */
  readonly seed = input('preview');
  private readonly api = inject(Api);
  private readonly course = inject(CurrentCourse);
  private readonly languages = inject(Languages);

  protected readonly imageUrl = (imageId: string): string =>
    this.api.fileUrl(questionRoutes.image, { params: { courseId: this.course.id(), imageId } });

  private readonly drawn = computed(() => drawVariant(this.content(), this.seed()));
  protected readonly refused = computed(() => {
    const drawn = this.drawn();
    if (drawn.ok) return undefined;
    const { code, formula, at } = drawn.fault;
    return { code, column: formula, value: at };
  });
  protected readonly shown = computed(() => {
    const content = this.content();
    const drawn = this.drawn();
    if (!drawn.ok) return undefined;
    const { variant } = drawn;
    const decimalMark = this.languages.language() === 'es' ? ',' : '.';
    const seen = viewOf(content, { variant, seed: this.seed(), shuffle: true, decimalMark });
    const solution = solutionOf(content, variant) as Answer | null;
    return {
      seen,
      rule:
        seen.type === 'description' ? null : `${seen.type}.${'rule' in seen ? seen.rule : 'only'}`,
      ...partsOf(seen, solution, decimalMark),
      general: filled(content.generalFeedback, variant, decimalMark),
    };
  });
}
