import { Component, computed, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';

import { troubleOf } from '../core/trouble';
import { CopyButton } from './copy-button';
import { FaultList } from './fault-list';
import { Icon } from './icon';
import { FactsPipe } from './facts-pipe';

/**
 * Something failed: what happened, whether the work is safe, what to do, and the request's id.
 * Give it whatever was thrown, or the `error()` of a resource. A refused permission and a thing that
 * is not there have words of their own.
 */
@Component({
  selector: 'app-error-state',
  imports: [CopyButton, FactsPipe, FaultList, Icon, MatButton, RouterLink, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <app-icon [name]="passes() ? 'warning' : 'lock'" />
      <div class="text" role="alert">
        <h2>{{ t(trouble().sentence, trouble().facts | facts) }}</h2>
        <p>{{ t(trouble().advice) }}</p>
        <app-fault-list [faults]="trouble().faults" />
      </div>
      <div class="row no-print">
        @if (passes()) {
          <button matButton="outlined" type="button" (click)="again.emit()">
            {{ t('ui.again') }}
          </button>
        } @else {
          <a matButton="outlined" routerLink="/">{{ t('ui.toStart') }}</a>
        }
        @if (trouble().requestId; as id) {
          <span class="muted small"
            >{{ t('ui.requestId') }} <code>{{ id }}</code></span
          >
          <app-copy-button [text]="id" [label]="t('ui.copyRequestId')" />
        }
      </div>
    </ng-container>
  `,
  styles: `
    :host {
      display: grid;
      gap: 12px;
      padding: 24px;
      border: var(--app-line);
      border-radius: 8px;
      background: var(--mat-sys-surface-container-low);
      overflow-wrap: anywhere;
    }
    .text {
      display: grid;
      gap: 8px;
      max-width: var(--app-text);
    }
    app-icon {
      width: 32px;
      height: 32px;
      color: var(--mat-sys-on-surface-variant);
    }
  `,
})
export class ErrorState {
  readonly error = input.required<unknown>();
  readonly again = output();
  protected readonly trouble = computed(() => troubleOf(this.error()));
  protected readonly passes = computed(() => this.trouble().passing);
}
