import { Component, input } from '@angular/core';
import { RouterLink, RouterLinkActive } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';

import { Icon, type IconName } from '../ui/icon';

export interface Place {
  /** Of the `shell.place` dictionary. */
  readonly name: string;
  readonly icon: IconName;
  readonly link: readonly string[];
  /** Marked only where the address is the same to the letter. */
  readonly exact?: boolean;
  /** Has room in the rail only; on a phone the course's home leads there. */
  readonly railOnly?: boolean;
}

/** The places a role needs: a rail on wide screens, a bar of at most five at the bottom of a phone. */
@Component({
  selector: 'app-places',
  imports: [Icon, RouterLink, RouterLinkActive, TranslocoDirective],
  template: `
    <nav *transloco="let t" [attr.aria-label]="t('shell.places')">
      @for (place of places(); track place.name) {
        <a
          [routerLink]="place.link"
          routerLinkActive="here"
          ariaCurrentWhenActive="page"
          [routerLinkActiveOptions]="{ exact: place.exact === true }"
          [class.rail-only]="place.railOnly"
        >
          <app-icon [name]="place.icon" />
          <span>{{ t('shell.place.' + place.name) }}</span>
        </a>
      }
    </nav>
  `,
  styleUrl: './places.scss',
})
export class Places {
  readonly places = input.required<readonly Place[]>();
}
