import { Component, inject, output, signal } from '@angular/core';
import { FormField, form, required } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { TranslocoDirective } from '@jsverse/transloco';

import { attendanceRoutes } from '@holdout/contracts';

import { Api } from '../core/api';
import { CurrentCourse } from '../core/current-course';
import { Toast } from '../ui/toast';
import { TroubleNotice } from '../ui/trouble-notice';

/** I am in class: the code that is shown there. */
@Component({
  selector: 'app-check-in',
  imports: [
    FormField,
    MatButton,
    MatFormField,
    MatInput,
    MatLabel,
    TranslocoDirective,
    TroubleNotice,
  ],
  template: `
    <form class="card stack no-print" novalidate (submit)="send($event)" *transloco="let t">
      <h2>{{ t('attendance.checkIn.title') }}</h2>
      <div class="row">
        <mat-form-field subscriptSizing="dynamic">
          <mat-label>{{ t('attendance.checkIn.code') }}</mat-label>
          <input
            matInput
            autocomplete="off"
            autocapitalize="characters"
            spellcheck="false"
            [formField]="fields.code"
          />
        </mat-form-field>
        <button matButton="tonal" type="submit">{{ t('attendance.checkIn.deed') }}</button>
      </div>
      <app-trouble-notice [error]="failure()" />
    </form>
  `,
})
export class CheckIn {
  private readonly api = inject(Api);
  private readonly toast = inject(Toast);
  private readonly current = inject(CurrentCourse);
  readonly signed = output();
  private readonly model = signal({ code: '' });
  protected readonly fields = form(this.model, (path) => {
    required(path.code);
  });
  protected readonly failure = signal<unknown>(undefined);

  protected async send(event: Event): Promise<void> {
    event.preventDefault();
    this.fields().markAsTouched();
    if (this.fields().invalid()) return;
    this.failure.set(undefined);
    try {
      const { title } = await this.api.send(attendanceRoutes.checkIn, {
        params: { courseId: this.current.id() },
        body: { code: this.model().code },
      });
      this.fields().reset({ code: '' });
      this.toast.say('attendance.checkIn.done', { title });
      this.signed.emit();
    } catch (thrown) {
      this.failure.set(thrown);
    }
  }
}
