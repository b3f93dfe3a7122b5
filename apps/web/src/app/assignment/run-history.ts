import { Component, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';

import type { AssignmentRunSummary } from '@holdout/contracts';

import { NumberPipe } from '../ui/number-pipe';
import { When } from '../ui/when';

/** Every assignment that was worked out: when, by whom, by which seed, and which one stands. */
@Component({
  selector: 'app-run-history',
  imports: [MatButton, NumberPipe, TranslocoDirective, When],
  template: `
    <section class="stack" aria-labelledby="history" *transloco="let t">
      <h2 id="history">{{ t('assignment.history.title') }}</h2>
      <div
        class="table-wrap"
        tabindex="0"
        role="region"
        [attr.aria-label]="t('assignment.history.title')"
      >
        <table class="data">
          <thead>
            <tr>
              <th scope="col">{{ t('assignment.history.when') }}</th>
              <th scope="col">{{ t('assignment.history.by') }}</th>
              <th scope="col">{{ t('assignment.history.how') }}</th>
              <th scope="col" class="number">{{ t('assignment.history.total') }}</th>
              <th scope="col">{{ t('assignment.history.state') }}</th>
              <th scope="col">
                <span class="visually-hidden">{{ t('assignment.history.see') }}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            @for (run of runs(); track run.id) {
              <tr>
                <td><app-when [instant]="run.madeAt" as="full" /></td>
                <td>{{ run.by }}</td>
                <td>
                  @if (run.seed !== null) {
                    {{ t('assignment.history.seed') }} <code>{{ run.seed }}</code>
                  } @else {
                    {{ t('assignment.history.reason', { reason: run.reason }) }}
                  }
                </td>
                <td class="number">{{ run.total | number }}</td>
                <td>
                  @if (run.id === inForceId()) {
                    <span class="tag good">{{ t('assignment.shown.inForce') }}</span>
                  } @else if (run.publishedAt !== null) {
                    <span class="tag">{{ t('assignment.shown.before') }}</span>
                  } @else {
                    <span class="tag">{{ t('assignment.shown.draft') }}</span>
                  }
                </td>
                <td>
                  @if (run.id === shownId()) {
                    <span class="muted">{{ t('assignment.history.shown') }}</span>
                  } @else {
                    <button matButton type="button" (click)="picked.emit(run.id)">
                      {{ t('assignment.history.see') }}
                    </button>
                  }
                </td>
              </tr>
            }
          </tbody>
        </table>
      </div>
    </section>
  `,
})
export class RunHistory {
  readonly runs = input.required<readonly AssignmentRunSummary[]>();
  readonly inForceId = input.required<string | null>();
  readonly shownId = input.required<string | null>();
  readonly picked = output<string>();
}
