import { Component, computed, inject, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatLabel } from '@angular/material/form-field';
import { MatOption, MatSelect } from '@angular/material/select';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';

import {
  EvaluationState,
  type SubmissionSummary,
  challengeRoutes,
  groupRoutes,
  submissionRoutes as routes,
} from '@holdout/contracts';

import { Api } from '../core/api';
import { CurrentCourse } from '../core/current-course';
import { Live } from '../core/live';
import { EmptyState } from '../ui/empty-state';
import { ErrorState } from '../ui/error-state';
import { Icon } from '../ui/icon';
import { NumberPipe } from '../ui/number-pipe';
import type { Figures } from '../ui/number-text';
import { PageHeader } from '../ui/page-header';
import { Skeleton } from '../ui/skeleton';
import { TroubleNotice } from '../ui/trouble-notice';
import { When } from '../ui/when';
import { QuotaLine } from './quota-line';
import { toneOf } from './stages';

/** The submissions of a challenge, newest first: my group's, or for staff everybody's; they move as they are evaluated. */
@Component({
  selector: 'app-submission-list',
  imports: [
    EmptyState,
    ErrorState,
    Icon,
    MatButton,
    MatFormField,
    MatLabel,
    MatOption,
    MatSelect,
    NumberPipe,
    PageHeader,
    QuotaLine,
    RouterLink,
    Skeleton,
    TranslocoDirective,
    TroubleNotice,
    When,
  ],
  templateUrl: './submission-list.html',
  styleUrl: './submission-list.scss',
})
export class SubmissionList {
  private readonly api = inject(Api);
  private readonly router = inject(Router);
  protected readonly course = inject(CurrentCourse);
  /** Staff read every digit. */
  protected readonly figures = computed((): Figures =>
    this.course.staff() ? { exact: true } : { significant: 4 },
  );

  readonly challengeId = input.required<string>();
  /** Filters, kept in the address. */
  readonly group = input<string>();
  readonly state = input<string>();

  protected readonly states = EvaluationState.options;
  protected readonly tone = toneOf;
  private readonly params = computed(() => ({
    courseId: this.course.id(),
    challengeId: this.challengeId(),
  }));
  private readonly query = computed(() => {
    const state = EvaluationState.safeParse(this.state());
    const groupId = this.group();
    return {
      ...(state.success && { state: state.data }),
      ...(groupId !== undefined && this.course.staff() && { groupId }),
    };
  });
  private readonly live = inject(Live).watch(routes.live, () => ({ params: this.params() }));
  protected readonly challenge = this.api.read(challengeRoutes.get, () => ({
    params: this.params(),
  }));
  protected readonly groups = this.api.read(groupRoutes.list, () =>
    this.course.staff() ? { params: { courseId: this.course.id() } } : undefined,
  );
  protected readonly page = this.api.read(
    routes.list,
    () => ({ params: this.params(), query: this.query() }),
    this.live.changes,
  );
  private readonly older = signal<readonly SubmissionSummary[]>([]);
  private readonly olderMore = signal<boolean | undefined>(undefined);
  protected readonly items = computed(() => {
    const fresh = this.page.hasValue() ? this.page.value().items : [];
    const known = new Set(fresh.map(({ id }) => id));
    return [...fresh, ...this.older().filter(({ id }) => !known.has(id))];
  });
  protected readonly more = computed(
    () => this.olderMore() ?? (this.page.hasValue() && this.page.value().more),
  );
  protected readonly quota = computed(() =>
    this.page.hasValue() ? this.page.value().quota : null,
  );
  protected readonly revealed = computed(
    () => this.challenge.hasValue() && this.challenge.value().state === 'revealed',
  );
  protected readonly filtered = computed(() => Object.keys(this.query()).length > 0);
  protected readonly maySubmit = computed(
    () =>
      this.course.role() === 'student' &&
      this.course.group() !== null &&
      this.course.course()?.me.viewingAs === false,
  );
  protected readonly crumbs = computed(() =>
    this.challenge.hasValue()
      ? [
          {
            text: this.challenge.value().title,
            link: ['/courses', this.course.id(), 'challenges', this.challengeId()],
          },
        ]
      : [],
  );
  protected readonly trouble = signal<unknown>(undefined);

  protected filter(change: { group?: string | null; state?: string | null }): void {
    this.older.set([]);
    this.olderMore.set(undefined);
    void this.router.navigate([], { queryParams: change, queryParamsHandling: 'merge' });
  }

  protected async showMore(): Promise<void> {
    const last = this.items().at(-1);
    if (!last) return;
    this.trouble.set(undefined);
    try {
      const { items, more } = await this.api.send(routes.list, {
        params: this.params(),
        query: { ...this.query(), before: last.receivedAt },
      });
      this.older.update((known) => [...known, ...items]);
      this.olderMore.set(more);
    } catch (thrown) {
      this.trouble.set(thrown);
    }
  }
}
