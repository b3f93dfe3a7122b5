import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';

import type { AssignmentDesk } from '@holdout/contracts';

import { Clock } from '../core/clock';
import { CurrentCourse } from '../core/current-course';
import { Notice } from '../ui/notice';
import { When } from '../ui/when';

/** What should be known before the assignment is worked out and published. */
@Component({
  selector: 'app-desk-notices',
  imports: [Notice, RouterLink, TranslocoDirective, When],
  template: `
    <ng-container *transloco="let t">
      <p>
        {{ t('assignment.desk.groups', { count: desk().groups }) }} ·
        {{ t('assignment.desk.places', { count: desk().places }) }}
        @if (desk().own > 0) {
          · {{ t('assignment.desk.own', { count: desk().own }) }}
        }
        @if (desk().closesAt; as closesAt) {
          · {{ t(open() ? 'assignment.desk.until' : 'assignment.desk.since') }}
          <app-when [instant]="closesAt" />
        }
      </p>
      @if (desk().missing > 0) {
        <app-notice tone="bad">
          <p>
            <strong>{{ t('assignment.desk.missing', { count: desk().missing }) }}</strong>
            {{ t('assignment.desk.missingText') }}
            @if (current.instructor()) {
              <a routerLink="catalogue">{{ t('assignment.catalogue.link') }}</a>
            }
          </p>
        </app-notice>
      }
      @if (desk().notRanked.length > 0) {
        <app-notice tone="look">
          <p>
            {{
              t('assignment.desk.notRanked', { count: desk().notRanked.length, names: notRanked() })
            }}
          </p>
        </app-notice>
      }
      @if (without().length > 0) {
        <app-notice tone="look">
          <p>
            {{ t('assignment.desk.without', { names: without().join(', ') }) }}
            <a [routerLink]="['/courses', current.id(), 'challenges']">{{
              t('assignment.desk.challenges')
            }}</a>
          </p>
        </app-notice>
      }
      @if (desk().inForceId === null && openToAll().length > 0) {
        <app-notice>
          <p>{{ t('assignment.desk.openToAll', { names: openToAll().join(', ') }) }}</p>
        </app-notice>
      }
    </ng-container>
  `,
  styles: `
    :host {
      display: grid;
      gap: 16px;
      grid-template-columns: minmax(0, 1fr);
    }
  `,
})
export class DeskNotices {
  private readonly clock = inject(Clock);
  protected readonly current = inject(CurrentCourse);
  readonly desk = input.required<AssignmentDesk>();
  protected readonly notRanked = computed(() =>
    this.desk()
      .notRanked.map(({ group }) => group)
      .join(', '),
  );
  protected readonly open = computed(() => {
    const { closesAt } = this.desk();
    return closesAt === null || Date.parse(closesAt) >= this.clock.now();
  });
  protected readonly without = computed(() =>
    this.desk()
      .challenges.filter(({ challenge }) => challenge === null)
      .map(({ dataset }) => dataset),
  );
  protected readonly openToAll = computed(() =>
    this.desk().challenges.flatMap(({ challenge }) =>
      challenge?.openToAll ? [challenge.title] : [],
    ),
  );
}
