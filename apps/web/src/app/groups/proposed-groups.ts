import { Component, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';

import type { ProposedGroups as Proposal } from '@holdout/contracts';

/** What a draw or a copy would make, before it is made: the groups, and who is missing, new or in two. */
@Component({
  selector: 'app-proposed-groups',
  imports: [TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <ul class="groups">
        @for (group of proposal().groups; track group.name) {
          <li class="card">
            <h3>{{ group.name }}</h3>
            <ul>
              @for (person of group.members; track person.memberId) {
                <li>{{ person.name }}</li>
              } @empty {
                <li class="muted">{{ t('groups.empty') }}</li>
              }
            </ul>
          </li>
        }
      </ul>
      @if (proposal().missing.length > 0) {
        <section>
          <h3>{{ t('groups.proposal.missing', { count: proposal().missing.length }) }}</h3>
          <ul>
            @for (person of proposal().missing; track $index) {
              <li>
                {{ person.name }} <span class="muted">({{ person.group }})</span>
              </li>
            }
          </ul>
        </section>
      }
      @if (proposal().newcomers.length > 0) {
        <section>
          <h3>{{ t('groups.proposal.newcomers', { count: proposal().newcomers.length }) }}</h3>
          <ul>
            @for (person of proposal().newcomers; track person.memberId) {
              <li>{{ person.name }}</li>
            }
          </ul>
        </section>
      }
      @if (proposal().inTwo.length > 0) {
        <section>
          <h3>{{ t('groups.proposal.inTwo', { count: proposal().inTwo.length }) }}</h3>
          <ul>
            @for (person of proposal().inTwo; track person.memberId) {
              <li>
                {{ person.name }} <span class="muted">({{ person.groups.join(', ') }})</span>
              </li>
            }
          </ul>
        </section>
      }
    </ng-container>
  `,
  styles: `
    :host {
      display: grid;
      gap: 16px;
    }
    .groups {
      display: grid;
      grid-template-columns: repeat(auto-fill, minmax(min(100%, 220px), 1fr));
      gap: 12px;
    }
    ul {
      padding: 0;
      list-style: none;
    }
  `,
})
export class ProposedGroups {
  readonly proposal = input.required<Proposal>();
}
