import { Component, computed, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';

import type { GradingPolicy, Receipt } from '@holdout/contracts';

import { ReceiptComponentView } from './receipt-component';
import { GradePipe, RatioPipe } from './share-pipes';
import { WorstRule } from './worst-rule';

/** How a total came about, from every mark to the one rounding. */
@Component({
  selector: 'app-receipt-view',
  imports: [GradePipe, RatioPipe, ReceiptComponentView, TranslocoDirective, WorstRule],
  template: `
    <ng-container *transloco="let t">
      <app-worst-rule [policy]="policy()" [worst]="total().worst" />
      @for (component of total().components; track component.id) {
        <app-receipt-component [component]="component" [memberId]="memberId()" [names]="names()" />
      }
      <section aria-labelledby="receipt-total" class="sums">
        <h3 id="receipt-total">{{ t('grades.receipt.total') }}</h3>
        <ol>
          @for (component of graded(); track component.id) {
            <li>
              <span>{{ component.name || t('grades.component.' + component.kind) }}</span>
              <span class="number"
                >{{ component.weight | ratio }} × {{ component.share | ratio: 'share' }}</span
              >
            </li>
          }
          <li>
            <span>{{ t('grades.receipt.weighted', { weights: (total().weights | ratio) }) }}</span>
            <strong class="number">{{ total().mean | ratio: 'share' }}</strong>
          </li>
          @if (total().factor !== '1') {
            <li>
              <span>{{ t('grades.receipt.factor') }}</span>
              <span class="number">× {{ total().factor | ratio }}</span>
            </li>
          }
          @if (total().capped) {
            <li>
              <span>{{ t('grades.receipt.capped') }}</span>
              <span class="number">100 %</span>
            </li>
          }
          @if (total().override; as override) {
            <li>
              <span>{{ t('grades.receipt.override') }}</span>
              <span class="number">{{ override | ratio: 'share' }}</span>
            </li>
          }
          @if (total().onScale; as onScale) {
            <li>
              <span>{{ t('grades.receipt.onScale') }}</span>
              <span class="number">{{ onScale | ratio: 'long' }}</span>
            </li>
          }
          <li class="result">
            <span>{{
              t(
                policy().scale.kind === 'numeric'
                  ? 'grades.receipt.rounded'
                  : 'grades.receipt.letter'
              )
            }}</span>
            <strong class="number">{{ total().grade | grade }}</strong>
          </li>
        </ol>
        <p class="small muted">
          {{
            version() === 0
              ? t('grades.receipt.draftVersion')
              : t('grades.receipt.version', { version: version() })
          }}
        </p>
      </section>
    </ng-container>
  `,
  styles: `
    :host {
      display: grid;
      gap: 24px;
      grid-template-columns: minmax(0, 1fr);
    }
    .sums {
      display: grid;
      gap: 8px;
      max-width: 40rem;
    }
    ol {
      padding: 0;
      list-style: none;
      border: var(--app-line);
      border-radius: 8px;
    }
    li {
      display: flex;
      gap: 16px;
      justify-content: space-between;
      padding: 8px 12px;
      border-bottom: var(--app-line);
    }
    li:last-child {
      border-bottom: 0;
    }
    .result strong {
      font-size: 20px;
    }
  `,
})
export class ReceiptView {
  readonly total = input.required<Receipt['toDate']>();
  readonly policy = input.required<GradingPolicy>();
  readonly version = input.required<number>();
  readonly memberId = input<string | null>(null);
  readonly names = input<ReadonlyMap<string, string>>(new Map());
  protected readonly graded = computed(() =>
    this.total().components.filter(({ share }) => share !== null),
  );
}
