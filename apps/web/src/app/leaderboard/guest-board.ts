import { Component, computed, inject, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';

import { leaderboardRoutes } from '@holdout/contracts';

import { Api } from '../core/api';
import { Live } from '../core/live';
import { ErrorState } from '../ui/error-state';
import { PageHeader } from '../ui/page-header';
import { Skeleton } from '../ui/skeleton';
import { BoardView } from './board-view';

/** One board for whoever has its link; without an account, and with nothing else. */
@Component({
  selector: 'app-guest-board',
  imports: [BoardView, ErrorState, PageHeader, Skeleton, TranslocoDirective],
  template: `<div class="page stack" *transloco="let t">
    @if (page.error(); as error) {
      <app-page-header [title]="t('leaderboard.title')" />
      <app-error-state [error]="error" (again)="page.reload()" />
    } @else if (board(); as board) {
      <app-page-header [title]="board.challenge.title" [lead]="t('leaderboard.guest')" />
      <app-board-view [board]="board" [series]="series()" />
    } @else {
      <app-page-header [title]="t('leaderboard.title')" />
      <app-skeleton kind="rows" [count]="6" />
    }
  </div>`,
})
export class GuestBoard {
  private readonly api = inject(Api);
  readonly token = input.required<string>();
  private readonly given = computed(() => ({ params: { token: this.token() } }));
  private readonly live = inject(Live).watch(leaderboardRoutes.guestLive, this.given);
  protected readonly page = this.api.read(
    leaderboardRoutes.guestBoard,
    this.given,
    this.live.changes,
  );
  private readonly history = this.api.read(
    leaderboardRoutes.guestHistory,
    this.given,
    this.live.changes,
  );
  protected readonly board = computed(() => (this.page.hasValue() ? this.page.value() : undefined));
  protected readonly series = computed(() =>
    this.history.hasValue() ? this.history.value().series : [],
  );
}
