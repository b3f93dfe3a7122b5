import { Component, inject, input } from '@angular/core';

import { CurrentCourse } from '../core/current-course';
import { Skeleton } from '../ui/skeleton';
import { GradebookPage } from './gradebook-page';
import { MyGrades } from './my-grades';

/** The grades as a role needs them: the whole book, or one's own. */
@Component({
  selector: 'app-grades-home',
  imports: [GradebookPage, MyGrades, Skeleton],
  template: `
    @if (current.staff()) {
      @defer {
        <app-gradebook-page
          [by]="by()"
          [q]="q()"
          [group]="group()"
          [state]="state()"
          [cell]="cell()"
          [version]="version()"
        />
      } @placeholder {
        <app-skeleton kind="rows" [count]="8" />
      }
    } @else {
      <app-my-grades [of]="of()" />
    }
  `,
})
export class GradesHome {
  protected readonly current = inject(CurrentCourse);
  /** Of the address: whose receipt a student looks at. */
  readonly of = input<string>();
  /** Of the address: how staff look at the book. */
  readonly by = input<string>();
  readonly q = input<string>();
  readonly group = input<string>();
  readonly state = input<string>();
  readonly cell = input<string>();
  readonly version = input<string>();
}
