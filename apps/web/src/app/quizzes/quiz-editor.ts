import { Component, computed, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';

import { quizRoutes } from '@holdout/contracts';

import { Api } from '../core/api';
import { CurrentCourse } from '../core/current-course';
import { ErrorState } from '../ui/error-state';
import { NoPermission } from '../ui/no-permission';
import { PageHeader } from '../ui/page-header';
import { Skeleton } from '../ui/skeleton';
import { QuizAllowances } from './quiz-allowances';
import { QuizDeeds } from './quiz-deeds';
import { QuizEntries } from './quiz-entries';
import { QuizSettings } from './quiz-settings';

/** Writing a quiz: its questions, its rules, when it is published and who has longer. */
@Component({
  selector: 'app-quiz-editor',
  imports: [
    ErrorState,
    MatButton,
    NoPermission,
    PageHeader,
    QuizAllowances,
    QuizDeeds,
    QuizEntries,
    QuizSettings,
    RouterLink,
    Skeleton,
    TranslocoDirective,
  ],
  template: `
    <div class="stack" *transloco="let t">
      @if (!course.staff()) {
        <app-page-header [title]="t('quizStaff.editor')" />
        <app-no-permission of="staff" />
      } @else if (page.error(); as error) {
        <app-page-header [title]="t('quizStaff.editor')" />
        <app-error-state [error]="error" (again)="page.reload()" />
      } @else if (page.hasValue()) {
        @let quiz = page.value();
        <app-page-header
          [title]="quiz.title"
          [crumbs]="[
            { text: t('quizzes.title'), link: list() },
            { text: t('quizStaff.quiz'), link: list().concat(quiz.id) },
          ]"
        >
          <p>
            <span
              class="tag"
              [class.good]="quiz.state === 'open'"
              [class.look]="quiz.state === 'draft'"
              >{{ t('quizStaff.state.' + quiz.state) }}</span
            >
          </p>
          @if (quiz.state !== 'draft') {
            <a action matButton="outlined" [routerLink]="list().concat(quiz.id, 'marking')">
              {{ t('quizStaff.marking.title') }}
            </a>
          }
        </app-page-header>
        <app-quiz-deeds [quiz]="quiz" (changed)="page.set($event)" />
        <app-quiz-entries [quiz]="quiz" (changed)="page.set($event)" />
        <app-quiz-settings [quiz]="quiz" (changed)="page.set($event)" />
        <app-quiz-allowances [quiz]="quiz" />
      } @else {
        <app-page-header [title]="t('quizStaff.editor')" />
        <app-skeleton kind="block" />
      }
    </div>
  `,
})
export class QuizEditor {
  protected readonly course = inject(CurrentCourse);
  readonly quizId = input.required<string>();

  protected readonly page = inject(Api).read(quizRoutes.get, () =>
    this.course.staff()
      ? { params: { courseId: this.course.id(), quizId: this.quizId() } }
      : undefined,
  );
  protected readonly list = computed(() => ['/courses', this.course.id(), 'quizzes']);
}
