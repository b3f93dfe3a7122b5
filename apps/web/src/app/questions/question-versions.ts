import { Component, computed, inject, input, numberAttribute, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';

import { questionRoutes } from '@holdout/contracts';

import { Api } from '../core/api';
import { CurrentCourse } from '../core/current-course';
import { ErrorState } from '../ui/error-state';
import { Icon } from '../ui/icon';
import { NoPermission } from '../ui/no-permission';
import { PageHeader } from '../ui/page-header';
import { Skeleton } from '../ui/skeleton';
import { Toast } from '../ui/toast';
import { TroubleNotice } from '../ui/trouble-notice';
import { When } from '../ui/when';
import { QuestionPreview } from './question-preview';

/** What a question was, version by version; an old one can be in force again. */
@Component({
  selector: 'app-question-versions',
  imports: [
    ErrorState,
    Icon,
    MatButton,
    NoPermission,
    PageHeader,
    QuestionPreview,
    RouterLink,
    Skeleton,
    TranslocoDirective,
    TroubleNotice,
    When,
  ],
  template: `
    <div class="stack" *transloco="let t">
      <app-page-header
        [title]="t('questions.versions.title')"
        [lead]="t('questions.versions.lead')"
        [crumbs]="crumbs(t('questions.title'))"
      />
      @if (!course.staff()) {
        <app-no-permission of="staff" />
      } @else if (page.error(); as error) {
        <app-error-state [error]="error" (again)="page.reload()" />
      } @else if (!page.hasValue()) {
        <app-skeleton kind="block" />
      } @else {
        @let question = page.value();
        <div class="sides">
          <nav class="stack" [attr.aria-label]="t('questions.versions.list')">
            <ul class="versions">
              @for (each of question.versions; track each.id) {
                <li>
                  <a
                    [routerLink]="[]"
                    [queryParams]="{ version: each.number }"
                    [attr.aria-current]="each.id === question.versionId ? 'true' : null"
                    >{{ t('questions.versions.line', { number: each.number }) }}</a
                  >
                  @if (each.number === question.version) {
                    <span class="tag good">{{ t('questions.versions.current') }}</span>
                  }
                  <span class="small muted">
                    <app-when [instant]="each.at" as="full" />
                    {{ t('questions.versions.by', { name: each.by }) }}
                  </span>
                </li>
              }
            </ul>
          </nav>
          <section class="card stack" aria-labelledby="shown">
            <h2 id="shown">
              {{ t('questions.versions.line', { number: shown() }) }}: {{ question.content.title }}
            </h2>
            <p class="small muted">{{ t('questions.type.' + question.content.type) }}</p>
            <app-question-preview [content]="question.content" />
            @if (shown() !== question.version) {
              <div class="row">
                <button matButton="outlined" type="button" (click)="take()">
                  <app-icon name="undo" />
                  {{ t('questions.versions.take') }}
                </button>
              </div>
            }
            <app-trouble-notice [error]="trouble()" />
          </section>
        </div>
      }
    </div>
  `,
  styleUrl: './question-editor.scss',
})
export class QuestionVersions {
  private readonly api = inject(Api);
  private readonly router = inject(Router);
  private readonly toast = inject(Toast);
  protected readonly course = inject(CurrentCourse);
  readonly questionId = input.required<string>();
  /** Of the address; without it the one in force. */
  readonly version = input<number | undefined, string | undefined>(undefined, {
    transform: (text) => {
      const number = numberAttribute(text, 0);
      return number > 0 ? number : undefined;
    },
  });
  protected readonly trouble = signal<unknown>(undefined);
  protected readonly page = this.api.read(questionRoutes.get, () => {
    if (!this.course.staff()) return undefined;
    return { params: this.params(), query: { version: this.version() } };
  });
  protected readonly shown = computed(() => {
    if (!this.page.hasValue()) return 0;
    const { versions, versionId } = this.page.value();
    return versions.find(({ id }) => id === versionId)?.number ?? 0;
  });

  protected crumbs(list: string): { text: string; link: readonly string[] }[] {
    const link = ['/courses', this.course.id(), 'questions'];
    const title = this.page.hasValue() ? this.page.value().title : '';
    const question = title === '' ? [] : [{ text: title, link: [...link, this.questionId()] }];
    return [{ text: list, link }, ...question];
  }

  protected async take(): Promise<void> {
    if (!this.page.hasValue()) return;
    const { content, version } = this.page.value();
    const number = this.shown();
    this.trouble.set(undefined);
    try {
      await this.api.send(questionRoutes.update, {
        params: this.params(),
        body: { content, version },
      });
      this.toast.say('questions.versions.taken', { number });
      await this.router.navigate([], { queryParams: {}, replaceUrl: true });
      this.page.reload();
    } catch (thrown) {
      this.trouble.set(thrown);
    }
  }

  private params(): { courseId: string; questionId: string } {
    return { courseId: this.course.id(), questionId: this.questionId() };
  }
}
