import { Component, computed, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatButtonToggle, MatButtonToggleGroup } from '@angular/material/button-toggle';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';

import { leaderboardRoutes } from '@holdout/contracts';

import { Api } from '../core/api';
import { CurrentCourse } from '../core/current-course';
import { Live } from '../core/live';
import { ErrorState } from '../ui/error-state';
import { Icon } from '../ui/icon';
import { PageHeader } from '../ui/page-header';
import { Skeleton } from '../ui/skeleton';
import { BoardView } from './board-view';

/** The leaderboard of a challenge, as it changes. */
@Component({
  selector: 'app-board-page',
  imports: [
    BoardView,
    ErrorState,
    Icon,
    MatButton,
    MatButtonToggle,
    MatButtonToggleGroup,
    PageHeader,
    RouterLink,
    Skeleton,
    TranslocoDirective,
  ],
  templateUrl: './board-page.html',
})
export class BoardPage {
  private readonly api = inject(Api);
  private readonly router = inject(Router);
  protected readonly course = inject(CurrentCourse);

  readonly challengeId = input.required<string>();
  /** Which rows, kept in the address. */
  readonly part = input<string>();

  private readonly params = computed(() => ({
    courseId: this.course.id(),
    challengeId: this.challengeId(),
  }));
  private readonly asked = computed((): { part?: 'public' | 'private' } => {
    const part = this.part();
    return part === 'public' || part === 'private' ? { part } : {};
  });
  private readonly live = inject(Live).watch(leaderboardRoutes.live, () => ({
    params: this.params(),
  }));
  protected readonly page = this.api.read(
    leaderboardRoutes.board,
    () => ({ params: this.params(), query: this.asked() }),
    this.live.changes,
  );
  protected readonly history = this.api.read(
    leaderboardRoutes.history,
    () => ({ params: this.params() }),
    this.live.changes,
  );
  protected readonly board = computed(() => (this.page.hasValue() ? this.page.value() : undefined));
  protected readonly series = computed(() =>
    this.history.hasValue() ? this.history.value().series : [],
  );
  /** Both parts can be looked at: after the reveal, and by staff at any time. */
  protected readonly bothParts = computed(
    () => this.board()?.challenge.state === 'revealed' || this.course.staff(),
  );
  protected readonly maySubmit = computed(
    () =>
      this.course.role() === 'student' &&
      this.course.group() !== null &&
      this.course.course()?.me.viewingAs === false &&
      this.board()?.challenge.state === 'open',
  );
  protected readonly crumbs = computed(() => {
    const challenge = this.board()?.challenge;
    return challenge
      ? [
          {
            text: challenge.title,
            link: ['/courses', this.course.id(), 'challenges', challenge.id],
          },
        ]
      : [];
  });
  protected readonly csv = computed(() =>
    this.api.fileUrl(leaderboardRoutes.csv, {
      params: this.params(),
      query: { ...this.asked(), bom: 'true' },
    }),
  );

  protected choose(part: string): void {
    void this.router.navigate([], { queryParams: { part }, queryParamsHandling: 'merge' });
  }
}
