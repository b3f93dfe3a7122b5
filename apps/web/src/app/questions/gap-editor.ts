import { Component, computed, input, output } from '@angular/core';
import { MatIconButton } from '@angular/material/button';
import { MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { TranslocoDirective } from '@jsverse/transloco';

import { Icon } from '../ui/icon';
import { AnswerSettings, type AnswerSettingsOf } from './answer-settings';
import { type Gap, type KeyRow, gapColumnsOf, gapRowsOf, withGapRows } from './content-draft';
import { KeyRows } from './key-rows';
import { PlacedFaults } from './placed-faults';

/** One gap of a text: what fills it, how much it counts. */
@Component({
  selector: 'app-gap-editor',
  imports: [
    AnswerSettings,
    Icon,
    KeyRows,
    MatFormField,
    MatIconButton,
    MatInput,
    MatLabel,
    PlacedFaults,
    TranslocoDirective,
  ],
  template: `
    <section class="card part" [attr.aria-labelledby]="gap().id" *transloco="let t">
      <div class="row">
        <h2 [id]="gap().id">
          <code>{{ mark() }}</code>
          {{ t('questions.editor.gap.' + gap().kind) }}
        </h2>
        <button
          matIconButton
          type="button"
          [attr.aria-label]="t('questions.editor.gap.remove', { id: gap().id })"
          (click)="removed.emit()"
        >
          <app-icon name="trash" />
        </button>
      </div>
      <mat-form-field class="short" subscriptSizing="dynamic">
        <mat-label>{{ t('questions.editor.gap.weight') }}</mat-label>
        <input
          #weight
          matInput
          type="number"
          min="1"
          max="100"
          [value]="gap().weight"
          (input)="changed.emit({ ...gap(), weight: weight.valueAsNumber })"
        />
      </mat-form-field>
      @if (columns(); as columns) {
        <app-key-rows
          [label]="t('questions.editor.gap.answers', { id: gap().id })"
          [rows]="rows()"
          [columns]="columns"
          (changed)="setRows($event)"
        />
      }
      <app-placed-faults [at]="'gap:' + gap().id" />
      <app-answer-settings [of]="gap()" (changed)="setSettings($event)" />
    </section>
  `,
  styleUrl: './rows.scss',
})
export class GapEditor {
  readonly gap = input.required<Gap>();
  readonly changed = output<Gap>();
  readonly removed = output();
  protected readonly mark = computed(() => `[[${this.gap().id}]]`);
  protected readonly rows = computed(() => gapRowsOf(this.gap()));
  protected readonly columns = computed(() => gapColumnsOf(this.gap()));

  protected setRows(rows: readonly KeyRow[]): void {
    this.changed.emit(withGapRows(this.gap(), rows));
  }

  protected setSettings(part: AnswerSettingsOf): void {
    this.changed.emit({ ...this.gap(), ...part });
  }
}
