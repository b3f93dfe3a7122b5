import { Component, computed, inject, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';

import { type QuestionImport, questionBankRoutes } from '@holdout/contracts';

import { Api } from '../core/api';
import { CurrentCourse } from '../core/current-course';
import { Confirm } from '../ui/confirm';
import { ErrorState } from '../ui/error-state';
import { Icon } from '../ui/icon';
import { Skeleton } from '../ui/skeleton';
import { Toast } from '../ui/toast';
import { When } from '../ui/when';

/** The files that were read into a bank: looked at again, or taken back. */
@Component({
  selector: 'app-import-history',
  imports: [ErrorState, Icon, MatButton, RouterLink, Skeleton, TranslocoDirective, When],
  template: `
    <section class="stack" aria-labelledby="history" *transloco="let t">
      <h2 id="history">{{ t('questions.import.history') }}</h2>
      @if (page.error(); as error) {
        <app-error-state [error]="error" (again)="page.reload()" />
      } @else if (!page.hasValue()) {
        <app-skeleton kind="rows" [count]="2" />
      } @else if (page.value().items.length === 0) {
        <p class="muted">{{ t('questions.import.historyEmpty') }}</p>
      } @else {
        <ul class="items">
          @for (each of page.value().items; track each.id) {
            <li class="card head">
              <div>
                <a
                  [routerLink]="[]"
                  [queryParams]="{ file: each.id }"
                  [attr.aria-label]="t('questions.import.look', { name: each.filename })"
                  >{{ each.filename }}</a
                >
                <span class="tag" [class.good]="each.takenAt && !each.undoneAt">{{
                  each.undoneAt
                    ? t('questions.import.state.undone')
                    : each.takenAt
                      ? t('questions.import.state.taken', { count: each.counts.taken })
                      : t('questions.import.state.read')
                }}</span>
                <p class="small muted">
                  <app-when [instant]="each.at" as="full" />
                  {{ t('questions.import.by', { name: each.by }) }}
                </p>
              </div>
              @if (each.takenAt && !each.undoneAt) {
                <button
                  matButton="outlined"
                  type="button"
                  [attr.aria-label]="t('questions.import.undoOf', { name: each.filename })"
                  (click)="undo(each.id, each.filename)"
                >
                  <app-icon name="undo" />
                  {{ t('questions.import.undo') }}
                </button>
              }
            </li>
          }
        </ul>
      }
    </section>
  `,
  styleUrl: './question-import.scss',
})
export class ImportHistory {
  private readonly api = inject(Api);
  private readonly confirm = inject(Confirm);
  private readonly toast = inject(Toast);
  private readonly transloco = inject(TranslocoService);
  private readonly course = inject(CurrentCourse);
  readonly bankId = input.required<string>();
  /** What is shown above: when it changes, so does its line. */
  readonly shown = input<QuestionImport>();
  readonly undone = output<QuestionImport>();
  private readonly params = computed(() => ({ courseId: this.course.id(), bankId: this.bankId() }));
  protected readonly page = this.api.read(
    questionBankRoutes.imports,
    () => ({ params: this.params() }),
    this.shown,
  );

  protected async undo(importId: string, name: string): Promise<void> {
    const say = (key: string) => this.transloco.translate(`questions.import.${key}`, { name });
    const sure = await this.confirm.ask({
      title: say('undoAsk'),
      text: say('undoText'),
      deed: say('undo'),
      grave: true,
    });
    if (!sure) return;
    await this.toast.attempt(async () => {
      const params = { ...this.params(), importId };
      this.undone.emit(await this.api.send(questionBankRoutes.undoImport, { params }));
      this.page.reload();
    });
  }
}
