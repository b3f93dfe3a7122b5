import { Component, inject, input, linkedSignal, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatHint, MatInput, MatLabel } from '@angular/material/input';
import { TranslocoDirective } from '@jsverse/transloco';

import { type GradeLine, gradeRoutes } from '@holdout/contracts';

import { Api } from '../core/api';
import { CurrentCourse } from '../core/current-course';
import { Languages } from '../core/languages';
import { Toast } from '../ui/toast';
import { TroubleNotice } from '../ui/trouble-notice';
import { percentField, pointsText, pointsTyped, shareTyped } from './grade-text';

/** What is recorded of one student alone: a factor, or the grade itself, with its reason. */
@Component({
  selector: 'app-adjust-form',
  imports: [
    MatButton,
    MatFormField,
    MatHint,
    MatInput,
    MatLabel,
    TranslocoDirective,
    TroubleNotice,
  ],
  template: `
    <details *transloco="let t" class="card no-print">
      <summary>{{ t('grades.adjust.title') }}</summary>
      <form class="fields" (submit)="$event.preventDefault(); save()">
        <p class="muted">{{ t('grades.adjust.lead') }}</p>
        <mat-form-field subscriptSizing="dynamic">
          <mat-label>{{ t('grades.adjust.factor') }}</mat-label>
          <input
            matInput
            inputmode="decimal"
            [value]="factor()"
            (input)="factor.set(by.value)"
            #by
          />
          <mat-hint>{{ t('grades.adjust.factorHint') }}</mat-hint>
        </mat-form-field>
        <mat-form-field subscriptSizing="dynamic">
          <mat-label>{{ t('grades.adjust.override') }}</mat-label>
          <input
            matInput
            inputmode="decimal"
            [value]="override()"
            (input)="override.set(to.value)"
            #to
          />
          <mat-hint>{{ t('grades.adjust.overrideHint') }}</mat-hint>
        </mat-form-field>
        <mat-form-field subscriptSizing="dynamic">
          <mat-label>{{ t('grades.override.why') }}</mat-label>
          <textarea
            matInput
            rows="2"
            maxlength="500"
            [value]="reason()"
            (input)="reason.set(why.value)"
            #why
          ></textarea>
        </mat-form-field>
        @if (fault(); as fault) {
          <p role="alert" class="fault">{{ t('grades.adjust.fault.' + fault) }}</p>
        }
        <app-trouble-notice [error]="trouble()" />
        <div class="row">
          <button matButton="filled" type="submit">{{ t('grades.adjust.save') }}</button>
        </div>
      </form>
    </details>
  `,
  styles: `
    summary {
      cursor: pointer;
      font-weight: 650;
    }
    form {
      margin-top: 16px;
    }
    .fault {
      color: var(--mat-sys-error);
    }
  `,
})
export class AdjustForm {
  private readonly api = inject(Api);
  private readonly toast = inject(Toast);
  private readonly current = inject(CurrentCourse);
  private readonly locale = inject(Languages).locale;
  readonly memberId = input.required<string>();
  readonly adjustment = input.required<GradeLine['adjustment']>();
  readonly changed = output();
  protected readonly factor = linkedSignal(() =>
    pointsText(this.adjustment()?.factor ?? '1', this.locale()),
  );
  protected readonly override = linkedSignal(() => {
    const override = this.adjustment()?.override ?? null;
    return override === null ? '' : percentField(override, this.locale());
  });
  protected readonly reason = linkedSignal(() => this.adjustment()?.reason ?? '');
  protected readonly fault = signal<string | undefined>(undefined);
  protected readonly trouble = signal<unknown>(undefined);

  protected async save(): Promise<void> {
    const factor = pointsTyped(this.factor());
    const override = this.override().trim() === '' ? null : shareTyped(this.override());
    const reason = this.reason().trim();
    this.trouble.set(undefined);
    this.fault.set(
      factor === undefined || override === undefined
        ? 'noNumber'
        : reason === ''
          ? 'noReason'
          : undefined,
    );
    if (factor === undefined || override === undefined || reason === '') return;
    try {
      await this.api.send(gradeRoutes.adjust, {
        params: { courseId: this.current.id(), memberId: this.memberId() },
        body: { factor, override, reason, version: this.adjustment()?.version ?? 0 },
      });
      this.toast.say('ui.saved');
      this.changed.emit();
    } catch (thrown) {
      this.trouble.set(thrown);
    }
  }
}
