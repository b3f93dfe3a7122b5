import { Component, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';

import type { Attempt } from '@holdout/contracts';

import { Notice } from '../ui/notice';
import { NumberPipe } from '../ui/number-pipe';
import { When } from '../ui/when';

/** What became of an attempt that is in: when it came in, and what it earned once that is shown. */
@Component({
  selector: 'app-attempt-outcome',
  imports: [Notice, NumberPipe, TranslocoDirective, When],
  template: `
    @let attempt = this.attempt();
    <ng-container *transloco="let t">
      <app-notice [tone]="attempt.released === 'hidden' ? 'info' : 'good'">
        <p>
          @if (attempt.submittedBy; as by) {
            {{ t('quizzes.inBy', { name: by.name }) }}
          } @else {
            {{ t('quizzes.inByItself') }}
          }
          @if (attempt.submittedAt; as at) {
            <app-when [instant]="at" as="full" />
          }
        </p>
        @if (attempt.earned; as earned) {
          <p class="earned">
            {{
              t('quizzes.earned', {
                earned: earned.rounded,
                points: attempt.points,
                exact: earned.exact,
              })
            }}
            @if (attempt.points > 0) {
              <strong>{{
                earned.rounded / attempt.points | number: { style: 'percent', decimals: 1 }
              }}</strong>
            }
          </p>
        } @else if (attempt.waiting > 0) {
          <p>{{ t('quizzes.waitsForAPerson', { count: attempt.waiting }) }}</p>
        } @else if (attempt.released === 'hidden') {
          <p>{{ t('quizzes.hidden') }}</p>
        }
      </app-notice>
    </ng-container>
  `,
  styles: `
    p {
      margin: 0;
    }
    .earned {
      font-variant-numeric: tabular-nums;
    }
  `,
})
export class AttemptOutcome {
  readonly attempt = input.required<Attempt>();
}
