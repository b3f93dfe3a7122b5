import { Component, computed, input } from '@angular/core';

import { Icon, type IconName } from './icon';

export type NoticeTone = 'info' | 'look' | 'good' | 'bad';

const ICONS: Record<NoticeTone, IconName> = {
  info: 'info',
  look: 'warning',
  good: 'check',
  bad: 'error',
};

/** A sentence that stands beside the work. Amber (`look`) only where the reader should look now. */
@Component({
  selector: 'app-notice',
  imports: [Icon],
  template: `
    <app-icon [name]="icon()" />
    <div class="text"><ng-content /></div>
    <ng-content select="[action]" />
  `,
  host: { '[class]': 'tone()', '[attr.role]': 'tone() === "bad" ? "alert" : null' },
  styles: `
    :host {
      display: flex;
      gap: 12px;
      align-items: start;
      padding: 12px 16px;
      border-radius: 8px;
      background: var(--mat-sys-surface-container);
      color: var(--mat-sys-on-surface);
      overflow-wrap: anywhere;
    }
    :host(.look) {
      background: var(--mat-sys-tertiary-container);
      color: var(--mat-sys-on-tertiary-container);
    }
    :host(.good) {
      background: var(--mat-sys-primary-container);
      color: var(--mat-sys-on-primary-container);
    }
    :host(.bad) {
      background: var(--mat-sys-error-container);
      color: var(--mat-sys-on-error-container);
    }
    app-icon {
      width: 20px;
      height: 20px;
      margin-top: 2px;
    }
    .text {
      flex: 1;
      min-width: 0;
    }
  `,
})
export class Notice {
  readonly tone = input<NoticeTone>('info');
  protected readonly icon = computed(() => ICONS[this.tone()]);
}
