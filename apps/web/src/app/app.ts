import { Component, inject } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { NavigationEnd, Router, RouterOutlet } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { filter, map, pairwise } from 'rxjs';

import { Journey } from './core/journey';
import { PageTitle } from './core/page-title';
import { Header } from './shell/header';
import { ViewingAs } from './shell/viewing-as';
import { ErrorState } from './ui/error-state';
import { Shortcuts } from './ui/shortcuts';

/** The one shell: header, what the page is, and where a keyboard starts. */
@Component({
  selector: 'app-root',
  imports: [ErrorState, Header, RouterOutlet, TranslocoDirective, ViewingAs],
  template: `
    <ng-container *transloco="let t">
      <a class="skip" href="#page" (click)="skip($event)">{{ t('shell.skip') }}</a>
      <app-header />
      <app-viewing-as />
      <main id="page" tabindex="-1">
        @if (journey.failure(); as failure) {
          <div class="failure">
            <app-error-state [error]="failure.error" (again)="journey.tryAgain()" />
          </div>
        }
        <div [hidden]="journey.failure()"><router-outlet /></div>
      </main>
    </ng-container>
  `,
  styles: `
    main {
      display: block;
      outline: none;
    }
    .failure {
      max-width: 60rem;
      margin: 24px auto;
      padding: 0 16px;
    }
    .skip {
      position: fixed;
      z-index: 100;
      top: -100px;
      left: 8px;
      padding: 12px 16px;
      border-radius: 0 0 6px 6px;
      background: var(--mat-sys-primary);
      color: var(--mat-sys-on-primary);
    }
    .skip:focus {
      top: 0;
    }
  `,
})
export class App {
  private readonly page = inject(PageTitle);
  protected readonly journey = inject(Journey);

  constructor() {
    inject(Shortcuts).listen();
    const arrivals = inject(Router).events.pipe(
      filter((event) => event instanceof NavigationEnd),
      map(({ urlAfterRedirects }) => {
        this.journey.arrive();
        return urlAfterRedirects.split(/[?#]/, 1)[0];
      }),
      pairwise(),
      takeUntilDestroyed(),
    );
    // A filter or a sort in the address is the same page.
    arrivals.subscribe(([from, to]) => {
      if (from !== to) this.page.focusPage();
    });
  }

  protected skip(event: Event): void {
    event.preventDefault();
    this.page.focusPage();
  }
}
