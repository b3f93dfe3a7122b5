import { Component } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';

import { EmptyState } from '../ui/empty-state';

@Component({
  selector: 'app-not-found',
  imports: [EmptyState, MatButton, RouterLink, TranslocoDirective],
  template: `
    <app-empty-state
      *transloco="let t"
      icon="search"
      [title]="t('ui.notFound.title')"
      [text]="t('ui.notFound.text')"
    >
      <a matButton="outlined" routerLink="/">{{ t('ui.toStart') }}</a>
    </app-empty-state>
  `,
  styles: `
    :host {
      display: block;
      max-width: 60rem;
      margin: 24px auto;
      padding: 0 16px;
    }
  `,
})
export class NotFound {}
