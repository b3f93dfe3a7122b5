import { Component, computed, input } from '@angular/core';
import type { FieldState } from '@angular/forms/signals';
import { TranslocoDirective } from '@jsverse/transloco';

const LIMITS = ['minLength', 'maxLength', 'min', 'max'] as const;

/** Why a field is not right yet; inside `<mat-error>`, which shows it at its time. */
@Component({
  selector: 'app-field-fault',
  imports: [TranslocoDirective],
  template: `<ng-container *transloco="let t">
    @if (fault(); as fault) {
      {{ t('ui.field.' + fault.kind, fault.params) }}
    }
  </ng-container>`,
})
export class FieldFault {
  /** Of a signal form: `fields.email()`. */
  readonly field = input.required<FieldState<unknown>>();
  protected readonly fault = computed(() => {
    const error = this.field().errors()[0];
    if (!error) return undefined;
    const limit = LIMITS.find((name) => name in error);
    const value = limit && (error as unknown as Record<string, unknown>)[limit];
    return { kind: error.kind, params: { limit: value } };
  });
}
