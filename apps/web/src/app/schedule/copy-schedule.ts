import { Component, computed, inject, output, signal } from '@angular/core';
import { FormField, form, required } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatOption, MatSelect } from '@angular/material/select';
import { TranslocoDirective } from '@jsverse/transloco';

import { type ResponseOf, courseRoutes, scheduleRoutes } from '@holdout/contracts';

import { Api } from '../core/api';
import { CurrentCourse } from '../core/current-course';
import { Toast } from '../ui/toast';
import { TroubleNotice } from '../ui/trouble-notice';
import { When } from '../ui/when';
import { DayTexts } from './day-texts';

/** The schedule of another course, whole weeks later; shown before anything is entered. */
@Component({
  selector: 'app-copy-schedule',
  imports: [
    FormField,
    MatButton,
    MatFormField,
    MatHint,
    MatInput,
    MatLabel,
    MatOption,
    MatSelect,
    TranslocoDirective,
    TroubleNotice,
    When,
  ],
  template: `
    <form class="card stack" novalidate (submit)="look($event)" *transloco="let t">
      <h2>{{ t('schedule.copy.title') }}</h2>
      <p class="prose">{{ t('schedule.copy.lead') }}</p>
      <div class="fields">
        <mat-form-field subscriptSizing="dynamic">
          <mat-label>{{ t('schedule.copy.from') }}</mat-label>
          <mat-select [formField]="fields.from">
            @for (course of courses(); track course.id) {
              <mat-option [value]="course.id">{{ course.title }} · {{ course.term }}</mat-option>
            }
          </mat-select>
        </mat-form-field>
        <mat-form-field subscriptSizing="dynamic">
          <mat-label>{{ t('schedule.copy.firstDay') }}</mat-label>
          <input matInput type="date" [formField]="fields.firstDay" />
          <mat-hint>{{ t('schedule.copy.firstDayHint') }}</mat-hint>
        </mat-form-field>
        <app-trouble-notice [error]="failure()" />
        <div class="row">
          <button matButton="outlined" type="submit">{{ t('schedule.copy.preview') }}</button>
          <button matButton type="button" (click)="closed.emit()">{{ t('ui.cancel') }}</button>
        </div>
      </div>
      @if (plan(); as planned) {
        <p role="status">
          {{ t('schedule.copy.weeks', { weeks: planned.weeks, count: planned.activities.length }) }}
        </p>
        @if (planned.activities.length > 0) {
          <ul>
            @for (activity of planned.activities; track $index) {
              <li>
                <strong>{{ activity.title }}</strong> ·
                @if (activity.startsAt; as starts) {
                  <app-when [instant]="starts" as="full" [zone]="zone()" />
                } @else {
                  {{ texts.day(activity.day!) }}
                }
                @if (activity.present) {
                  <span class="tag">{{ t('schedule.copy.present') }}</span>
                }
                @if (activity.moved) {
                  <span class="tag look">{{ t('schedule.copy.moved') }}</span>
                }
              </li>
            }
          </ul>
          <div class="row">
            <button matButton="filled" type="button" (click)="apply()">
              {{ t('schedule.copy.deed') }}
            </button>
          </div>
        }
      }
    </form>
  `,
})
export class CopySchedule {
  private readonly api = inject(Api);
  private readonly toast = inject(Toast);
  private readonly current = inject(CurrentCourse);
  protected readonly texts = inject(DayTexts);
  readonly copied = output();
  readonly closed = output();

  private readonly mine = this.api.read(courseRoutes.mine, () => ({}));
  protected readonly courses = computed(() =>
    (this.mine.hasValue() ? this.mine.value().items : []).filter(
      ({ id, role }) => role !== 'student' && id !== this.current.id(),
    ),
  );
  protected readonly zone = computed(() => this.current.course()?.timeZone ?? 'UTC');
  private readonly model = signal({ from: '', firstDay: '' });
  protected readonly fields = form(this.model, (path) => {
    required(path.from);
    required(path.firstDay);
  });
  protected readonly plan = signal<ResponseOf<typeof scheduleRoutes.copy> | undefined>(undefined);
  protected readonly failure = signal<unknown>(undefined);

  protected async look(event: Event): Promise<void> {
    event.preventDefault();
    this.fields().markAsTouched();
    if (this.fields().invalid()) return;
    await this.ask(false);
  }

  protected async apply(): Promise<void> {
    if (!(await this.ask(true))) return;
    this.toast.say('schedule.copy.done');
    this.copied.emit();
  }

  private async ask(apply: boolean): Promise<boolean> {
    this.failure.set(undefined);
    try {
      const { from, firstDay } = this.model();
      this.plan.set(
        await this.api.send(scheduleRoutes.copy, {
          params: { courseId: this.current.id() },
          body: { fromCourseId: from, firstDay, apply },
        }),
      );
      return true;
    } catch (thrown) {
      this.failure.set(thrown);
      return false;
    }
  }
}
