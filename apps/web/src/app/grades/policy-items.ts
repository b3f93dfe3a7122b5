import { Component, computed, inject, input, output } from '@angular/core';
import { MatCheckbox } from '@angular/material/checkbox';
import { TranslocoDirective } from '@jsverse/transloco';

import { type GradingPolicy, gradeRoutes } from '@holdout/contracts';

import { Api } from '../core/api';
import { CurrentCourse } from '../core/current-course';

type Setting = GradingPolicy['items'][number];

/** Where each item counts, and which are never dropped or a bonus. */
@Component({
  selector: 'app-policy-items',
  imports: [MatCheckbox, TranslocoDirective],
  template: `
    <div
      *transloco="let t"
      class="table-wrap"
      tabindex="0"
      role="region"
      [attr.aria-label]="t('grades.policy.items')"
    >
      <table class="data">
        <thead>
          <tr>
            <th scope="col">{{ t('grades.receipt.item') }}</th>
            <th scope="col">{{ t('grades.policy.countsIn') }}</th>
            <th scope="col">{{ t('grades.policy.neverDrop') }}</th>
            <th scope="col">{{ t('grades.policy.bonus') }}</th>
          </tr>
        </thead>
        <tbody>
          @for (row of rows(); track row.item.id) {
            <tr>
              <th scope="row">{{ row.item.title || t('grades.kind.' + row.item.kind) }}</th>
              <td>
                <select
                  [attr.aria-label]="
                    t('grades.policy.countsInOf', {
                      item: row.item.title || t('grades.kind.' + row.item.kind),
                    })
                  "
                  (change)="put(row.item.id, { componentId: componentOf(list.value) })"
                  #list
                >
                  <option value="" [selected]="row.setting.componentId === undefined">
                    {{ t('grades.policy.byKind') }}
                  </option>
                  @for (component of components(); track component.id) {
                    <option
                      [value]="component.id"
                      [selected]="row.setting.componentId === component.id"
                    >
                      {{ component.name || t('grades.component.' + component.kind) }}
                    </option>
                  }
                  <option value="-" [selected]="row.setting.componentId === null">
                    {{ t('grades.policy.nowhere') }}
                  </option>
                </select>
              </td>
              <td>
                <mat-checkbox
                  [checked]="row.setting.neverDrop === true"
                  [aria-label]="
                    t('grades.policy.neverDropOf', {
                      item: row.item.title || t('grades.kind.' + row.item.kind),
                    })
                  "
                  (change)="put(row.item.id, { neverDrop: $event.checked })"
                />
              </td>
              <td>
                <mat-checkbox
                  [checked]="row.setting.bonus === true"
                  [aria-label]="
                    t('grades.policy.bonusOf', {
                      item: row.item.title || t('grades.kind.' + row.item.kind),
                    })
                  "
                  (change)="put(row.item.id, { bonus: $event.checked })"
                />
              </td>
            </tr>
          } @empty {
            <tr>
              <td colspan="4" class="muted">{{ t('grades.policy.noItems') }}</td>
            </tr>
          }
        </tbody>
      </table>
    </div>
  `,
  styles: `
    tbody th {
      font-weight: 400;
    }
    select {
      max-width: 220px;
      padding: 6px 8px;
      border: 1px solid var(--mat-sys-outline);
      border-radius: 6px;
      background: var(--mat-sys-surface);
      color: inherit;
      font: inherit;
    }
  `,
})
export class PolicyItems {
  private readonly current = inject(CurrentCourse);
  readonly settings = input.required<readonly Setting[]>();
  readonly components = input.required<readonly { id: string; name: string; kind: string }[]>();
  readonly changed = output<Setting[]>();
  private readonly book = inject(Api).read(gradeRoutes.gradebook, () => ({
    params: { courseId: this.current.id() },
    query: {},
  }));
  protected readonly rows = computed(() =>
    (this.book.hasValue() ? this.book.value().items : [])
      .filter(({ removedAt }) => removedAt === null)
      .map((item) => ({
        item,
        setting: this.settings().find(({ itemId }) => itemId === item.id) ?? { itemId: item.id },
      })),
  );

  protected componentOf(value: string): string | null | undefined {
    if (value === '') return undefined;
    return value === '-' ? null : value;
  }

  protected put(itemId: string, change: Partial<Setting>): void {
    const before = this.settings().find((each) => each.itemId === itemId) ?? { itemId };
    const after = { ...before, ...change };
    const departs =
      after.componentId !== undefined || after.neverDrop === true || after.bonus === true;
    const others = this.settings().filter((each) => each.itemId !== itemId);
    this.changed.emit(departs ? [...others, after] : others);
  }
}
