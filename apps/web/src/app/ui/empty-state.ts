import { Component, input } from '@angular/core';

import { Icon, type IconName } from './icon';

/** Nothing here yet: what belongs here and the next step, with its button inside. */
@Component({
  selector: 'app-empty-state',
  imports: [Icon],
  template: `
    <app-icon [name]="icon()" />
    <h2>{{ title() }}</h2>
    @if (text()) {
      <p class="muted">{{ text() }}</p>
    }
    <div class="row"><ng-content /></div>
  `,
  styles: `
    :host {
      display: grid;
      gap: 8px;
      justify-items: center;
      padding: 48px 24px;
      border: 1px dashed var(--mat-sys-outline-variant);
      border-radius: 8px;
      text-align: center;
    }
    app-icon {
      width: 32px;
      height: 32px;
      color: var(--mat-sys-primary);
    }
    p {
      max-width: 36rem;
      text-wrap: pretty;
    }
    .row {
      margin-top: 8px;
      justify-content: center;
    }
    .row:empty {
      display: none;
    }
  `,
})
export class EmptyState {
  readonly title = input.required<string>();
  readonly text = input<string>();
  readonly icon = input<IconName>('info');
}
