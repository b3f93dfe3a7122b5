import { Component, input, output } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';

import type { GradeItem, MarksReport } from '@holdout/contracts';

type Column = MarksReport['columns'][number];

/** What each column of the file was taken for, and how to say that it is something else. */
@Component({
  selector: 'app-marks-columns',
  imports: [TranslocoDirective],
  template: `
    <details *transloco="let t" [open]="unsure()">
      <summary>{{ t('grades.files.columns', { count: columns().length }) }}</summary>
      <ul>
        @for (column of columns(); track $index) {
          <li>
            <code>{{ column.column }}</code>
            <select
              [attr.aria-label]="t('grades.files.columnIs', { column: column.column })"
              (change)="choose(column.column, list.value)"
              #list
            >
              @for (kind of ['person', 'group', 'ignored']; track kind) {
                <option [value]="kind" [selected]="column.as === kind">
                  {{ t('grades.files.as.' + kind) }}
                </option>
              }
              @if (column.as === 'comment') {
                <option value="comment" selected>{{ t('grades.files.as.comment') }}</option>
              }
              @for (item of items(); track item.id) {
                @if (item.source === 'typed') {
                  <option
                    [value]="item.id"
                    [selected]="column.as === 'mark' && column.itemId === item.id"
                  >
                    {{ item.title || t('grades.kind.' + item.kind) }}
                  </option>
                }
              }
            </select>
          </li>
        }
      </ul>
    </details>
  `,
  styles: `
    summary {
      width: fit-content;
      cursor: pointer;
    }
    ul {
      display: grid;
      gap: 8px;
      margin-top: 8px;
      padding: 0;
      list-style: none;
    }
    li {
      display: flex;
      flex-wrap: wrap;
      gap: 12px;
      align-items: center;
    }
    code {
      min-width: 10rem;
      overflow-wrap: anywhere;
    }
    select {
      max-width: 100%;
      padding: 6px 8px;
      border: 1px solid var(--mat-sys-outline);
      border-radius: 6px;
      background: var(--mat-sys-surface);
      color: inherit;
      font: inherit;
    }
  `,
})
export class MarksColumns {
  readonly columns = input.required<readonly Column[]>();
  readonly items = input.required<readonly GradeItem[]>();
  readonly changed = output<Readonly<Record<string, string>>>();

  protected unsure(): boolean {
    return this.columns().some(({ as }) => as === 'ignored');
  }

  /** A column's comments follow its item by the title; only what else it may be is said. */
  protected choose(column: string, value: string): void {
    const asRead = (each: Column) => (each.as === 'mark' ? (each.itemId ?? 'ignored') : each.as);
    this.changed.emit(
      Object.fromEntries(
        this.columns()
          .map((each) => [each.column, each.column === column ? value : asRead(each)] as const)
          .filter(([, as]) => as !== 'comment'),
      ),
    );
  }
}
