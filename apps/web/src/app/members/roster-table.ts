import { Component, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';

import type { RosterRow } from '@holdout/contracts';

const TONES: Record<RosterRow['verdict'], string> = {
  add: 'good',
  change: 'look',
  unchanged: '',
  rejected: 'bad',
};

/** Each line of a roster file and what becomes of it. */
@Component({
  selector: 'app-roster-table',
  imports: [TranslocoDirective],
  template: `
    <div
      class="table-wrap"
      tabindex="0"
      role="region"
      [attr.aria-label]="t('members.import.rows')"
      *transloco="let t"
    >
      <table class="data">
        <thead>
          <tr>
            <th scope="col" class="number">{{ t('members.import.row') }}</th>
            <th scope="col">{{ t('members.import.verdict') }}</th>
            <th scope="col">{{ t('members.email') }}</th>
            <th scope="col">{{ t('members.name') }}</th>
            <th scope="col">{{ t('members.role') }}</th>
            <th scope="col">{{ t('members.group') }}</th>
          </tr>
        </thead>
        <tbody>
          @for (row of rows(); track row.row) {
            <tr>
              <td class="number">{{ row.row }}</td>
              <td>
                <span class="tag" [class]="tones[row.verdict]">{{
                  t('members.verdict.' + row.verdict)
                }}</span>
                @for (note of row.notes; track $index) {
                  <br /><span class="small">{{
                    t((row.verdict === 'rejected' ? 'fault.' : 'members.change.') + note.code, note)
                  }}</span>
                }
              </td>
              <td>{{ row.email }}</td>
              <td>{{ row.givenName }} {{ row.familyName }}</td>
              <td>{{ known(row.role) ? t('courses.role.' + row.role) : row.role }}</td>
              <td>{{ row.group ?? '–' }}</td>
            </tr>
          }
        </tbody>
      </table>
    </div>
  `,
  styles: `
    .table-wrap {
      max-height: 70vh;
    }
  `,
})
export class RosterTable {
  readonly rows = input.required<readonly RosterRow[]>();
  protected readonly tones = TONES;

  protected known(role: string): boolean {
    return role === 'student' || role === 'assistant' || role === 'instructor';
  }
}
