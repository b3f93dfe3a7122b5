import { Component, computed, inject, input } from '@angular/core';
import { MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatOption, MatSelect } from '@angular/material/select';
import { TranslocoDirective } from '@jsverse/transloco';

import {
  MetricId,
  type ModelFigure,
  type QuestionContent,
  challengeRoutes,
} from '@holdout/contracts';

import { Api } from '../core/api';
import { CurrentCourse } from '../core/current-course';
import { withPoint } from './content-draft';
import { PlacedFaults } from './placed-faults';
import { QuestionDraft } from './question-draft';

type ComputedContent = Extract<QuestionContent, { type: 'computed' }>;

const EMPTY: Readonly<Record<ModelFigure['of'], ModelFigure>> = {
  accuracy: { of: 'accuracy' },
  recall: { of: 'recall', class: '' },
  precision: { of: 'precision', class: '' },
  specificity: { of: 'specificity', class: '' },
  f1: { of: 'f1', class: '' },
  confusion_cell: { of: 'confusion_cell', truth: '', predicted: '' },
  r2: { of: 'r2' },
  mae: { of: 'mae' },
  rmse: { of: 'rmse' },
  interval_width: { of: 'interval_width', metric: 'accuracy' },
};

/** Which figure of the group's own model is asked for, and how near an answer must come. */
@Component({
  selector: 'app-computed-settings',
  imports: [
    MatFormField,
    MatHint,
    MatInput,
    MatLabel,
    MatOption,
    MatSelect,
    PlacedFaults,
    TranslocoDirective,
  ],
  template: `
    <div class="part" *transloco="let t">
      <mat-form-field subscriptSizing="dynamic">
        <mat-label>{{ t('questions.editor.challenge') }}</mat-label>
        <mat-select
          [value]="asked().challengeId"
          (selectionChange)="change({ challengeId: $event.value })"
        >
          <mat-option [value]="null">{{ t('questions.editor.challengeOfProject') }}</mat-option>
          @for (each of challenges(); track each.id) {
            <mat-option [value]="each.id">{{ each.title }}</mat-option>
          }
        </mat-select>
      </mat-form-field>
      <app-placed-faults at="challengeId" />
      <mat-form-field subscriptSizing="dynamic">
        <mat-label>{{ t('questions.editor.figure.is') }}</mat-label>
        <mat-select [value]="figure().of" (selectionChange)="become($event.value)">
          @for (of of kinds; track of) {
            <mat-option [value]="of">{{ t('questions.editor.figure.' + of) }}</mat-option>
          }
        </mat-select>
        <mat-hint>{{ t('questions.editor.figure.hint') }}</mat-hint>
      </mat-form-field>
      @let shown = figure();
      @switch (shown.of) {
        @case ('confusion_cell') {
          <mat-form-field subscriptSizing="dynamic">
            <mat-label>{{ t('questions.editor.figure.truth') }}</mat-label>
            <input
              #truth
              matInput
              maxlength="200"
              [value]="shown.truth"
              (input)="
                change({
                  figure: { of: 'confusion_cell', truth: truth.value, predicted: shown.predicted },
                })
              "
            />
          </mat-form-field>
          <mat-form-field subscriptSizing="dynamic">
            <mat-label>{{ t('questions.editor.figure.predicted') }}</mat-label>
            <input
              #predicted
              matInput
              maxlength="200"
              [value]="shown.predicted"
              (input)="
                change({
                  figure: { of: 'confusion_cell', truth: shown.truth, predicted: predicted.value },
                })
              "
            />
          </mat-form-field>
        }
        @case ('interval_width') {
          <mat-form-field subscriptSizing="dynamic">
            <mat-label>{{ t('questions.editor.figure.metric') }}</mat-label>
            <mat-select
              [value]="shown.metric"
              (selectionChange)="change({ figure: { of: 'interval_width', metric: $event.value } })"
            >
              @for (metric of metrics; track metric) {
                <mat-option [value]="metric">{{ t('metric.name.' + metric) }}</mat-option>
              }
            </mat-select>
          </mat-form-field>
        }
        @case ('accuracy') {}
        @case ('r2') {}
        @case ('mae') {}
        @case ('rmse') {}
        @default {
          <mat-form-field subscriptSizing="dynamic">
            <mat-label>{{ t('questions.editor.figure.class') }}</mat-label>
            <input
              #label
              matInput
              maxlength="200"
              [value]="shown.class"
              (input)="change({ figure: { of: shown.of, class: label.value } })"
            />
          </mat-form-field>
        }
      }
      <app-placed-faults at="figure" />
      <div class="rows">
        <mat-form-field subscriptSizing="dynamic">
          <mat-label>{{ t('questions.editor.column.tolerance') }}</mat-label>
          <input
            #tolerance
            matInput
            inputmode="decimal"
            [value]="asked().tolerance.value"
            (input)="setTolerance(asked().tolerance.kind, tolerance.value)"
          />
        </mat-form-field>
        <mat-form-field subscriptSizing="dynamic">
          <mat-label>{{ t('questions.editor.tolerance.is') }}</mat-label>
          <mat-select
            [value]="asked().tolerance.kind"
            (selectionChange)="setTolerance($event.value, asked().tolerance.value)"
          >
            @for (kind of ['absolute', 'relative']; track kind) {
              <mat-option [value]="kind">{{ t('questions.editor.tolerance.' + kind) }}</mat-option>
            }
          </mat-select>
        </mat-form-field>
      </div>
      <app-placed-faults at="tolerance" />
    </div>
  `,
  styleUrl: './rows.scss',
})
export class ComputedSettings {
  private readonly draft = inject(QuestionDraft);
  private readonly course = inject(CurrentCourse);
  readonly asked = input.required<ComputedContent>();
  protected readonly kinds = Object.keys(EMPTY);
  protected readonly metrics = MetricId.options;
  protected readonly figure = computed(() => this.asked().figure);
  private readonly listed = inject(Api).read(challengeRoutes.list, () => ({
    params: { courseId: this.course.id() },
  }));
  protected readonly challenges = computed(() =>
    this.listed.hasValue() ? this.listed.value().items : [],
  );

  protected become(of: keyof typeof EMPTY): void {
    this.change({ figure: EMPTY[of] });
  }

  protected change(part: Partial<ComputedContent>): void {
    this.draft.change(part);
  }

  protected setTolerance(kind: ComputedContent['tolerance']['kind'], typed: string): void {
    this.change({ tolerance: { kind, value: withPoint(typed).trim() } });
  }
}
