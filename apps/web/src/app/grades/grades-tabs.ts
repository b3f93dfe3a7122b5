import { Component, computed, inject } from '@angular/core';
import { RouterLink, RouterLinkActive } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';

import { CurrentCourse } from '../core/current-course';

interface Tab {
  readonly name: string;
  readonly link: readonly string[];
  readonly exact?: boolean;
}

/** The pages of the grades that a role needs. */
@Component({
  selector: 'app-grades-tabs',
  imports: [RouterLink, RouterLinkActive, TranslocoDirective],
  template: `
    <nav *transloco="let t" class="no-print" [attr.aria-label]="t('grades.tabs.label')">
      @for (tab of tabs(); track tab.name) {
        <a
          [routerLink]="tab.link"
          routerLinkActive="here"
          ariaCurrentWhenActive="page"
          [routerLinkActiveOptions]="{
            paths: tab.exact ? 'exact' : 'subset',
            queryParams: 'ignored',
            fragment: 'ignored',
            matrixParams: 'ignored',
          }"
          >{{ t('grades.tabs.' + tab.name) }}</a
        >
      }
    </nav>
  `,
  styles: `
    nav {
      display: flex;
      flex-wrap: wrap;
      gap: 0 4px;
      border-bottom: var(--app-line);
    }
    a {
      padding: 10px 12px;
      border-bottom: 3px solid transparent;
      color: var(--mat-sys-on-surface-variant);
      text-decoration: none;
    }
    a:hover {
      background: var(--mat-sys-surface-container);
    }
    .here {
      border-bottom-color: var(--mat-sys-primary);
      color: var(--mat-sys-on-surface);
      font-weight: 650;
    }
  `,
})
export class GradesTabs {
  private readonly current = inject(CurrentCourse);
  protected readonly tabs = computed((): Tab[] => {
    const to = (...path: string[]) => ['/courses', this.current.id(), 'grades', ...path];
    const policy: Tab = { name: 'policy', link: to('policy') };
    if (!this.current.staff()) return [{ name: 'mine', link: to(), exact: true }, policy];
    return [
      { name: 'book', link: to(), exact: true },
      policy,
      { name: 'files', link: to('files') },
      { name: 'finals', link: to('finals') },
      { name: 'audit', link: to('audit') },
    ];
  });
}
