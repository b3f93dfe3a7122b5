import { Component, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';

import type { GradeLine } from '@holdout/contracts';

import { When } from '../ui/when';
import { RatioPipe } from './share-pipes';

/** Marks as they are, with what whoever graded wrote; no grade is made of them here. */
@Component({
  selector: 'app-mark-list',
  imports: [RatioPipe, TranslocoDirective, When],
  template: `
    <div
      *transloco="let t"
      class="table-wrap"
      tabindex="0"
      role="region"
      [attr.aria-label]="t('grades.marks.title')"
    >
      <table class="data">
        <thead>
          <tr>
            <th scope="col">{{ t('grades.receipt.item') }}</th>
            <th scope="col">{{ t('grades.marks.deadline') }}</th>
            <th scope="col" class="number">{{ t('grades.receipt.points') }}</th>
            <th scope="col">{{ t('grades.marks.comment') }}</th>
          </tr>
        </thead>
        <tbody>
          @for (row of items(); track row.item.id) {
            <tr>
              <th scope="row">{{ row.item.title || t('grades.kind.' + row.item.kind) }}</th>
              <td>
                @if (row.item.deadline; as deadline) {
                  <app-when [instant]="deadline" />
                } @else {
                  <span class="muted">{{ t('grades.marks.noDeadline') }}</span>
                }
              </td>
              <td class="number">
                @if (row.cell?.points; as points) {
                  {{ points | ratio }} / {{ row.item.maximum | ratio }}
                } @else {
                  <span class="muted">{{
                    t('grades.state.' + (row.cell?.state ?? 'not_due'))
                  }}</span>
                }
              </td>
              <td class="comment">{{ row.comment ?? '' }}</td>
            </tr>
          }
        </tbody>
      </table>
    </div>
  `,
  styles: `
    tbody th {
      font-weight: 600;
    }
    .comment {
      white-space: pre-line;
      overflow-wrap: anywhere;
    }
  `,
})
export class MarkList {
  readonly items = input.required<GradeLine['items']>();
}
