import { Component, computed, inject, input, linkedSignal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';

import type { GradeLine } from '@holdout/contracts';
import { exact } from '@holdout/grading';

import { Languages } from '../core/languages';
import { Notice } from '../ui/notice';
import { pointsText, pointsTyped } from './grade-text';
import { GradePipe, RatioPipe } from './share-pipes';
import { TotalsCards } from './totals-cards';
import { receiptIf } from './what-if';

/** What would the grade be? Marks are tried out here by the same engine; nothing of it is stored or sent. */
@Component({
  selector: 'app-what-if-panel',
  imports: [GradePipe, MatButton, Notice, RatioPipe, TotalsCards, TranslocoDirective],
  template: `
    <section *transloco="let t" class="card stack" aria-labelledby="what-if">
      <h2 id="what-if">{{ t('grades.whatIf.title') }}</h2>
      <p class="prose">{{ t('grades.whatIf.lead') }}</p>
      <ul>
        @for (row of rows(); track row.id) {
          <li [class.changed]="row.changed">
            <label [attr.for]="'if-' + row.id">{{
              row.title || t('grades.kind.' + row.kind)
            }}</label>
            <span class="small muted">{{ row.now ?? t('grades.state.' + row.state) }}</span>
            <span class="field">
              <input
                [id]="'if-' + row.id"
                inputmode="decimal"
                autocomplete="off"
                [value]="row.text"
                [attr.aria-invalid]="row.fault !== null"
                [attr.aria-describedby]="row.fault ? 'fault-' + row.id : null"
                (input)="suppose(row.id, field.value)"
                #field
              />
              / {{ row.maximum | ratio }}
            </span>
            @if (row.fault) {
              <span class="small fault" [id]="'fault-' + row.id">{{
                t('grades.whatIf.' + row.fault, { maximum: (row.maximum | ratio) })
              }}</span>
            }
          </li>
        }
      </ul>
      @if (receipt(); as receipt) {
        <app-notice tone="look">
          <p role="status">
            <strong>{{ t('grades.whatIf.mark') }}</strong>
            {{
              t('grades.whatIf.result', {
                now: (line().receipt?.toDate?.grade | grade),
                then: (receipt.toDate.grade | grade),
                count: supposed().size,
              })
            }}
          </p>
          <button action matButton type="button" (click)="texts.set(none)">
            {{ t('grades.whatIf.reset') }}
          </button>
        </app-notice>
        <app-totals-cards [receipt]="receipt" />
      } @else {
        <p class="muted">{{ t('grades.whatIf.empty') }}</p>
      }
    </section>
  `,
  styles: `
    .card {
      border-style: dashed;
      border-color: var(--mat-sys-tertiary);
    }
    ul {
      display: grid;
      grid-template-columns: repeat(auto-fill, minmax(min(300px, 100%), 1fr));
      gap: 4px 24px;
      padding: 0;
      list-style: none;
    }
    li {
      display: grid;
      grid-template-columns: minmax(0, 1fr) auto auto;
      gap: 0 12px;
      align-items: center;
      min-height: 44px;
      overflow-wrap: anywhere;
    }
    .changed label {
      font-weight: 650;
    }
    input {
      width: 72px;
      padding: 6px 8px;
      border: 1px solid var(--mat-sys-outline);
      border-radius: 6px;
      background: var(--mat-sys-surface);
      color: inherit;
      font: inherit;
      text-align: end;
    }
    .field {
      font-variant-numeric: tabular-nums;
      white-space: nowrap;
    }
    .fault {
      grid-column: 1 / -1;
      color: var(--mat-sys-error);
    }
  `,
})
export class WhatIfPanel {
  private readonly languages = inject(Languages);
  readonly line = input.required<GradeLine>();
  readonly memberId = input<string | null>(null);
  protected readonly none: ReadonlyMap<string, string> = new Map();
  /** What stands in the fields; another line begins anew. */
  protected readonly texts = linkedSignal<GradeLine, ReadonlyMap<string, string>>({
    source: this.line,
    computation: () => new Map(),
  });

  protected readonly rows = computed(() =>
    this.line()
      .items.filter(({ item }) => item.componentId !== null && item.removedAt === null)
      .map(({ item, cell }) => {
        const text = this.texts().get(item.id) ?? '';
        const points = pointsTyped(text);
        const above = points !== undefined && exact(points).gt(exact(item.maximum));
        return {
          id: item.id,
          title: item.title,
          kind: item.kind,
          maximum: item.maximum,
          state: cell?.state ?? 'not_due',
          now: cell?.points === undefined ? null : pointsText(cell.points, this.languages.locale()),
          text,
          points,
          changed: points !== undefined,
          fault: faultOf(text, points, above && !item.extraCredit),
        };
      }),
  );
  protected readonly supposed = computed(
    () =>
      new Map(
        this.rows().flatMap(({ id, points, fault }): [string, string][] =>
          points === undefined || fault !== null ? [] : [[id, points]],
        ),
      ),
  );
  protected readonly receipt = computed(() => {
    const { input } = this.line();
    return input === null || this.supposed().size === 0
      ? null
      : receiptIf(input, this.supposed(), this.memberId());
  });

  protected suppose(itemId: string, text: string): void {
    this.texts.update((texts) => new Map(texts).set(itemId, text));
  }
}

function faultOf(text: string, points: string | undefined, above: boolean): string | null {
  if (text.trim() === '') return null;
  if (points === undefined) return 'noNumber';
  return above ? 'above' : null;
}
