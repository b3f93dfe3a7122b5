import { Component, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';

import { ViewAs } from '../core/view-as';
import { Icon } from '../ui/icon';

/** Always in sight while staff look at a course as a group: nothing can be changed, and how to end it. */
@Component({
  selector: 'app-viewing-as',
  imports: [Icon, MatButton, TranslocoDirective],
  template: `
    @if (viewAs.group(); as group) {
      <div class="banner" role="status" *transloco="let t">
        <app-icon name="eye" />
        <span>{{ t('shell.viewingAs', { group: group.name }) }}</span>
        <button matButton="outlined" type="button" (click)="viewAs.end()">
          {{ t('shell.endViewingAs') }}
        </button>
      </div>
    }
  `,
  styles: `
    .banner {
      display: flex;
      flex-wrap: wrap;
      gap: 8px 12px;
      align-items: center;
      padding: 8px 16px;
      background: var(--mat-sys-tertiary-container);
      color: var(--mat-sys-on-tertiary-container);
    }
    span {
      flex: 1;
      min-width: 12rem;
      overflow-wrap: anywhere;
    }
    button {
      color: inherit;
    }
  `,
})
export class ViewingAs {
  protected readonly viewAs = inject(ViewAs);
}
