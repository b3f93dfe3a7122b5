import { Component, computed, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';

import { gradeRoutes } from '@holdout/contracts';

import { Api } from '../core/api';
import { CurrentCourse } from '../core/current-course';
import { EmptyState } from '../ui/empty-state';
import { ErrorState } from '../ui/error-state';
import { PageHeader } from '../ui/page-header';
import { Skeleton } from '../ui/skeleton';
import { GradesTabs } from './grades-tabs';
import { LineView } from './line-view';

/** A student's own page: the course grade or the group's project grade, and how each came about. */
@Component({
  selector: 'app-my-grades',
  imports: [
    EmptyState,
    ErrorState,
    GradesTabs,
    LineView,
    MatButton,
    PageHeader,
    RouterLink,
    Skeleton,
    TranslocoDirective,
  ],
  template: `
    <div class="stack" *transloco="let t">
      <app-page-header [title]="t('grades.mine.title')" [lead]="t('grades.mine.lead')">
        @if (empty() === false) {
          <button action matButton="outlined" type="button" (click)="print()">
            {{ t('grades.print') }}
          </button>
        }
      </app-page-header>
      <app-grades-tabs />
      @if (group(); as group) {
        <nav class="row no-print" [attr.aria-label]="t('grades.mine.whose')">
          <a
            [matButton]="ofGroup() ? 'outlined' : 'tonal'"
            [routerLink]="[]"
            [queryParams]="{ of: null }"
            queryParamsHandling="merge"
            [attr.aria-current]="ofGroup() ? null : 'true'"
            >{{ t('grades.mine.course') }}</a
          >
          <a
            [matButton]="ofGroup() ? 'tonal' : 'outlined'"
            [routerLink]="[]"
            [queryParams]="{ of: 'group' }"
            queryParamsHandling="merge"
            [attr.aria-current]="ofGroup() ? 'true' : null"
            >{{ t('grades.mine.project', { group: group.name }) }}</a
          >
        </nav>
      }
      @if (line().error(); as error) {
        <app-error-state [error]="error" (again)="line().reload()" />
      } @else if (!line().hasValue()) {
        <app-skeleton [count]="6" />
      } @else if (line().value(); as value) {
        @if (empty()) {
          <app-empty-state
            icon="star"
            [title]="t('grades.mine.empty.title')"
            [text]="t('grades.mine.empty.text')"
          />
        } @else {
          <app-line-view [line]="value" [memberId]="ofGroup() ? null : me()" [mine]="true" />
        }
      }
    </div>
  `,
})
export class MyGrades {
  private readonly api = inject(Api);
  private readonly current = inject(CurrentCourse);
  readonly of = input<string>();

  protected readonly group = this.current.group;
  protected readonly me = computed(() => this.current.course()?.me.memberId ?? null);
  protected readonly ofGroup = computed(
    () => this.group() !== null && (this.of() === 'group' || this.viewingAs()),
  );
  /** Staff who view the course as a group are no student of it: they see the group's line. */
  private readonly viewingAs = computed(() => this.current.course()?.me.viewingAs === true);
  private readonly ownLine = this.api.read(gradeRoutes.person, () => {
    const memberId = this.me();
    if (memberId === null || this.ofGroup()) return undefined;
    return { params: { courseId: this.current.id(), memberId }, query: {} };
  });
  private readonly groupLine = this.api.read(gradeRoutes.group, () => {
    const group = this.group();
    if (group === null || !this.ofGroup()) return undefined;
    return { params: { courseId: this.current.id(), groupId: group.id }, query: {} };
  });
  protected readonly line = computed(() => (this.ofGroup() ? this.groupLine : this.ownLine));
  /** Nothing to tell yet; undefined while that is not known. */
  protected readonly empty = computed(() => {
    const line = this.line();
    if (!line.hasValue()) return undefined;
    const { items, receipt } = line.value();
    return items.length === 0 && receipt === null;
  });

  protected print(): void {
    window.print();
  }
}
