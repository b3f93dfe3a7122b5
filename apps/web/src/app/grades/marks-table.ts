import { Component, computed, inject, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';

import type { GradeItem, MarksRow } from '@holdout/contracts';

import { Languages } from '../core/languages';
import { FaultList } from '../ui/fault-list';
import { pointsText } from './grade-text';

/** Every row of a marks file with its verdict: what would change, and what is wrong. */
@Component({
  selector: 'app-marks-table',
  imports: [FaultList, TranslocoDirective],
  template: `
    <div
      *transloco="let t"
      class="table-wrap"
      tabindex="0"
      role="region"
      [attr.aria-label]="t('grades.files.rows')"
    >
      <table class="data">
        <thead>
          <tr>
            <th scope="col" class="number">{{ t('grades.files.row') }}</th>
            <th scope="col">{{ t('grades.files.who') }}</th>
            <th scope="col">{{ t('grades.files.verdict') }}</th>
            <th scope="col">{{ t('grades.files.changes') }}</th>
          </tr>
        </thead>
        <tbody>
          @for (row of shown(); track row.row) {
            <tr>
              <td class="number">{{ row.row }}</td>
              <td>
                {{ row.name ?? row.who }}
                @if (row.name) {
                  <div class="small muted">{{ row.who }}</div>
                }
              </td>
              <td>
                <span class="tag" [class]="tones[row.verdict]">{{
                  t('grades.files.verdicts.' + row.verdict)
                }}</span>
              </td>
              <td>
                @for (change of row.changes; track $index) {
                  <div>{{ change.title }}: {{ change.from }} → {{ change.to }}</div>
                }
                <app-fault-list [faults]="row.faults" />
              </td>
            </tr>
          }
        </tbody>
      </table>
    </div>
  `,
  styles: `
    .table-wrap {
      max-height: 480px;
    }
  `,
})
export class MarksTable {
  private readonly languages = inject(Languages);
  readonly rows = input.required<readonly MarksRow[]>();
  readonly items = input.required<readonly GradeItem[]>();
  protected readonly tones = { change: 'good', unchanged: '', rejected: 'bad' } as const;
  protected readonly shown = computed(() => {
    const locale = this.languages.locale();
    const titles = new Map(this.items().map(({ id, title }) => [id, title]));
    return this.rows().map((row) => ({
      ...row,
      changes: row.changes.map(({ itemId, from, to }) => ({
        title: titles.get(itemId) ?? '',
        from: sideText(from, locale),
        to: sideText(to, locale),
      })),
    }));
  });
}

/** Points, or the word that stood in the file. */
function sideText(side: string | null, locale: string): string {
  if (side === null || side === '') return '–';
  return /^\d+(\/\d+|\.\d+)?$/.test(side) ? pointsText(side, locale) : side;
}
