import { Component, computed, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatButtonToggle, MatButtonToggleGroup } from '@angular/material/button-toggle';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';

import { type CourseBoard, leaderboardRoutes } from '@holdout/contracts';

import { Api } from '../core/api';
import { CurrentCourse } from '../core/current-course';
import { EmptyState } from '../ui/empty-state';
import { ErrorState } from '../ui/error-state';
import { Icon } from '../ui/icon';
import { Notice } from '../ui/notice';
import { NumberPipe } from '../ui/number-pipe';
import { PageHeader } from '../ui/page-header';
import { Skeleton } from '../ui/skeleton';
import { courseLinesOf, courseScaleOf } from './course-board';
import { IntervalBar } from './interval-bar';

/** The groups of a course by skill, over its challenges that have one. */
@Component({
  selector: 'app-course-board-page',
  imports: [
    EmptyState,
    ErrorState,
    Icon,
    IntervalBar,
    MatButton,
    MatButtonToggle,
    MatButtonToggleGroup,
    Notice,
    NumberPipe,
    PageHeader,
    RouterLink,
    Skeleton,
    TranslocoDirective,
  ],
  templateUrl: './course-board-page.html',
  styleUrl: './course-board-page.scss',
})
export class CourseBoardPage {
  private readonly api = inject(Api);
  private readonly router = inject(Router);
  protected readonly course = inject(CurrentCourse);

  /** Which rows, kept in the address: staff may look at either. */
  readonly part = input<string>();

  private readonly params = computed(() => ({ courseId: this.course.id() }));
  private readonly asked = computed((): { part?: 'public' | 'private' } => {
    const part = this.part();
    return this.course.staff() && (part === 'public' || part === 'private') ? { part } : {};
  });
  protected readonly page = this.api.read(leaderboardRoutes.courseBoard, () => ({
    params: this.params(),
    query: this.asked(),
  }));
  protected readonly board = computed((): CourseBoard | undefined =>
    this.page.hasValue() ? this.page.value() : undefined,
  );
  protected readonly lines = computed(() => courseLinesOf(this.board() ?? { rows: [] }));
  protected readonly scale = computed(() => courseScaleOf(this.board() ?? { rows: [] }));
  protected readonly chosen = computed(() => this.asked().part ?? 'shown');
  protected readonly csv = computed(() =>
    this.api.fileUrl(leaderboardRoutes.courseCsv, {
      params: this.params(),
      query: { ...this.asked(), bom: 'true' },
    }),
  );

  protected choose(part: string): void {
    void this.router.navigate([], {
      queryParams: { part: part === 'shown' ? null : part },
      queryParamsHandling: 'merge',
    });
  }
}
