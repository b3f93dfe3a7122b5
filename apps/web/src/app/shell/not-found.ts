import { Component } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';

import { PageHeader } from '../ui/page-header';

@Component({
  selector: 'app-not-found',
  imports: [MatButton, PageHeader, RouterLink, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <app-page-header [title]="t('ui.notFound.title')" [lead]="t('ui.notFound.text')" />
      <a matButton="outlined" routerLink="/">{{ t('ui.toStart') }}</a>
    </ng-container>
  `,
  styles: `
    :host {
      display: grid;
      gap: 24px;
      justify-items: start;
      max-width: 60rem;
      margin: 24px auto;
      padding: 0 16px;
    }
  `,
})
export class NotFound {}
