import { Component, computed, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';

import type { MatrixOrientation } from '@holdout/contracts';

import { matrixOf } from './matrix';

/** The confusion matrix, both axes named; the shade says how many, the border what is right. */
@Component({
  selector: 'app-confusion-view',
  imports: [TranslocoDirective],
  template: `<div
    class="table-wrap"
    tabindex="0"
    role="region"
    *transloco="let t"
    [attr.aria-label]="t('submissions.matrix.title')"
  >
    <table>
      <caption class="visually-hidden">
        {{
          t('submissions.matrix.caption', {
            rows: t('submissions.matrix.' + matrix().rows),
            columns: t('submissions.matrix.' + matrix().columns),
          })
        }}
      </caption>
      <thead>
        <tr>
          <td rowspan="2" colspan="2"></td>
          <th scope="colgroup" [attr.colspan]="matrix().labels.length">
            {{ t('submissions.matrix.' + matrix().columns) }}
          </th>
        </tr>
        <tr>
          @for (label of matrix().labels; track $index) {
            <th scope="col">{{ label }}</th>
          }
        </tr>
      </thead>
      <tbody>
        @for (row of matrix().cells; track $index; let first = $first) {
          <tr>
            @if (first) {
              <th scope="rowgroup" class="axis" [attr.rowspan]="matrix().labels.length">
                {{ t('submissions.matrix.' + matrix().rows) }}
              </th>
            }
            <th scope="row">{{ matrix().labels[$index] }}</th>
            @for (cell of row; track $index) {
              <td
                class="figures"
                [class.right]="cell.right"
                [style.--share.%]="(cell.count / matrix().largest) * 45"
              >
                {{ cell.count }}
              </td>
            }
          </tr>
        }
      </tbody>
    </table>
  </div>`,
  styles: `
    .table-wrap {
      width: fit-content;
    }
    table {
      border-collapse: collapse;
    }
    th,
    td {
      padding: 8px 16px;
      text-align: center;
      font-weight: 400;
    }
    thead th,
    .axis {
      color: var(--mat-sys-on-surface-variant);
      font-size: 14px;
    }
    .axis {
      writing-mode: vertical-rl;
      transform: rotate(180deg);
    }
    th[scope='row'] {
      text-align: end;
    }
    td.figures {
      min-width: 64px;
      border: var(--app-line);
      background: color-mix(in srgb, var(--mat-sys-tertiary) var(--share), transparent);
    }
    td.right {
      background: color-mix(in srgb, var(--mat-sys-primary) var(--share), transparent);
      font-weight: 650;
    }
  `,
})
export class ConfusionView {
  readonly confusion = input.required<Parameters<typeof matrixOf>[0]>();
  readonly orientation = input.required<MatrixOrientation>();
  protected readonly matrix = computed(() => matrixOf(this.confusion(), this.orientation()));
}
