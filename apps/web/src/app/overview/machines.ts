import { Component, computed, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';

import type { ResponseOf, overviewRoutes } from '@holdout/contracts';

import { CopyButton } from '../ui/copy-button';
import { Notice } from '../ui/notice';
import { When } from '../ui/when';

type Overview = ResponseOf<typeof overviewRoutes.course>;

/** The queue and who works on it; where code cannot run, why, and what mends it. */
@Component({
  selector: 'app-machines',
  imports: [CopyButton, Notice, TranslocoDirective, When],
  template: `
    <ng-container *transloco="let t">
      @if (alive().length === 0) {
        <app-notice tone="look">
          <p>
            <strong>{{ t('overview.machines.none') }}</strong> {{ t('overview.machines.noneText') }}
          </p>
        </app-notice>
      }
      @for (fault of faults(); track fault.code) {
        <app-notice tone="look">
          <p>
            <strong>{{ t('overview.machines.codeOff') }}</strong> {{ t('fault.' + fault.code) }}
          </p>
          <p class="fix">
            {{ t('overview.machines.fix') }} <code>{{ fault.fix }}</code>
          </p>
          <app-copy-button [text]="fault.fix" [label]="t('overview.machines.copyFix')" />
        </app-notice>
      }
      <dl class="figures">
        <div>
          <dt>{{ t('overview.machines.waiting') }}</dt>
          <dd>{{ queue().waiting }}</dd>
        </div>
        <div>
          <dt>{{ t('overview.machines.running') }}</dt>
          <dd>{{ queue().running }}</dd>
        </div>
        @if (queue().oldestWaitingSince; as since) {
          <div>
            <dt>{{ t('overview.machines.oldest') }}</dt>
            <dd><app-when [instant]="since" as="away" /></dd>
          </div>
        }
      </dl>
      @if (workers().length > 0) {
        <div
          class="table-wrap"
          tabindex="0"
          role="region"
          [attr.aria-label]="t('overview.machines.workers')"
        >
          <table class="data">
            <thead>
              <tr>
                <th scope="col">{{ t('overview.machines.worker') }}</th>
                <th scope="col">{{ t('overview.machines.state') }}</th>
                <th scope="col">{{ t('overview.machines.isolation') }}</th>
                <th scope="col">{{ t('overview.machines.runtimes') }}</th>
                <th scope="col">{{ t('overview.machines.seen') }}</th>
              </tr>
            </thead>
            <tbody>
              @for (worker of workers(); track worker.name) {
                <tr>
                  <td>{{ worker.name }}</td>
                  <td>
                    <span class="tag" [class.good]="worker.alive" [class.bad]="!worker.alive">{{
                      t(worker.alive ? 'overview.machines.alive' : 'overview.machines.gone')
                    }}</span>
                  </td>
                  <td>{{ worker.isolation }}</td>
                  <td>{{ worker.runtimes.join(', ') || '–' }}</td>
                  <td><app-when [instant]="worker.seenAt" as="away" /></td>
                </tr>
              }
            </tbody>
          </table>
        </div>
      }
    </ng-container>
  `,
  styles: `
    :host {
      display: grid;
      gap: 16px;
    }
    dl {
      display: flex;
      flex-wrap: wrap;
      gap: 16px 32px;
    }
    dt {
      color: var(--mat-sys-on-surface-variant);
      font-size: 14px;
    }
    dd {
      margin: 0;
      font-size: 20px;
      font-weight: 600;
    }
    .fix {
      margin-top: 4px;
    }
  `,
})
export class Machines {
  readonly queue = input.required<Overview['queue']>();
  readonly workers = input.required<Overview['workers']>();
  protected readonly alive = computed(() => this.workers().filter(({ alive }) => alive));
  /** Each once, whichever machines have it. */
  protected readonly faults = computed(() => {
    const byCode = new Map(
      this.alive().flatMap(({ faults }) => faults.map((fault) => [fault.code, fault] as const)),
    );
    return [...byCode.values()];
  });
}
