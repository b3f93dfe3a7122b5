import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';

import { overviewRoutes } from '@holdout/contracts';

import { Api } from '../core/api';
import { Clock } from '../core/clock';
import { CurrentCourse } from '../core/current-course';
import { EmptyState } from '../ui/empty-state';
import { ErrorState } from '../ui/error-state';
import { NoPermission } from '../ui/no-permission';
import { PageHeader } from '../ui/page-header';
import { Skeleton } from '../ui/skeleton';
import { When } from '../ui/when';
import { Machines } from './machines';

/** The staff's first look: who has not submitted, which runs fail, whether the queue moves. */
@Component({
  selector: 'app-course-overview',
  imports: [
    EmptyState,
    ErrorState,
    Machines,
    NoPermission,
    PageHeader,
    RouterLink,
    Skeleton,
    TranslocoDirective,
    When,
  ],
  templateUrl: './course-overview.html',
  styleUrl: './course-overview.scss',
})
export class CourseOverview {
  protected readonly current = inject(CurrentCourse);
  /** Asks again with the clock, every 15 seconds: a first look that is old misleads. */
  protected readonly page = inject(Api).read(
    overviewRoutes.course,
    () => (this.current.staff() ? { params: { courseId: this.current.id() } } : undefined),
    inject(Clock).now,
  );
  protected readonly overview = computed(() =>
    this.page.hasValue() ? this.page.value() : undefined,
  );

  protected link(...path: string[]): string[] {
    return ['/courses', this.current.id(), ...path];
  }
}
