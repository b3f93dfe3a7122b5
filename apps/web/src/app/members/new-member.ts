import { Component, inject, output, signal } from '@angular/core';
import { FormField, email, form, maxLength, required, submit } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatError, MatFormField, MatInput, MatLabel } from '@angular/material/input';
import { MatOption, MatSelect } from '@angular/material/select';
import { TranslocoDirective } from '@jsverse/transloco';

import { type BodyOf, type ResponseOf, Role, memberRoutes } from '@holdout/contracts';

import { Api } from '../core/api';
import { CurrentCourse } from '../core/current-course';
import { FieldFault } from '../ui/field-fault';
import { TroubleNotice } from '../ui/trouble-notice';

/** One person more; who has no account yet gets one, and an invitation link. */
@Component({
  selector: 'app-new-member',
  imports: [
    FieldFault,
    FormField,
    MatButton,
    MatError,
    MatFormField,
    MatInput,
    MatLabel,
    MatOption,
    MatSelect,
    TranslocoDirective,
    TroubleNotice,
  ],
  template: `
    <form class="card fields" novalidate (submit)="add($event)" *transloco="let t">
      <h2>{{ t('members.add') }}</h2>
      <mat-form-field subscriptSizing="dynamic">
        <mat-label>{{ t('members.email') }}</mat-label>
        <input matInput type="email" autocomplete="off" [formField]="fields.email" />
        <mat-error><app-field-fault [field]="fields.email()" /></mat-error>
      </mat-form-field>
      <mat-form-field subscriptSizing="dynamic">
        <mat-label>{{ t('members.givenName') }}</mat-label>
        <input matInput autocomplete="off" [formField]="fields.givenName" />
        <mat-error><app-field-fault [field]="fields.givenName()" /></mat-error>
      </mat-form-field>
      <mat-form-field subscriptSizing="dynamic">
        <mat-label>{{ t('members.familyName') }}</mat-label>
        <input matInput autocomplete="off" [formField]="fields.familyName" />
        <mat-error><app-field-fault [field]="fields.familyName()" /></mat-error>
      </mat-form-field>
      <mat-form-field subscriptSizing="dynamic">
        <mat-label>{{ t('members.role') }}</mat-label>
        <mat-select [formField]="fields.role">
          @for (role of roles; track role) {
            <mat-option [value]="role">{{ t('courses.role.' + role) }}</mat-option>
          }
        </mat-select>
      </mat-form-field>
      <app-trouble-notice [error]="trouble()" />
      <div class="row">
        <button matButton="filled" type="submit" [attr.aria-disabled]="busy()">
          {{ t('members.addDeed') }}
        </button>
        <button matButton type="button" (click)="cancelled.emit()">{{ t('ui.cancel') }}</button>
      </div>
    </form>
  `,
})
export class NewMember {
  private readonly api = inject(Api);
  private readonly current = inject(CurrentCourse);
  readonly added = output<ResponseOf<typeof memberRoutes.add>>();
  readonly cancelled = output();

  protected readonly roles = Role.options;
  private readonly model = signal<BodyOf<typeof memberRoutes.add>>({
    email: '',
    givenName: '',
    familyName: '',
    role: 'student',
  });
  protected readonly fields = form(this.model, (path) => {
    required(path.email);
    email(path.email);
    required(path.givenName);
    maxLength(path.givenName, 120);
    maxLength(path.familyName, 120);
  });
  protected readonly trouble = signal<unknown>(undefined);
  protected readonly busy = signal(false);

  protected async add(event: Event): Promise<void> {
    event.preventDefault();
    if (this.busy()) return;
    this.trouble.set(undefined);
    await submit(this.fields, async () => {
      this.busy.set(true);
      try {
        this.added.emit(
          await this.api.send(memberRoutes.add, {
            params: { courseId: this.current.id() },
            body: this.model(),
          }),
        );
      } catch (thrown) {
        this.trouble.set(thrown);
      } finally {
        this.busy.set(false);
      }
    });
  }
}
