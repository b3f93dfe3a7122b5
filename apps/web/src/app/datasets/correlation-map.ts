import { Component, computed, inject, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';

import type { Pairs } from '@holdout/contracts';

import { Languages } from '../core/languages';
import { numberText } from '../ui/number-text';
import { strongestPairs } from './profile-figures';
import type { Measure } from './relation-figures';

/** More columns than this are no picture any more. */
const MOST_COLUMNS = 30;
const SIGNS: Readonly<Record<Measure, string>> = { r: 'r', rho: 'ρ', v: 'V' };

/** Which columns move together: a table whose cells are as strong in colour as r, and the strongest pairs in words. */
@Component({
  selector: 'app-correlation-map',
  imports: [TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <p class="muted prose">{{ t('datasets.measure.text.' + measure()) }}</p>
      @if (pairs().length > 0) {
        <ul>
          @for (pair of pairs(); track $index) {
            <li>
              {{ t(pair.sentence, pair.words) }}
            </li>
          }
        </ul>
      } @else {
        <p>{{ t('datasets.measure.noPairs.' + measure()) }}</p>
      }
      @if (map(); as map) {
        <div
          class="table-wrap"
          tabindex="0"
          role="region"
          [attr.aria-label]="t('datasets.measure.name.' + measure())"
        >
          <table>
            <thead>
              <tr>
                <td></td>
                @for (column of map.columns; track column) {
                  <th scope="col">
                    <span>{{ column }}</span>
                  </th>
                }
              </tr>
            </thead>
            <tbody>
              @for (row of map.rows; track row.column) {
                <tr>
                  <th scope="row">{{ row.column }}</th>
                  @for (cell of row.cells; track $index) {
                    <td
                      [class.down]="cell.down"
                      [class.self]="cell.self"
                      [style.--strength.%]="cell.strength"
                    >
                      {{ cell.text }}
                    </td>
                  }
                </tr>
              }
            </tbody>
          </table>
        </div>
        @if (measure() !== 'v') {
          <p class="key small muted" aria-hidden="true">
            <span class="down end"></span>{{ t('datasets.profile.keyDown') }}
            <span class="end"></span>{{ t('datasets.profile.keyUp') }}
          </p>
        }
      } @else {
        <p class="muted">{{ t('datasets.profile.tooManyForMap', { most }) }}</p>
      }
    </ng-container>
  `,
  styleUrl: './correlation-map.scss',
})
export class CorrelationMap {
  private readonly languages = inject(Languages);
  readonly correlation = input.required<Pairs>();
  readonly measure = input.required<Measure>();

  protected readonly most = MOST_COLUMNS;
  protected readonly pairs = computed(() =>
    strongestPairs(this.correlation()).map(({ a, b, r }) => ({
      sentence: this.sentenceOf(r),
      words: { a, b, sign: SIGNS[this.measure()], r: this.text(r) },
    })),
  );
  protected readonly map = computed(() => {
    const { columns, values } = this.correlation();
    if (columns.length > MOST_COLUMNS) return undefined;
    return {
      columns,
      rows: columns.map((column, i) => ({
        column,
        cells: columns.map((_, j) => this.cell(values[i]?.[j] ?? null, i === j)),
      })),
    };
  });

  private sentenceOf(r: number): string {
    if (this.measure() === 'v') return 'datasets.measure.tells';
    return `datasets.profile.${r > 0 ? 'together' : 'opposite'}`;
  }

  private cell(r: number | null, self: boolean) {
    return {
      self,
      down: r !== null && r < 0,
      // Never so strong that the figure in the cell could not be read.
      strength: self ? 0 : Math.round(Math.abs(r ?? 0) * 55),
      text: self ? '' : this.text(r),
    };
  }

  private text(r: number | null): string {
    return numberText(r, this.languages.locale(), { decimals: 2 });
  }
}
