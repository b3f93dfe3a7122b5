import { Component, computed, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';

import type { GradeLine } from '@holdout/contracts';

import { Notice } from '../ui/notice';
import { When } from '../ui/when';
import { MarkList } from './mark-list';
import { ReceiptView } from './receipt-view';
import { GradePipe, RatioPipe } from './share-pipes';
import { TotalsCards } from './totals-cards';
import { WhatIfPanel } from './what-if-panel';

/** A line of the gradebook as whoever it is about reads it: totals, what-if, and the receipt. */
@Component({
  selector: 'app-line-view',
  imports: [
    GradePipe,
    MarkList,
    MatButton,
    Notice,
    RatioPipe,
    ReceiptView,
    TotalsCards,
    TranslocoDirective,
    WhatIfPanel,
    When,
  ],
  template: `
    <ng-container *transloco="let t">
      @if (line().published; as published) {
        <app-notice tone="good">
          <p>
            <strong>{{ t('grades.published.title') }}</strong>
            {{
              published.grade === null
                ? t('grades.published.none')
                : t('grades.published.is', { grade: (published.grade | grade) })
            }}
            <app-when [instant]="published.at" as="full" />
          </p>
        </app-notice>
      }
      @if (line().receipt; as receipt) {
        <app-totals-cards [receipt]="receipt" />
        @if (line().adjustment; as adjustment) {
          <app-notice>
            <p>
              {{
                adjustment.override === null
                  ? t('grades.adjust.isFactor', { factor: (adjustment.factor | ratio) })
                  : t('grades.adjust.isOverride', { share: (adjustment.override | ratio: 'share') })
              }}
              {{ t('grades.adjust.reason', { reason: adjustment.reason }) }}
            </p>
          </app-notice>
        }
        @if (line().items.length > 0) {
          <app-what-if-panel class="no-print" [line]="line()" [memberId]="memberId()" />
        }
        @if (line().input; as input) {
          <section class="receipt" aria-labelledby="receipt">
            <h2 id="receipt">{{ t('grades.receipt.heading') }}</h2>
            <div class="row no-print" role="group" [attr.aria-labelledby]="'receipt'">
              @for (mode of modes; track mode) {
                <button
                  [matButton]="shownMode() === mode ? 'tonal' : 'outlined'"
                  type="button"
                  [attr.aria-pressed]="shownMode() === mode"
                  (click)="shownMode.set(mode)"
                >
                  {{ t('grades.total.' + mode) }}
                </button>
              }
            </div>
            <p class="muted prose">{{ t('grades.receipt.lead.' + shownMode()) }}</p>
            <app-receipt-view
              [total]="receipt[shownMode()]"
              [policy]="input.policy"
              [version]="receipt.policyVersion"
              [memberId]="mine() ? memberId() : null"
              [names]="names()"
            />
          </section>
        }
      } @else {
        <app-notice>
          <p>{{ t('grades.mine.noPolicy') }}</p>
        </app-notice>
        <app-mark-list [items]="line().items" />
      }
      @if (line().receipt && commented()) {
        <section class="receipt" aria-labelledby="comments">
          <h2 id="comments">{{ t('grades.marks.title') }}</h2>
          <app-mark-list [items]="line().items" />
        </section>
      }
    </ng-container>
  `,
  styles: `
    :host,
    .receipt {
      display: grid;
      gap: 24px;
      grid-template-columns: minmax(0, 1fr);
    }
    .receipt {
      gap: 12px;
    }
  `,
})
export class LineView {
  readonly line = input.required<GradeLine>();
  readonly memberId = input<string | null>(null);
  /** Whether whoever reads is the one it is about. */
  readonly mine = input(false);
  readonly names = input<ReadonlyMap<string, string>>(new Map());
  protected readonly modes = ['toDate', 'ifRestZero'] as const;
  protected readonly shownMode = signal<'toDate' | 'ifRestZero'>('toDate');
  protected readonly commented = computed(() =>
    this.line().items.some(({ comment }) => comment !== null),
  );
}
