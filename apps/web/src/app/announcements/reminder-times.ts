import { Component, computed, inject, signal } from '@angular/core';
import { MatCheckbox } from '@angular/material/checkbox';
import { TranslocoDirective } from '@jsverse/transloco';

import { reminderRoutes } from '@holdout/contracts';

import { Api } from '../core/api';
import { CurrentCourse } from '../core/current-course';
import { ErrorState } from '../ui/error-state';
import { Skeleton } from '../ui/skeleton';
import { Toast } from '../ui/toast';

/** A week, three days, one day, two hours. */
const OFFERED = [168, 72, 24, 2] as const;

/** How long before something is due who has not done it is reminded; the instructor decides. */
@Component({
  selector: 'app-reminder-times',
  imports: [ErrorState, MatCheckbox, Skeleton, TranslocoDirective],
  template: `
    <section class="card stack" aria-labelledby="reminders" *transloco="let t">
      <h2 id="reminders">{{ t('announcements.reminders.title') }}</h2>
      <p class="prose">{{ t('announcements.reminders.lead') }}</p>
      @if (page.error(); as error) {
        <app-error-state [error]="error" (again)="page.reload()" />
      } @else if (!page.hasValue()) {
        <app-skeleton kind="lines" [count]="3" />
      } @else if (current.instructor()) {
        <div class="row" role="group" aria-labelledby="reminders">
          @for (hours of offered(); track hours) {
            <mat-checkbox
              [checked]="chosen().includes(hours)"
              [disabled]="saving()"
              (change)="turn(hours, $event.checked)"
              >{{ text(t, hours) }}</mat-checkbox
            >
          }
        </div>
      } @else if (chosen().length === 0) {
        <p class="muted">{{ t('announcements.reminders.none') }}</p>
      } @else {
        <ul class="row plain">
          @for (hours of chosen(); track hours) {
            <li class="tag">{{ text(t, hours) }}</li>
          }
        </ul>
      }
    </section>
  `,
  styles: `
    .plain {
      padding: 0;
      list-style: none;
    }
  `,
})
export class ReminderTimes {
  private readonly api = inject(Api);
  private readonly toast = inject(Toast);
  protected readonly current = inject(CurrentCourse);
  protected readonly page = this.api.read(reminderRoutes.settings, () => ({
    params: { courseId: this.current.id() },
  }));
  protected readonly chosen = computed(() =>
    this.page.hasValue() ? this.page.value().hoursBefore : [],
  );
  /** What was chosen by other means stays offered. */
  protected readonly offered = computed(() =>
    [...new Set([...OFFERED, ...this.chosen()])].sort((a, b) => b - a),
  );
  protected readonly saving = signal(false);

  protected text(t: (key: string, params: object) => string, hours: number): string {
    return hours % 24 === 0
      ? t('announcements.reminders.days', { count: hours / 24 })
      : t('announcements.reminders.hours', { count: hours });
  }

  protected async turn(hours: number, on: boolean): Promise<void> {
    const others = this.chosen().filter((each) => each !== hours);
    this.saving.set(true);
    await this.toast.attempt(async () => {
      this.page.set(
        await this.api.send(reminderRoutes.change, {
          params: { courseId: this.current.id() },
          body: { hoursBefore: on ? [...others, hours] : others },
        }),
      );
      this.toast.say('ui.saved');
    });
    this.saving.set(false);
  }
}
