import { Component, inject, input } from '@angular/core';

import { CurrentCourse } from '../core/current-course';
import { MyGrades } from './my-grades';

/** The grades as a role needs them: the whole book, or one's own. */
@Component({
  selector: 'app-grades-home',
  imports: [MyGrades],
  template: `
    @if (!current.staff()) {
      <app-my-grades [of]="of()" />
    }
  `,
})
export class GradesHome {
  protected readonly current = inject(CurrentCourse);
  /** Of the address: whose receipt a student looks at. */
  readonly of = input<string>();
}
