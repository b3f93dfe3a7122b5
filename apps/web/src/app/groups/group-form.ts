import { Component, inject, input, linkedSignal, output, signal } from '@angular/core';
import { FormField, form, maxLength, required, submit } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatError, MatFormField, MatHint, MatInput, MatLabel } from '@angular/material/input';
import { MatOption, MatSelect } from '@angular/material/select';
import { TranslocoDirective } from '@jsverse/transloco';

import { type Group, groupRoutes } from '@holdout/contracts';

import { Api } from '../core/api';
import { CurrentCourse } from '../core/current-course';
import { FieldFault } from '../ui/field-fault';
import { TroubleNotice } from '../ui/trouble-notice';

interface Person {
  readonly memberId: string;
  readonly name: string;
  readonly group: { readonly id: string; readonly name: string } | null;
}

/** A new group or another name; staff say who is in it as well. */
@Component({
  selector: 'app-group-form',
  imports: [
    FieldFault,
    FormField,
    MatButton,
    MatError,
    MatFormField,
    MatHint,
    MatInput,
    MatLabel,
    MatOption,
    MatSelect,
    TranslocoDirective,
    TroubleNotice,
  ],
  template: `
    <form class="card fields" novalidate (submit)="save($event)" *transloco="let t">
      <h2>
        {{ group() ? t('groups.editing', { name: group()?.name }) : t('groups.create') }}
      </h2>
      <mat-form-field subscriptSizing="dynamic">
        <mat-label>{{ t('groups.name') }}</mat-label>
        <input matInput autocomplete="off" [formField]="fields.name" />
        <mat-error><app-field-fault [field]="fields.name()" /></mat-error>
      </mat-form-field>
      @if (withMembers()) {
        <mat-form-field subscriptSizing="dynamic">
          <mat-label>{{ t('groups.members') }}</mat-label>
          <mat-select multiple [formField]="fields.memberIds">
            @for (person of people(); track person.memberId) {
              <mat-option [value]="person.memberId">
                {{ person.name }}
                @if (person.group && person.group.id !== group()?.id) {
                  <span class="muted small">({{ person.group.name }})</span>
                }
              </mat-option>
            }
          </mat-select>
          <mat-hint>{{ t('groups.moveHint') }}</mat-hint>
        </mat-form-field>
      }
      <app-trouble-notice [error]="trouble()" />
      <div class="row">
        <button matButton="filled" type="submit" [attr.aria-disabled]="busy()">
          {{ t(group() ? 'ui.save' : 'groups.createDeed') }}
        </button>
        <button matButton type="button" (click)="cancelled.emit()">{{ t('ui.cancel') }}</button>
      </div>
    </form>
  `,
})
export class GroupForm {
  private readonly api = inject(Api);
  private readonly current = inject(CurrentCourse);
  /** null: a new one. */
  readonly group = input.required<Group | null>();
  readonly people = input.required<readonly Person[]>();
  readonly withMembers = input(false);
  readonly saved = output();
  readonly cancelled = output();

  private readonly model = linkedSignal(() => ({
    name: this.group()?.name ?? '',
    memberIds: this.group()?.members.map(({ memberId }) => memberId) ?? [],
  }));
  protected readonly fields = form(this.model, (path) => {
    required(path.name);
    maxLength(path.name, 80);
  });
  protected readonly trouble = signal<unknown>(undefined);
  protected readonly busy = signal(false);

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    if (this.busy()) return;
    this.trouble.set(undefined);
    await submit(this.fields, async () => {
      this.busy.set(true);
      try {
        await this.store();
        this.saved.emit();
      } catch (thrown) {
        this.trouble.set(thrown);
      } finally {
        this.busy.set(false);
      }
    });
  }

  private async store(): Promise<void> {
    const { name, memberIds } = this.model();
    const body = this.withMembers() ? { name, memberIds } : { name };
    const group = this.group();
    const courseId = this.current.id();
    if (group)
      await this.api.send(groupRoutes.update, { params: { courseId, groupId: group.id }, body });
    else await this.api.send(groupRoutes.create, { params: { courseId }, body });
  }
}
