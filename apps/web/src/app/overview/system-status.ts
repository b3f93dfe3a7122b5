import { Component, computed, inject } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';

import { systemRoutes } from '@holdout/contracts';

import { Api } from '../core/api';
import { Clock } from '../core/clock';
import { Session } from '../core/session';
import { ErrorState } from '../ui/error-state';
import { NoPermission } from '../ui/no-permission';
import { NumberPipe } from '../ui/number-pipe';
import { PageHeader } from '../ui/page-header';
import { Skeleton } from '../ui/skeleton';
import { Machines } from './machines';

/** The administrator's: whether the installation works, and why not. */
@Component({
  selector: 'app-system-status',
  imports: [
    ErrorState,
    Machines,
    NoPermission,
    NumberPipe,
    PageHeader,
    Skeleton,
    TranslocoDirective,
  ],
  template: `
    <div class="page stack" *transloco="let t">
      <app-page-header
        [title]="t('overview.system.title')"
        [lead]="status() ? t('overview.system.version', { version: status()?.version }) : undefined"
      />
      @if (!allowed()) {
        <app-no-permission of="administrator" />
      } @else if (page.error(); as error) {
        <app-error-state [error]="error" (again)="page.reload()" />
      } @else if (status(); as status) {
        <section class="card stack" aria-labelledby="machines">
          <h2 id="machines">{{ t('overview.machines.title') }}</h2>
          <app-machines [queue]="status.queue" [workers]="status.workers" />
        </section>
        <section class="card stack" aria-labelledby="storage">
          <h2 id="storage">{{ t('overview.system.storage') }}</h2>
          <p>
            {{
              t('overview.system.stored', {
                count: status.storage.blobs,
                size: (status.storage.blobBytes | number: { style: 'bytes' }),
                free: (status.storage.freeBytes | number: { style: 'bytes' }),
              })
            }}
          </p>
        </section>
        <section class="card stack" aria-labelledby="failures">
          <h2 id="failures">{{ t('overview.system.failures') }}</h2>
          @if (status.failuresByCause.length === 0) {
            <p class="muted">{{ t('overview.system.noFailures') }}</p>
          } @else {
            <div
              class="table-wrap"
              tabindex="0"
              role="region"
              [attr.aria-label]="t('overview.system.failures')"
            >
              <table class="data">
                <tbody>
                  @for (cause of status.failuresByCause; track cause.verdict) {
                    <tr>
                      <td>{{ t('submissions.verdict.' + cause.verdict) }}</td>
                      <td class="number">{{ cause.count | number }}</td>
                    </tr>
                  }
                </tbody>
              </table>
            </div>
          }
        </section>
      } @else {
        <app-skeleton kind="rows" [count]="5" />
      }
    </div>
  `,
})
export class SystemStatus {
  private readonly session = inject(Session);
  protected readonly allowed = computed(() => this.session.account()?.administrator === true);
  protected readonly page = inject(Api).read(
    systemRoutes.status,
    () => (this.allowed() ? {} : undefined),
    inject(Clock).now,
  );
  protected readonly status = computed(() =>
    this.page.hasValue() ? this.page.value() : undefined,
  );
}
