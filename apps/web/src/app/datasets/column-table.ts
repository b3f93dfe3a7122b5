import { Component, input, output } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';

import type { ColumnProfile } from '@holdout/contracts';

import { NumberPipe } from '../ui/number-pipe';
import { FaultList } from '../ui/fault-list';
import { FigurePipe } from './figure-pipe';
import { SmallHistogram } from './small-histogram';

/** A row for each column: its picture, what is missing, and its figures. The picture opens the column. */
@Component({
  selector: 'app-column-table',
  imports: [FaultList, FigurePipe, NumberPipe, SmallHistogram, TranslocoDirective],
  template: `
    <div
      *transloco="let t"
      class="table-wrap"
      tabindex="0"
      role="region"
      [attr.aria-label]="t('datasets.profile.columns')"
    >
      <table class="data">
        <thead>
          <tr>
            <th scope="col" class="name">{{ t('datasets.profile.column') }}</th>
            <th scope="col">{{ t('datasets.profile.distribution') }}</th>
            <th scope="col" class="number">{{ t('datasets.profile.missing') }}</th>
            <th scope="col" class="number">{{ t('datasets.profile.distinct') }}</th>
            <th scope="col" class="number">{{ t('datasets.profile.min') }}</th>
            <th scope="col" class="number">{{ t('datasets.profile.mean') }}</th>
            <th scope="col" class="number">{{ t('datasets.profile.max') }}</th>
            <th scope="col" class="number">{{ t('datasets.profile.outliers') }}</th>
          </tr>
        </thead>
        <tbody>
          @for (column of columns(); track column.name) {
            <tr>
              <th scope="row" class="name">
                <code>{{ column.name }}</code>
                <span class="muted small">{{ t('datasets.type.' + column.type) }}</span>
                @if (column.faults.length > 0) {
                  <span class="tag look">{{
                    t('datasets.profile.faults', { count: column.faults.length })
                  }}</span>
                }
              </th>
              <td>
                <button
                  type="button"
                  [attr.aria-label]="t('datasets.profile.open', { column: column.name })"
                  (click)="opened.emit(column)"
                >
                  <app-small-histogram [column]="column" />
                </button>
              </td>
              <td class="number">
                {{ column.missing | number }}
                @if (column.missing > 0) {
                  <span class="muted small">{{
                    column.missing / rows() | number: { style: 'percent', decimals: 1 }
                  }}</span>
                }
              </td>
              <td class="number">{{ column.distinct | number }}</td>
              <td class="number">{{ column.min | figure }}</td>
              <td class="number">{{ column.mean | figure }}</td>
              <td class="number">{{ column.max | figure }}</td>
              <td class="number">{{ column.outliers | number }}</td>
            </tr>
            @if (column.faults.length > 0) {
              <tr>
                <td colspan="8" class="faults"><app-fault-list [faults]="column.faults" /></td>
              </tr>
            }
          }
        </tbody>
      </table>
    </div>
  `,
  styleUrl: './column-table.scss',
})
export class ColumnTable {
  readonly columns = input.required<readonly ColumnProfile[]>();
  /** Of the profile, for shares. */
  readonly rows = input.required<number>();
  readonly opened = output<ColumnProfile>();
}
