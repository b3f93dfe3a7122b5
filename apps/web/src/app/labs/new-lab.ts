import { Component, inject, input, output, signal } from '@angular/core';
import { FormField, form, max, maxLength, min, required } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatOption, MatSelect } from '@angular/material/select';
import { TranslocoDirective } from '@jsverse/transloco';

import { type Module, labRoutes } from '@holdout/contracts';

import { Api } from '../core/api';
import { CurrentCourse } from '../core/current-course';
import { TroubleNotice } from '../ui/trouble-notice';

/** A lab by hand; its files come afterwards. */
@Component({
  selector: 'app-new-lab',
  imports: [
    FormField,
    MatButton,
    MatFormField,
    MatInput,
    MatLabel,
    MatOption,
    MatSelect,
    TranslocoDirective,
    TroubleNotice,
  ],
  template: `
    <form class="card fields" *transloco="let t" (submit)="save($event)" novalidate>
      <mat-form-field>
        <mat-label>{{ t('labs.number') }}</mat-label>
        <input matInput type="number" [formField]="fields.number" />
      </mat-form-field>
      <mat-form-field>
        <mat-label>{{ t('labs.titleField') }}</mat-label>
        <input matInput [formField]="fields.title" />
      </mat-form-field>
      <mat-form-field>
        <mat-label>{{ t('labs.moduleField') }}</mat-label>
        <mat-select [formField]="fields.moduleId">
          <mat-option value="">{{ t('labs.noModule') }}</mat-option>
          @for (module of modules(); track module.id) {
            <mat-option [value]="module.id">{{ module.number }} · {{ module.title }}</mat-option>
          }
        </mat-select>
      </mat-form-field>
      <app-trouble-notice [error]="trouble()" />
      <div class="row">
        <button matButton="filled" type="submit">{{ t('labs.create') }}</button>
        <button matButton type="button" (click)="cancelled.emit()">{{ t('labs.cancel') }}</button>
      </div>
    </form>
  `,
})
export class NewLab {
  private readonly api = inject(Api);
  private readonly current = inject(CurrentCourse);
  readonly modules = input.required<readonly Module[]>();
  readonly made = output();
  readonly cancelled = output();
  protected readonly trouble = signal<unknown>(undefined);
  private readonly model = signal({ number: 1, title: '', moduleId: '' });
  protected readonly fields = form(this.model, (path) => {
    required(path.number);
    min(path.number, 0);
    max(path.number, 999);
    required(path.title);
    maxLength(path.title, 200);
  });

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    this.fields().markAsTouched();
    if (this.fields().invalid()) return;
    const { number, title, moduleId } = this.model();
    this.trouble.set(undefined);
    try {
      await this.api.send(labRoutes.create, {
        params: { courseId: this.current.id() },
        body: { number, title, moduleId: moduleId || null },
      });
      this.made.emit();
    } catch (thrown) {
      this.trouble.set(thrown);
    }
  }
}
