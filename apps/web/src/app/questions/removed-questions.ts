import { Component, computed, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';

import { questionBankRoutes, questionRoutes } from '@holdout/contracts';

import { Api } from '../core/api';
import { CurrentCourse } from '../core/current-course';
import { EmptyState } from '../ui/empty-state';
import { ErrorState } from '../ui/error-state';
import { Icon } from '../ui/icon';
import { NoPermission } from '../ui/no-permission';
import { PageHeader } from '../ui/page-header';
import { Skeleton } from '../ui/skeleton';
import { Toast } from '../ui/toast';
import { When } from '../ui/when';

/** Banks and questions that were put away, to be taken back. Those of a bank come back with it. */
@Component({
  selector: 'app-removed-questions',
  imports: [
    EmptyState,
    ErrorState,
    Icon,
    MatButton,
    NoPermission,
    PageHeader,
    Skeleton,
    TranslocoDirective,
    When,
  ],
  template: `
    <div class="stack" *transloco="let t">
      <app-page-header
        [title]="t('questions.trash.title')"
        [lead]="t('questions.trash.lead')"
        [crumbs]="[{ text: t('questions.title'), link: list() }]"
      />
      @if (!course.staff()) {
        <app-no-permission of="staff" />
      } @else if (banks.error() ?? questions.error(); as error) {
        <app-error-state [error]="error" (again)="reload()" />
      } @else if (!banks.hasValue() || !questions.hasValue()) {
        <app-skeleton kind="rows" [count]="4" />
      } @else if (parts().length === 0) {
        <app-empty-state
          icon="trash"
          [title]="t('questions.trash.empty.title')"
          [text]="t('questions.trash.empty.text')"
        />
      } @else {
        @for (part of parts(); track part.of) {
          <section class="stack" [attr.aria-labelledby]="part.of">
            <h2 [id]="part.of">{{ t('questions.trash.' + part.of) }}</h2>
            <div class="table-wrap" tabindex="0" role="region" [attr.aria-labelledby]="part.of">
              <table class="data">
                <thead>
                  <tr>
                    <th scope="col">
                      {{ t(part.of === 'banks' ? 'questions.bank' : 'questions.question') }}
                    </th>
                    <th scope="col">{{ t('questions.trash.when') }}</th>
                    <th scope="col">
                      <span class="visually-hidden">{{ t('questions.deeds') }}</span>
                    </th>
                  </tr>
                </thead>
                <tbody>
                  @for (line of part.lines; track line.id) {
                    <tr>
                      <th scope="row" class="title">{{ line.title }}</th>
                      <td><app-when [instant]="line.at" as="day" /></td>
                      <td class="number">
                        <button
                          matButton
                          type="button"
                          [attr.aria-label]="t('questions.trash.restore', { title: line.title })"
                          (click)="restore(part.of, line.id, line.title)"
                        >
                          <app-icon name="undo" />
                          {{ t('questions.trash.deed') }}
                        </button>
                      </td>
                    </tr>
                  }
                </tbody>
              </table>
            </div>
          </section>
        }
      }
    </div>
  `,
  styleUrl: './question-list.scss',
})
export class RemovedQuestions {
  private readonly api = inject(Api);
  private readonly toast = inject(Toast);
  protected readonly course = inject(CurrentCourse);
  protected readonly list = computed(() => ['/courses', this.course.id(), 'questions']);
  private readonly mine = computed(() =>
    this.course.staff() ? { params: { courseId: this.course.id() } } : undefined,
  );
  protected readonly banks = this.api.read(questionBankRoutes.list, () => this.mine());
  protected readonly questions = this.api.read(questionRoutes.list, () => {
    const mine = this.mine();
    return mine && { ...mine, query: { removed: 'true' as const } };
  });

  protected readonly parts = computed(() => {
    const banks = this.banks.hasValue() ? this.banks.value().items : [];
    const questions = this.questions.hasValue() ? this.questions.value().items : [];
    const parts = [
      { of: 'banks' as const, lines: banks.map((bank) => ({ ...bank, title: bank.name })) },
      { of: 'questions' as const, lines: questions },
    ];
    return parts
      .map(({ of, lines }) => ({
        of,
        lines: lines.flatMap(({ id, title, removedAt }) =>
          removedAt === null ? [] : [{ id, title, at: removedAt }],
        ),
      }))
      .filter(({ lines }) => lines.length > 0);
  });

  protected async restore(of: 'banks' | 'questions', id: string, title: string): Promise<void> {
    const courseId = this.course.id();
    const restored = await this.toast.attempt(async () =>
      of === 'banks'
        ? this.api.send(questionBankRoutes.restore, { params: { courseId, bankId: id } })
        : this.api.send(questionRoutes.restore, { params: { courseId, questionId: id } }),
    );
    if (!restored) return;
    this.toast.say('questions.trash.restored', { title });
    this.reload();
  }

  protected reload(): void {
    this.banks.reload();
    this.questions.reload();
  }
}
