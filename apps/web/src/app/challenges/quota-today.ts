import { Component, computed, inject, input } from '@angular/core';

import { submissionRoutes } from '@holdout/contracts';

import { Api } from '../core/api';
import { CurrentCourse } from '../core/current-course';
import { QuotaLine } from '../submissions/quota-line';

/** How many submissions of today my group has left, and what stands against one now. */
@Component({
  selector: 'app-quota-today',
  imports: [QuotaLine],
  template: `
    @if (quota(); as quota) {
      <app-quota-line [quota]="quota" />
    }
  `,
})
export class QuotaToday {
  private readonly course = inject(CurrentCourse);
  readonly challengeId = input.required<string>();

  private readonly page = inject(Api).read(submissionRoutes.list, () => ({
    params: { courseId: this.course.id(), challengeId: this.challengeId() },
    query: { limit: 1 },
  }));
  protected readonly quota = computed(() =>
    this.page.hasValue() ? this.page.value().quota : null,
  );
}
