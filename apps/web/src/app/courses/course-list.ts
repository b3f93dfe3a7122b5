import { Component, computed, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';

import { courseRoutes } from '@holdout/contracts';

import { Api } from '../core/api';
import { Session } from '../core/session';
import { EmptyState } from '../ui/empty-state';
import { ErrorState } from '../ui/error-state';
import { Icon } from '../ui/icon';
import { PageHeader } from '../ui/page-header';
import { Skeleton } from '../ui/skeleton';

/** The courses I am in; the ended ones stand apart. */
@Component({
  selector: 'app-course-list',
  imports: [
    EmptyState,
    ErrorState,
    Icon,
    MatButton,
    PageHeader,
    RouterLink,
    Skeleton,
    TranslocoDirective,
  ],
  templateUrl: './course-list.html',
  styleUrl: './course-list.scss',
})
export class CourseList {
  protected readonly session = inject(Session);
  protected readonly list = inject(Api).read(courseRoutes.mine, () => ({}));
  private readonly all = computed(() => (this.list.hasValue() ? this.list.value().items : []));
  protected readonly open = computed(() => this.all().filter(({ archivedAt }) => !archivedAt));
  protected readonly archived = computed(() => this.all().filter(({ archivedAt }) => archivedAt));
  protected readonly mayCreate = computed(() => {
    const account = this.session.account();
    return account?.mayCreateCourses === true || account?.administrator === true;
  });
}
