import { Component, input, signal } from '@angular/core';
import { type FieldTree, FormField } from '@angular/forms/signals';
import { MatIconButton } from '@angular/material/button';
import {
  MatError,
  MatFormField,
  MatHint,
  MatInput,
  MatLabel,
  MatSuffix,
} from '@angular/material/input';
import { TranslocoDirective } from '@jsverse/transloco';

import { FieldFault } from '../ui/field-fault';
import { Icon } from '../ui/icon';

/** A password, which may be looked at while it is typed. */
@Component({
  selector: 'app-password-field',
  imports: [
    FieldFault,
    FormField,
    Icon,
    MatError,
    MatFormField,
    MatHint,
    MatIconButton,
    MatInput,
    MatLabel,
    MatSuffix,
    TranslocoDirective,
  ],
  template: `
    <mat-form-field *transloco="let t" [subscriptSizing]="'dynamic'">
      <mat-label>{{ label() }}</mat-label>
      <input
        matInput
        [formField]="field()"
        [type]="shown() ? 'text' : 'password'"
        [attr.autocomplete]="fresh() ? 'new-password' : 'current-password'"
        spellcheck="false"
        autocapitalize="none"
      />
      <button
        matIconButton
        matSuffix
        type="button"
        [attr.aria-pressed]="shown()"
        [attr.aria-label]="t('accounts.password.show')"
        (click)="shown.set(!shown())"
      >
        <app-icon name="eye" />
      </button>
      @if (fresh()) {
        <mat-hint>{{ t('accounts.password.hint') }}</mat-hint>
      }
      <mat-error><app-field-fault [field]="field()()" /></mat-error>
    </mat-form-field>
  `,
  styles: `
    mat-form-field {
      width: 100%;
    }
  `,
})
export class PasswordField {
  readonly field = input.required<FieldTree<string>>();
  readonly label = input.required<string>();
  /** A new one, not one that is checked. */
  readonly fresh = input(false);
  protected readonly shown = signal(false);
}
