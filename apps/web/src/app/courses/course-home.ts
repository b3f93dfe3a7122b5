import { Component, computed, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';

import { challengeRoutes, groupRoutes } from '@holdout/contracts';

import { LatestAnnouncements } from '../announcements/latest-announcements';
import { Api } from '../core/api';
import { CurrentCourse } from '../core/current-course';
import { MyWeek } from '../schedule/my-week';
import { EmptyState } from '../ui/empty-state';
import { ErrorState } from '../ui/error-state';
import { Icon } from '../ui/icon';
import { Notice } from '../ui/notice';
import { PageHeader } from '../ui/page-header';
import { Skeleton } from '../ui/skeleton';
import { When } from '../ui/when';
import { ViewAsMenu } from './view-as-menu';

/** What is where: the challenges that are open now, my group, the modules; for staff the next step. */
@Component({
  selector: 'app-course-home',
  imports: [
    EmptyState,
    ErrorState,
    Icon,
    LatestAnnouncements,
    MatButton,
    MyWeek,
    Notice,
    PageHeader,
    RouterLink,
    Skeleton,
    TranslocoDirective,
    ViewAsMenu,
    When,
  ],
  templateUrl: './course-home.html',
  styleUrl: './course-home.scss',
})
export class CourseHome {
  private readonly api = inject(Api);
  protected readonly current = inject(CurrentCourse);
  protected readonly challenges = this.api.read(challengeRoutes.list, () => this.inCourse());
  protected readonly groups = this.api.read(groupRoutes.list, () => this.inCourse());

  protected readonly open = computed(() =>
    (this.challenges.hasValue() ? this.challenges.value().items : [])
      .filter(({ state }) => state === 'open')
      .sort((a, b) => (a.myClosesAt ?? '9').localeCompare(b.myClosesAt ?? '9')),
  );
  protected readonly maySubmit = computed(() => {
    const me = this.current.course()?.me;
    return me?.role === 'student' && !me.viewingAs;
  });
  protected readonly myGroup = computed(() => {
    const mine = this.current.group();
    return this.groups.hasValue()
      ? this.groups.value().items.find(({ id }) => id === mine?.id)
      : undefined;
  });
  /** Of a new course, what is still missing before a group can submit. */
  protected readonly steps = computed(() => {
    const course = this.current.course();
    if (!course || !this.groups.hasValue() || !this.challenges.hasValue()) return [];
    const { items, withoutGroup } = this.groups.value();
    const steps = [
      { name: 'modules', link: 'settings', done: course.modules.length > 0 },
      { name: 'people', link: 'people', done: items.length + withoutGroup.length > 0 },
      { name: 'groups', link: 'groups', done: items.length > 0 },
      { name: 'challenge', link: 'datasets', done: this.challenges.value().items.length > 0 },
    ];
    return steps.some(({ done }) => !done) ? steps : [];
  });

  protected link(...path: string[]): string[] {
    return ['/courses', this.current.id(), ...path];
  }

  private inCourse() {
    return { params: { courseId: this.current.id() } };
  }
}
