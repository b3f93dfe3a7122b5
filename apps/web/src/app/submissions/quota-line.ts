import { Component, computed, inject, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';

import type { Quota } from '@holdout/contracts';

import { CurrentCourse } from '../core/current-course';
import { Notice } from '../ui/notice';
import { When } from '../ui/when';

/** “2 de 5 hoy, se renueva …”, the finals, the end; and what would be refused now, with its reason. */
@Component({
  selector: 'app-quota-line',
  imports: [Notice, TranslocoDirective, When],
  template: `<ng-container *transloco="let t">
    <ul class="small figures">
      <li>
        <strong>{{
          t('submissions.quota.today', { spent: quota().spent, perDay: quota().perDay })
        }}</strong>
        {{ t('submissions.quota.renews') }}
        <app-when [instant]="quota().renewsAt" [zone]="zone()" />
      </li>
      <li>
        {{ t('submissions.quota.finals', { marked: quota().marked, finals: quota().finals }) }}
      </li>
      @if (quota().closesAt; as at) {
        <li>{{ t('submissions.quota.closes') }} <app-when [instant]="at" [zone]="zone()" /></li>
      }
    </ul>
    @if (quota().refusal; as refusal) {
      <app-notice tone="look">{{ t('submissions.quota.refused.' + refusal) }}</app-notice>
    }
    @for (kind of unavailable(); track kind.kind) {
      <app-notice tone="look">
        {{
          t('submissions.quota.unavailable.' + kind.kind, {
            reason: t('submissions.unavailable.' + reason(kind.code)),
            fix: kind.fix || undefined,
          })
        }}
      </app-notice>
    }
  </ng-container>`,
  styles: `
    :host {
      display: grid;
      gap: 12px;
    }
    ul {
      display: flex;
      flex-wrap: wrap;
      gap: 4px 24px;
      padding: 0;
      list-style: none;
    }
  `,
})
export class QuotaLine {
  readonly quota = input.required<Quota>();
  private readonly course = inject(CurrentCourse);
  /** Where no code runs at all, one sentence says so. */
  protected readonly unavailable = computed(() => {
    const all = this.quota().unavailable;
    const none = all.some(({ kind }) => kind === 'python');
    return none ? all.filter(({ kind }) => kind === 'python' || kind === 'predictions') : all;
  });
  protected readonly zone = computed(() => this.course.course()?.timeZone ?? 'UTC');
  protected readonly reason = (code: string) => {
    const known = code.replaceAll('-', '_');
    return KNOWN_REASONS.has(known) ? known : 'other';
  };
}

/** What a worker says of itself (SelfTestFault, PythonFound) that the dictionary has a sentence for. */
const KNOWN_REASONS = new Set([
  'no_worker',
  'not_linux',
  'bubblewrap_missing',
  'bubblewrap_too_old',
  'python_missing',
  'python_unusable',
  'r_missing',
  'r_unusable',
  'user_namespaces_refused',
  'folder_unreachable',
  'sandbox_broken',
  'check_failed',
]);
