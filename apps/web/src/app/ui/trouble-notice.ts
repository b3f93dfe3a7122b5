import { Component, computed, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';

import { troubleOf } from '../core/trouble';
import { FactsPipe } from './facts-pipe';
import { FaultList } from './fault-list';
import { Notice } from './notice';

/** A deed that failed, told beside its button; the page stays. Shows nothing while there is no error. */
@Component({
  selector: 'app-trouble-notice',
  imports: [FactsPipe, FaultList, Notice, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      @if (trouble(); as trouble) {
        <app-notice tone="bad">
          <p>
            <strong>{{ t(trouble.sentence, trouble.facts | facts) }}</strong>
            {{ t(trouble.advice) }}
          </p>
          <app-fault-list [faults]="trouble.faults" />
          @if (trouble.passing && trouble.requestId; as id) {
            <p class="small">
              {{ t('ui.requestId') }} <code>{{ id }}</code>
            </p>
          }
        </app-notice>
      }
    </ng-container>
  `,
  styles: `
    :host:empty {
      display: none;
    }
  `,
})
export class TroubleNotice {
  readonly error = input.required<unknown>();
  protected readonly trouble = computed(() => {
    const error = this.error();
    return error === undefined || error === null ? undefined : troubleOf(error);
  });
}
