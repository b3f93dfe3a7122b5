import { Component, input, linkedSignal, output } from '@angular/core';
import { FormField, form, maxLength, pattern, required } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { TranslocoDirective } from '@jsverse/transloco';

import type { Dataset } from '@holdout/contracts';

import { FieldFault } from '../ui/field-fault';

export type DatasetTexts = Pick<Dataset, 'name' | 'description' | 'source' | 'licence'>;

/** The texts of a dataset, to be written or changed. */
@Component({
  selector: 'app-dataset-fields',
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
  ],
  template: `
    <form *transloco="let t" class="fields" novalidate (submit)="save($event)">
      <mat-form-field subscriptSizing="dynamic">
        <mat-label>{{ t('datasets.field.name') }}</mat-label>
        <input matInput autocomplete="off" [formField]="fields.name" />
        <mat-hint>{{ t('datasets.field.nameHint') }}</mat-hint>
        <mat-error><app-field-fault [field]="fields.name()" /></mat-error>
      </mat-form-field>
      <mat-form-field subscriptSizing="dynamic">
        <mat-label>{{ t('datasets.field.description') }}</mat-label>
        <textarea matInput rows="6" [formField]="fields.description"></textarea>
        <mat-hint>{{ t('datasets.field.descriptionHint') }}</mat-hint>
        <mat-error><app-field-fault [field]="fields.description()" /></mat-error>
      </mat-form-field>
      <mat-form-field subscriptSizing="dynamic">
        <mat-label>{{ t('datasets.field.source') }}</mat-label>
        <input matInput autocomplete="off" [formField]="fields.source" />
        <mat-hint>{{ t('datasets.field.sourceHint') }}</mat-hint>
        <mat-error><app-field-fault [field]="fields.source()" /></mat-error>
      </mat-form-field>
      <mat-form-field subscriptSizing="dynamic">
        <mat-label>{{ t('datasets.field.licence') }}</mat-label>
        <input matInput autocomplete="off" [formField]="fields.licence" />
        <mat-hint>{{ t('datasets.field.licenceHint') }}</mat-hint>
        <mat-error><app-field-fault [field]="fields.licence()" /></mat-error>
      </mat-form-field>
      <ng-content />
      <div class="row">
        <button matButton="filled" type="submit" [disabled]="sending()">
          {{ sending() ? t('ui.saving') : deed() }}
        </button>
        <button matButton type="button" (click)="cancelled.emit()">{{ t('ui.cancel') }}</button>
      </div>
    </form>
  `,
})
export class DatasetFields {
  readonly texts = input<DatasetTexts>({ name: '', description: '', source: '', licence: '' });
  /** What the button does, in words. */
  readonly deed = input.required<string>();
  readonly sending = input(false);
  readonly saved = output<DatasetTexts>();
  readonly cancelled = output();

  private readonly model = linkedSignal(() => this.texts());
  protected readonly fields = form(this.model, (path) => {
    required(path.name);
    pattern(path.name, /\S/);
    maxLength(path.name, 200);
    maxLength(path.description, 20_000);
    maxLength(path.source, 2000);
    maxLength(path.licence, 200);
  });
  protected save(event: Event): void {
    event.preventDefault();
    this.fields().markAsTouched();
    if (this.fields().invalid() || this.sending()) return;
    const { name, description, source, licence } = this.model();
    this.saved.emit({ name, description, source, licence });
  }
}
