import { Component, computed, inject, input, output } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';

import { readNumber } from '@holdout/grading';

import { Languages } from '../core/languages';
import { numberText } from '../ui/number-text';

export interface TypedNumber {
  readonly text: string;
  readonly reading: 'decimal' | 'thousands' | null;
}

/** A number as it is typed: comma or point, a fraction, a unit. What could be two numbers is asked about. */
@Component({
  selector: 'app-number-answer',
  imports: [TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <input
        #field
        class="answer"
        type="text"
        inputmode="text"
        autocomplete="off"
        maxlength="100"
        [attr.aria-label]="label()"
        [attr.aria-describedby]="id() + '-hint'"
        [disabled]="disabled()"
        [value]="value().text"
        (input)="changed.emit({ text: field.value, reading: null })"
      />
      @if (units().length > 0) {
        <span class="muted small">{{
          t(unitRequired() ? 'quizzes.unitNeeded' : 'quizzes.units', { units: units().join(', ') })
        }}</span>
      }
      <span class="small hint" [id]="id() + '-hint'" aria-live="polite">
        @switch (read().kind) {
          @case ('not_a_number') {
            <span class="bad">{{ t('quizzes.notANumber') }}</span>
          }
          @case ('ambiguous') {
            <span class="ask">
              {{ t('quizzes.ambiguous', { text: value().text }) }}
              @for (one of readings(); track one.reading) {
                <label>
                  <input
                    type="radio"
                    [name]="id() + '-reading'"
                    [disabled]="disabled()"
                    [checked]="value().reading === one.reading"
                    (change)="changed.emit({ text: value().text, reading: one.reading })"
                  />
                  {{ one.text }}
                </label>
              }
            </span>
          }
        }
      </span>
    </ng-container>
  `,
  styleUrl: './answer.scss',
})
export class NumberAnswer {
  private readonly languages = inject(Languages);
  readonly id = input.required<string>();
  readonly label = input.required<string>();
  readonly value = input.required<TypedNumber>();
  readonly units = input<readonly string[]>([]);
  readonly unitRequired = input(false);
  readonly disabled = input(false);
  readonly changed = output<TypedNumber>();

  protected readonly read = computed(() => readNumber(this.value().text));
  protected readonly readings = computed(() => {
    const read = this.read();
    if (read.kind !== 'ambiguous') return [];
    const locale = this.languages.locale();
    const text = (value: { valueOf(): number }) =>
      numberText(value.valueOf(), locale, { decimals: Number.isInteger(value.valueOf()) ? 0 : 3 });
    return [
      { reading: 'decimal' as const, text: text(read.decimal) },
      { reading: 'thousands' as const, text: text(read.thousands) },
    ];
  });
}
