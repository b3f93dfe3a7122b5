import { Component, computed, inject, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';

import { leaderboardRoutes } from '@holdout/contracts';

import { Api } from '../core/api';
import { CurrentCourse } from '../core/current-course';
import { NumberPipe } from '../ui/number-pipe';

/** Where my group stands on a board, in a few words; nothing while it is not known. */
@Component({
  selector: 'app-challenge-standing',
  imports: [NumberPipe, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      @if (board(); as board) {
        @if (board.mine; as mine) {
          {{
            t('challenges.standing', {
              rank: mine.rank,
              groups: board.groups,
              score: (mine.score | number: { significant: 4 }),
            })
          }}
        } @else {
          {{ t('challenges.noScore') }}
        }
      }
    </ng-container>
  `,
})
export class ChallengeStanding {
  private readonly course = inject(CurrentCourse);
  readonly challengeId = input.required<string>();
  private readonly page = inject(Api).read(leaderboardRoutes.board, () => ({
    params: { courseId: this.course.id(), challengeId: this.challengeId() },
  }));
  protected readonly board = computed(() => (this.page.hasValue() ? this.page.value() : undefined));
}
