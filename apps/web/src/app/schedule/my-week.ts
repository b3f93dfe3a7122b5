import { Component, computed, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';

import { scheduleRoutes } from '@holdout/contracts';

import { Api } from '../core/api';
import { CurrentCourse } from '../core/current-course';
import { ErrorState } from '../ui/error-state';
import { Skeleton } from '../ui/skeleton';
import { DayTexts } from './day-texts';
import { ItemCard } from './item-card';
import { daysOf, itemsOf, weekOf } from './items';

/** On a student's course home: what is on and due in the next seven days, and what was missed. */
@Component({
  selector: 'app-my-week',
  imports: [ErrorState, ItemCard, MatButton, RouterLink, Skeleton, TranslocoDirective],
  template: `
    <section class="stack" aria-labelledby="my-week" *transloco="let t">
      <h2 id="my-week">{{ t('schedule.week.title') }}</h2>
      @if (page.error(); as error) {
        <app-error-state [error]="error" (again)="page.reload()" />
      } @else if (!page.hasValue()) {
        <app-skeleton kind="rows" [count]="2" />
      } @else {
        @if (week().missed.length > 0) {
          <div class="card stack" role="group" [attr.aria-label]="t('schedule.week.missed')">
            <h3>{{ t('schedule.week.missed') }}</h3>
            @for (item of week().missed; track item.key) {
              <app-item-card [item]="item" />
            }
          </div>
        }
        @for (day of days(); track day.day) {
          <div class="card stack">
            <h3>
              {{ texts.day(day.day) }}
              @if (day.day === today()) {
                <span class="tag good">{{ t('schedule.today') }}</span>
              }
            </h3>
            @for (item of day.items; track item.key) {
              <app-item-card [item]="item" />
            }
          </div>
        } @empty {
          <p class="muted">{{ t('schedule.week.none') }}</p>
        }
      }
      <p class="no-print">
        <a matButton [routerLink]="['/courses', current.id(), 'schedule']">{{
          t('schedule.week.all')
        }}</a>
      </p>
    </section>
  `,
})
export class MyWeek {
  protected readonly current = inject(CurrentCourse);
  protected readonly texts = inject(DayTexts);
  protected readonly page = inject(Api).read(scheduleRoutes.read, () => ({
    params: { courseId: this.current.id() },
  }));
  private readonly zone = computed(() => this.current.course()?.timeZone ?? 'UTC');
  protected readonly today = computed(() => this.texts.today(this.zone()));
  protected readonly week = computed(() =>
    this.page.hasValue()
      ? weekOf(itemsOf(this.page.value(), this.zone()), this.today())
      : { missed: [], coming: [] },
  );
  protected readonly days = computed(() => daysOf(this.week().coming));
}
