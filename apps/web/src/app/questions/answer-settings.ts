import { Component, input, output } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatCheckbox } from '@angular/material/checkbox';
import { MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { TranslocoDirective } from '@jsverse/transloco';

import { Icon } from '../ui/icon';
import { withPoint } from './content-draft';

interface Unit {
  readonly unit: string;
  readonly factor: string;
}

/** What a key says besides its lines; only what is there can be set. */
export interface AnswerSettingsOf {
  readonly shuffle?: boolean;
  readonly caseSensitive?: boolean;
  readonly accentSensitive?: boolean;
  readonly units?: Unit[];
  readonly unitRequired?: boolean;
  readonly wrongFeedback?: string;
}

const FLAGS = ['shuffle', 'caseSensitive', 'accentSensitive'] as const;

/** Of a question or of one of its gaps: the order, how letters are compared, units, what a wrong answer is told. */
@Component({
  selector: 'app-answer-settings',
  imports: [
    Icon,
    MatButton,
    MatCheckbox,
    MatFormField,
    MatHint,
    MatIconButton,
    MatInput,
    MatLabel,
    TranslocoDirective,
  ],
  template: `
    <div class="part" *transloco="let t">
      @for (flag of flags; track flag) {
        @if (of()[flag] !== undefined) {
          <mat-checkbox [checked]="of()[flag]!" (change)="setFlag(flag, $event.checked)">{{
            t('questions.editor.' + flag)
          }}</mat-checkbox>
        }
      }
      @if (of().units; as units) {
        @if (units.length > 0) {
          <p class="small muted">{{ t('questions.editor.units.hint') }}</p>
          <ul class="rows" [attr.aria-label]="t('questions.editor.units.title')">
            @for (unit of units; track $index; let i = $index) {
              <li>
                <mat-form-field class="short" subscriptSizing="dynamic">
                  <mat-label>{{ t('questions.editor.units.unit') }}</mat-label>
                  <input
                    #name
                    matInput
                    maxlength="20"
                    [value]="unit.unit"
                    (input)="changeUnit(i, { unit: name.value })"
                  />
                </mat-form-field>
                <mat-form-field class="short" subscriptSizing="dynamic">
                  <mat-label>{{ t('questions.editor.units.factor') }}</mat-label>
                  <input
                    #factor
                    matInput
                    inputmode="decimal"
                    [value]="unit.factor"
                    (input)="changeUnit(i, { factor: decimal(factor.value) })"
                  />
                </mat-form-field>
                <button
                  matIconButton
                  type="button"
                  [attr.aria-label]="t('questions.editor.units.remove', { unit: unit.unit })"
                  (click)="setUnits(without(units, i))"
                >
                  <app-icon name="trash" />
                </button>
              </li>
            }
          </ul>
          <mat-checkbox
            [checked]="of().unitRequired ?? false"
            (change)="changed.emit({ unitRequired: $event.checked })"
            >{{ t('questions.editor.units.required') }}</mat-checkbox
          >
        }
        <div class="row">
          <button
            matButton="outlined"
            type="button"
            (click)="setUnits(units.concat({ unit: '', factor: '1' }))"
          >
            <app-icon name="plus" />
            {{ t('questions.editor.units.add') }}
          </button>
        </div>
      }
      @if (of().wrongFeedback !== undefined) {
        <mat-form-field subscriptSizing="dynamic">
          <mat-label>{{ t('questions.editor.wrongFeedback') }}</mat-label>
          <textarea
            #wrong
            matInput
            rows="2"
            [value]="of().wrongFeedback"
            (input)="changed.emit({ wrongFeedback: wrong.value })"
          ></textarea>
          <mat-hint>{{ t('questions.editor.wrongFeedbackHint') }}</mat-hint>
        </mat-form-field>
      }
    </div>
  `,
  styleUrl: './rows.scss',
})
export class AnswerSettings {
  readonly of = input.required<AnswerSettingsOf>();
  readonly changed = output<AnswerSettingsOf>();
  protected readonly flags = FLAGS;
  protected readonly decimal = (typed: string): string => withPoint(typed).trim();

  protected setFlag(flag: (typeof FLAGS)[number], on: boolean): void {
    this.changed.emit({ [flag]: on });
  }

  protected changeUnit(at: number, part: Partial<Unit>): void {
    const units = this.of().units ?? [];
    this.setUnits(units.map((unit, i) => (i === at ? { ...unit, ...part } : unit)));
  }

  protected without(units: readonly Unit[], at: number): Unit[] {
    return units.filter((_, i) => i !== at);
  }

  /** Without units none can be asked for. */
  protected setUnits(units: Unit[]): void {
    this.changed.emit(units.length === 0 ? { units, unitRequired: false } : { units });
  }
}
