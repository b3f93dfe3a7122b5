import { Component, computed, inject, input } from '@angular/core';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';

import type { Receipt } from '@holdout/contracts';

import { Languages } from '../core/languages';
import { GradePipe, RatioPipe } from './share-pipes';

/** To date, if the rest were 0, and final, or why there is no final grade yet. */
@Component({
  selector: 'app-totals-cards',
  imports: [GradePipe, RatioPipe, TranslocoDirective],
  template: `
    <dl *transloco="let t">
      @for (card of cards(); track card.name) {
        <div [class.main]="card.name === 'toDate'">
          <dt>{{ t('grades.total.' + card.name) }}</dt>
          <dd class="value">
            {{ card.grade | grade }}
            @if (card.grade; as grade) {
              <span class="tag" [class]="grade.passed ? 'good' : 'bad'">{{
                t(grade.passed ? 'grades.passed' : 'grades.notPassed')
              }}</span>
            }
          </dd>
          <dd class="small muted">
            @if (card.grade; as grade) {
              {{ grade.exact | ratio: 'share' }} ·
            }
            {{ t('grades.total.hint.' + card.name) }}
          </dd>
        </div>
      }
    </dl>
    @if (waits().length > 0) {
      <ng-container *transloco="let t">
        <details class="small">
          <summary>{{ t('grades.final.why') }}</summary>
          <ul>
            @for (wait of waits(); track $index) {
              <li>{{ wait }}</li>
            }
          </ul>
        </details>
      </ng-container>
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: 12px;
    }
    dl {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(220px, 100%), 1fr));
      gap: 16px;
      margin: 0;
    }
    dl > div {
      padding: 16px;
      border: var(--app-line);
      border-radius: 8px;
      background: var(--mat-sys-surface-container-lowest);
    }
    .main {
      border-color: var(--mat-sys-primary);
    }
    dd {
      margin: 0;
    }
    .value {
      display: flex;
      flex-wrap: wrap;
      gap: 12px;
      align-items: center;
      font-size: 32px;
      font-weight: 650;
      line-height: 48px;
      font-variant-numeric: tabular-nums lining-nums;
    }
    .tag {
      font-weight: 400;
    }
    summary {
      cursor: pointer;
    }
    ul {
      padding-inline-start: 20px;
    }
  `,
})
export class TotalsCards {
  private readonly transloco = inject(TranslocoService);
  private readonly languages = inject(Languages);
  readonly receipt = input.required<Receipt>();
  protected readonly cards = computed(() => {
    const { toDate, ifRestZero, final } = this.receipt();
    return [
      { name: 'toDate', grade: toDate.grade },
      { name: 'ifRestZero', grade: ifRestZero.grade },
      { name: 'final', grade: final.grade },
    ];
  });
  protected readonly waits = computed(() => {
    this.languages.language();
    const { toDate, final } = this.receipt();
    return final.waitsFor.map(({ why, itemId, componentId }) => {
      const component = toDate.components.find(({ id }) => id === componentId);
      const lines = component?.parts.flatMap((part) => part.lines) ?? [];
      const own = component && this.transloco.translate(`grades.component.${component.kind}`);
      return this.transloco.translate(`grades.final.${why}`, {
        item: lines.find((line) => line.itemId === itemId)?.title ?? '',
        component: component?.name === '' ? own : (component?.name ?? ''),
      });
    });
  });
}
