import { Component, computed, inject, input, output, signal } from '@angular/core';
import { FormField, form, max, min, required } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatError, MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { TranslocoDirective } from '@jsverse/transloco';

import { attendanceRoutes } from '@holdout/contracts';

import { Api } from '../core/api';
import { Clock } from '../core/clock';
import { CurrentCourse } from '../core/current-course';
import { FieldFault } from '../ui/field-fault';
import { Toast } from '../ui/toast';
import { When } from '../ui/when';

/** A code to show in class for some minutes; who types it is present. */
@Component({
  selector: 'app-attendance-code',
  imports: [
    FieldFault,
    FormField,
    MatButton,
    MatError,
    MatFormField,
    MatInput,
    MatLabel,
    TranslocoDirective,
    When,
  ],
  template: `
    <section class="card stack no-print" aria-labelledby="code" *transloco="let t">
      <h2 id="code">{{ t('attendance.code.title') }}</h2>
      @if (open(); as shown) {
        <p class="code" role="status">{{ shown.code }}</p>
        <p>{{ t('attendance.code.until') }} <app-when [instant]="shown.closesAt" /></p>
        <div class="row">
          <button matButton="outlined" type="button" (click)="close()">
            {{ t('attendance.code.close') }}
          </button>
          <button matButton type="button" (click)="changed.emit()">
            {{ t('attendance.code.refresh') }}
          </button>
        </div>
      } @else {
        <p class="prose">{{ t('attendance.code.lead') }}</p>
        <form class="row" novalidate (submit)="show($event)">
          <mat-form-field subscriptSizing="dynamic">
            <mat-label>{{ t('attendance.code.minutes') }}</mat-label>
            <input matInput type="number" inputmode="numeric" [formField]="fields.minutes" />
            <mat-error><app-field-fault [field]="fields.minutes()" /></mat-error>
          </mat-form-field>
          <button matButton="tonal" type="submit">{{ t('attendance.code.open') }}</button>
        </form>
      }
    </section>
  `,
  styles: `
    .code {
      margin: 0;
      font-size: clamp(40px, 12vw, 96px);
      line-height: 1.1;
      font-weight: 600;
      letter-spacing: 0.08em;
      overflow-wrap: anywhere;
    }
  `,
})
export class AttendanceCode {
  private readonly api = inject(Api);
  private readonly toast = inject(Toast);
  private readonly clock = inject(Clock);
  private readonly current = inject(CurrentCourse);
  readonly activityId = input.required<string>();
  readonly code = input.required<{ code: string; closesAt: string } | null>();
  readonly changed = output();

  protected readonly open = computed(() => {
    const code = this.code();
    return code !== null && Date.parse(code.closesAt) > this.clock.now() ? code : undefined;
  });
  private readonly model = signal({ minutes: 10 });
  protected readonly fields = form(this.model, (path) => {
    required(path.minutes);
    min(path.minutes, 1);
    max(path.minutes, 180);
  });

  protected async show(event: Event): Promise<void> {
    event.preventDefault();
    this.fields().markAsTouched();
    if (this.fields().invalid()) return;
    await this.toast.attempt(async () => {
      await this.api.send(attendanceRoutes.openCode, { params: this.place(), body: this.model() });
      this.changed.emit();
    });
  }

  protected async close(): Promise<void> {
    await this.toast.attempt(async () => {
      await this.api.send(attendanceRoutes.closeCode, { params: this.place() });
      this.changed.emit();
    });
  }

  private place() {
    return { courseId: this.current.id(), activityId: this.activityId() };
  }
}
