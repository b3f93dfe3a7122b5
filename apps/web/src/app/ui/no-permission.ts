import { Component, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';

import { EmptyState } from './empty-state';

/** A page of another role: whose it is, and the way back. */
@Component({
  selector: 'app-no-permission',
  imports: [EmptyState, MatButton, RouterLink, TranslocoDirective],
  template: `
    <app-empty-state
      *transloco="let t"
      icon="lock"
      [title]="t('ui.noPermission.title')"
      [text]="t('ui.noPermission.' + of())"
    >
      <a matButton="outlined" routerLink="/">{{ t('ui.toStart') }}</a>
    </app-empty-state>
  `,
})
export class NoPermission {
  /** Whose page it is. */
  readonly of = input.required<'staff' | 'instructor' | 'administrator' | 'maker'>();
}
