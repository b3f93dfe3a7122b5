import { Component, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';

import type { Complaint } from '@holdout/contracts';

import { FactsPipe } from './facts-pipe';

/** Every fault of an input at once: where it is, what it is, what was expected. */
@Component({
  selector: 'app-fault-list',
  imports: [FactsPipe, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      @if (faults().length > 0) {
        <ul>
          @for (fault of faults(); track $index) {
            <li>
              @if (fault.row !== undefined || fault.column !== undefined) {
                <span class="where">{{ where(fault) | facts: t }}</span>
              }
              {{ t('fault.' + code(fault, t), params(fault) | facts) }}
              @if ((fault.count ?? 1) > 1) {
                <span class="muted">{{ t('ui.inAll', { count: fault.count }) }}</span>
              }
            </li>
          }
        </ul>
      }
    </ng-container>
  `,
})
export class FaultList {
  readonly faults = input.required<readonly Complaint[]>();
}
