import { Component, type Signal, computed, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';

import { type Challenge, challengeRoutes } from '@holdout/contracts';

import { Api } from '../core/api';
import { CurrentCourse } from '../core/current-course';
import { EmptyState } from '../ui/empty-state';
import { ErrorState } from '../ui/error-state';
import { Icon } from '../ui/icon';
import { PageHeader } from '../ui/page-header';
import { Skeleton } from '../ui/skeleton';
import { tickWhile } from '../ui/tick-while';
import { When } from '../ui/when';
import { ChallengeStanding } from './challenge-standing';
import { STATE_TONES, countsOf, inOrder } from './challenge-state';

/** The challenges of the course, what can be done now first; the state asked for is in the address. */
@Component({
  selector: 'app-challenge-list',
  imports: [
    ChallengeStanding,
    EmptyState,
    ErrorState,
    Icon,
    MatButton,
    PageHeader,
    RouterLink,
    Skeleton,
    TranslocoDirective,
    When,
  ],
  templateUrl: './challenge-list.html',
  styleUrl: './challenge-list.scss',
})
export class ChallengeList {
  protected readonly course = inject(CurrentCourse);
  readonly state = input<string>();

  protected readonly tones = STATE_TONES;
  protected readonly page = inject(Api).read(
    challengeRoutes.list,
    () => ({ params: { courseId: this.course.id() } }),
    tickWhile(() => this.all().some(({ state }) => state === 'preparing')),
  );
  protected readonly all: Signal<readonly Challenge[]> = computed(() =>
    this.page.hasValue() ? this.page.value().items : [],
  );
  protected readonly counts = computed(() => countsOf(this.all()));
  protected readonly chosen = computed(() =>
    this.counts().find(({ state }) => state === this.state()),
  );
  protected readonly challenges = computed(() => {
    const chosen = this.chosen();
    return inOrder(this.all()).filter(({ state }) => !chosen || state === chosen.state);
  });
  protected readonly zone = computed(() => this.course.course()?.timeZone);

  /** Whether a group has a place to be told: its own course, and a board that exists. */
  protected hasStanding({ state }: Challenge): boolean {
    return (
      this.course.group() !== null &&
      (state === 'open' || state === 'closed' || state === 'revealed')
    );
  }
}
