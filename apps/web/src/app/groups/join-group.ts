import { Component, inject, output, signal } from '@angular/core';
import { FormField, form, maxLength, minLength, required, submit } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatError, MatFormField, MatHint, MatInput, MatLabel } from '@angular/material/input';
import { TranslocoDirective } from '@jsverse/transloco';

import { groupRoutes } from '@holdout/contracts';

import { Api } from '../core/api';
import { CurrentCourse } from '../core/current-course';
import { FieldFault } from '../ui/field-fault';
import { Toast } from '../ui/toast';
import { TroubleNotice } from '../ui/trouble-notice';

/** A student enters a group by the code that one of its members hands over. */
@Component({
  selector: 'app-join-group',
  imports: [
    FieldFault,
    FormField,
    MatButton,
    MatError,
    MatFormField,
    MatHint,
    MatInput,
    MatLabel,
    TranslocoDirective,
    TroubleNotice,
  ],
  template: `
    <form class="card fields" novalidate (submit)="join($event)" *transloco="let t">
      <h2>{{ t('groups.join.title') }}</h2>
      <mat-form-field subscriptSizing="dynamic">
        <mat-label>{{ t('groups.code') }}</mat-label>
        <input
          matInput
          autocomplete="off"
          autocapitalize="characters"
          spellcheck="false"
          [formField]="fields.code"
        />
        <mat-hint>{{ t('groups.join.hint') }}</mat-hint>
        <mat-error><app-field-fault [field]="fields.code()" /></mat-error>
      </mat-form-field>
      <app-trouble-notice [error]="trouble()" />
      <div class="row">
        <button matButton="filled" type="submit">{{ t('groups.join.deed') }}</button>
      </div>
    </form>
  `,
})
export class JoinGroup {
  private readonly api = inject(Api);
  private readonly current = inject(CurrentCourse);
  private readonly toast = inject(Toast);
  readonly joined = output();
  private readonly model = signal({ code: '' });
  protected readonly fields = form(this.model, (path) => {
    required(path.code);
    minLength(path.code, 4);
    maxLength(path.code, 20);
  });
  protected readonly trouble = signal<unknown>(undefined);

  protected async join(event: Event): Promise<void> {
    event.preventDefault();
    this.trouble.set(undefined);
    await submit(this.fields, async () => {
      try {
        const { name } = await this.api.send(groupRoutes.join, {
          params: { courseId: this.current.id() },
          body: this.model(),
        });
        this.toast.say('groups.join.done', { name });
        this.joined.emit();
      } catch (thrown) {
        this.trouble.set(thrown);
      }
    });
  }
}
