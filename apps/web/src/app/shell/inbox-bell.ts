import { Component, inject } from '@angular/core';
import { MatIconButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';

import { UnreadNotices } from '../core/unread-notices';
import { Icon } from '../ui/icon';

/** The way to the inbox, with how much in it is new. */
@Component({
  selector: 'app-inbox-bell',
  imports: [Icon, MatIconButton, RouterLink, TranslocoDirective],
  template: `
    <a
      *transloco="let t"
      matIconButton
      routerLink="/inbox"
      [attr.aria-label]="t('shell.inbox', { count: unread() })"
    >
      <app-icon name="bell" />
      @if (unread() > 0) {
        <span class="count" aria-hidden="true">{{ unread() > 99 ? '99+' : unread() }}</span>
      }
    </a>
  `,
  styles: `
    a {
      position: relative;
      color: var(--mat-sys-on-surface);
    }
    .count {
      position: absolute;
      top: 2px;
      left: 22px;
      min-width: 18px;
      padding: 0 4px;
      border-radius: 9px;
      background: var(--mat-sys-tertiary-container);
      color: var(--mat-sys-on-tertiary-container);
      font-size: 12px;
      font-weight: 650;
      line-height: 18px;
      text-align: center;
    }
  `,
})
export class InboxBell {
  protected readonly unread = inject(UnreadNotices).count;
}
