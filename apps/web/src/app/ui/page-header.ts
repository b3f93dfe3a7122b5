import { Component, effect, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';

import { PageTitle } from '../core/page-title';
import { Icon } from './icon';

export interface Crumb {
  readonly text: string;
  readonly link: string | readonly unknown[];
}

/** Where I am, what this page is, and its one primary action (`<button action matButton="filled">`). */
@Component({
  selector: 'app-page-header',
  imports: [Icon, RouterLink, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      @if (crumbs().length > 0) {
        <nav [attr.aria-label]="t('ui.breadcrumbs')" class="no-print">
          <ol>
            @for (crumb of crumbs(); track $index) {
              <li>
                <a [routerLink]="crumb.link">{{ crumb.text }}</a>
                <app-icon name="chevron-right" />
              </li>
            }
          </ol>
        </nav>
      }
      <div class="line">
        <div class="title">
          <h1>{{ title() }}</h1>
          @if (lead()) {
            <p class="muted">{{ lead() }}</p>
          }
          <ng-content />
        </div>
        <div class="actions no-print"><ng-content select="[action]" /></div>
      </div>
    </ng-container>
  `,
  styles: `
    :host {
      display: block;
    }
    ol {
      display: flex;
      flex-wrap: wrap;
      margin: 0 0 8px;
      padding: 0;
      list-style: none;
      font-size: 14px;
      line-height: 24px;
    }
    li {
      color: var(--mat-sys-on-surface-variant);
    }
    li app-icon {
      width: 16px;
      height: 16px;
      margin: 0 4px;
    }
    .line {
      display: flex;
      flex-wrap: wrap;
      gap: 16px;
      align-items: start;
      justify-content: space-between;
    }
    .title {
      display: grid;
      gap: 8px;
      min-width: 0;
      overflow-wrap: anywhere;
    }
    .lead {
      max-width: var(--app-text);
    }
    .actions {
      display: flex;
      flex-wrap: wrap;
      gap: 8px;
      align-items: center;
    }
    .actions:empty {
      display: none;
    }
  `,
})
export class PageHeader {
  readonly title = input.required<string>();
  readonly lead = input<string>();
  readonly crumbs = input<readonly Crumb[]>([]);

  constructor() {
    const page = inject(PageTitle);
    effect(() => {
      page.name(this.title());
    });
  }
}
