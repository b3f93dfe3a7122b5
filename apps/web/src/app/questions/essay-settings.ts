import { Component, computed, inject, input } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { TranslocoDirective } from '@jsverse/transloco';

import type { QuestionContent } from '@holdout/contracts';

import { Icon } from '../ui/icon';
import { NumberPipe } from '../ui/number-pipe';
import { freeName } from './content-draft';
import { PlacedFaults } from './placed-faults';
import { QuestionDraft } from './question-draft';

type Essay = Extract<QuestionContent, { type: 'essay' }>;
type Criterion = Essay['rubric'][number];

/** By what an essay is marked, and how long it may be. */
@Component({
  selector: 'app-essay-settings',
  imports: [
    Icon,
    MatButton,
    MatFormField,
    MatHint,
    MatIconButton,
    MatInput,
    MatLabel,
    NumberPipe,
    PlacedFaults,
    TranslocoDirective,
  ],
  template: `
    <div class="part" *transloco="let t">
      <h2>{{ t('questions.editor.rubric.title') }}</h2>
      @if (essay().rubric.length === 0) {
        <p class="muted">{{ t('questions.editor.rubric.none') }}</p>
      } @else {
        <ul class="rows" [attr.aria-label]="t('questions.editor.rubric.title')">
          @for (line of essay().rubric; track line.id; let i = $index) {
            <li>
              <mat-form-field subscriptSizing="dynamic">
                <mat-label>{{
                  t('questions.editor.rubric.criterion', { number: i + 1 })
                }}</mat-label>
                <input
                  #criterion
                  matInput
                  maxlength="500"
                  [value]="line.criterion"
                  (input)="changeLine(line.id, { criterion: criterion.value })"
                />
              </mat-form-field>
              <mat-form-field class="short" subscriptSizing="dynamic">
                <mat-label>{{ t('questions.points') }}</mat-label>
                <input
                  #points
                  matInput
                  type="number"
                  min="0"
                  step="0.01"
                  [value]="line.points"
                  (input)="changeLine(line.id, { points: points.valueAsNumber })"
                />
              </mat-form-field>
              <button
                matIconButton
                type="button"
                [attr.aria-label]="t('questions.editor.rubric.remove', { number: i + 1 })"
                (click)="remove(line.id)"
              >
                <app-icon name="trash" />
              </button>
            </li>
          }
        </ul>
        <p class="small muted">
          {{
            t('questions.editor.rubric.sum', {
              sum: sum() | number,
              points: essay().points | number,
            })
          }}
        </p>
      }
      <app-placed-faults at="rubric" />
      <div class="row">
        <button matButton="outlined" type="button" (click)="add()">
          <app-icon name="plus" />
          {{ t('questions.editor.rubric.add') }}
        </button>
      </div>
      <mat-form-field subscriptSizing="dynamic">
        <mat-label>{{ t('questions.editor.maxWords') }}</mat-label>
        <input
          #words
          matInput
          type="number"
          min="1"
          max="20000"
          [value]="essay().maxWords"
          (input)="change({ maxWords: words.value === '' ? null : words.valueAsNumber })"
        />
        <mat-hint>{{ t('questions.editor.maxWordsHint') }}</mat-hint>
      </mat-form-field>
      <app-placed-faults at="maxWords" />
      <mat-form-field subscriptSizing="dynamic">
        <mat-label>{{ t('questions.editor.markerNotes') }}</mat-label>
        <textarea
          #notes
          matInput
          rows="3"
          [value]="essay().markerNotes"
          (input)="change({ markerNotes: notes.value })"
        ></textarea>
        <mat-hint>{{ t('questions.editor.markerNotesHint') }}</mat-hint>
      </mat-form-field>
      <app-placed-faults at="markerNotes" />
    </div>
  `,
  styleUrl: './rows.scss',
})
export class EssaySettings {
  private readonly draft = inject(QuestionDraft);
  readonly essay = input.required<Essay>();
  protected readonly sum = computed(() =>
    this.essay().rubric.reduce((sum, { points }) => sum + Math.round(points * 100) / 100, 0),
  );

  protected change(part: Partial<Essay>): void {
    this.draft.change(part);
  }

  protected changeLine(id: string, part: Partial<Criterion>): void {
    const { rubric } = this.essay();
    this.change({ rubric: rubric.map((line) => (line.id === id ? { ...line, ...part } : line)) });
  }

  protected add(): void {
    const { rubric } = this.essay();
    this.change({
      rubric: [...rubric, { id: freeName('c', rubric), criterion: '', points: 1 }],
    });
  }

  protected remove(id: string): void {
    this.change({ rubric: this.essay().rubric.filter((line) => line.id !== id) });
  }
}
