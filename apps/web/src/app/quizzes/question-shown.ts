import { Component, inject, input } from '@angular/core';

import { questionRoutes } from '@holdout/contracts';

import { Api } from '../core/api';
import { CurrentCourse } from '../core/current-course';
import { QuestionPreview } from '../questions/question-preview';
import { ErrorState } from '../ui/error-state';
import { Skeleton } from '../ui/skeleton';

/** A question of a bank, read when it is looked at. */
@Component({
  selector: 'app-question-shown',
  imports: [ErrorState, QuestionPreview, Skeleton],
  template: `
    @if (page.error(); as error) {
      <app-error-state [error]="error" (again)="page.reload()" />
    } @else if (page.hasValue()) {
      <app-question-preview [content]="page.value().content" />
    } @else {
      <app-skeleton kind="lines" [count]="3" />
    }
  `,
})
export class QuestionShown {
  private readonly course = inject(CurrentCourse);
  readonly questionId = input.required<string>();
  protected readonly page = inject(Api).read(questionRoutes.get, () => ({
    params: { courseId: this.course.id(), questionId: this.questionId() },
  }));
}
