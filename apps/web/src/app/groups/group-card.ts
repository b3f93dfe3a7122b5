import { Component, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';

import type { Group } from '@holdout/contracts';

import { CopyButton } from '../ui/copy-button';

/** A group: its people and, for whoever may see it, its code. Deeds are put inside. */
@Component({
  selector: 'app-group-card',
  imports: [CopyButton, TranslocoDirective],
  template: `
    <section class="card" [class.mine]="mine()" *transloco="let t">
      <h2>{{ group().name }}</h2>
      @if (mine()) {
        <p>
          <span class="tag good">{{ t('groups.mine') }}</span>
        </p>
      }
      <ul>
        @for (person of group().members; track person.memberId) {
          <li>{{ person.name }}</li>
        } @empty {
          <li class="muted">{{ t('groups.empty') }}</li>
        }
      </ul>
      @if (group().joinCode; as code) {
        <p class="row">
          <span class="muted small">{{ t('groups.code') }}</span>
          <code>{{ code }}</code>
          <app-copy-button [text]="code" [label]="t('groups.copyCode', { name: group().name })" />
        </p>
      }
      <div class="row deeds"><ng-content /></div>
    </section>
  `,
  styles: `
    .card {
      display: grid;
      gap: 8px;
      align-content: start;
      height: 100%;
      overflow-wrap: anywhere;
    }
    .mine {
      border-color: var(--mat-sys-primary);
    }
    ul {
      padding: 0;
      list-style: none;
    }
    .deeds {
      gap: 0;
      margin: 0 -12px -8px;
    }
    .deeds:empty {
      display: none;
    }
  `,
})
export class GroupCard {
  readonly group = input.required<Group>();
  readonly mine = input(false);
}
