import { Component, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';

import { calendarRoutes } from '@holdout/contracts';

import { Api } from '../core/api';
import { Confirm } from '../ui/confirm';
import { CopyButton } from '../ui/copy-button';
import { ErrorState } from '../ui/error-state';
import { Toast } from '../ui/toast';
import { When } from '../ui/when';

/** My courses in the calendar of my choice, by a secret link that is shown once. */
@Component({
  selector: 'app-calendar-link',
  imports: [CopyButton, ErrorState, MatButton, TranslocoDirective, When],
  template: `
    <section class="card stack no-print" aria-labelledby="calendar" *transloco="let t">
      <h2 id="calendar">{{ t('schedule.calendar.title') }}</h2>
      <p class="prose">{{ t('schedule.calendar.lead') }}</p>
      @if (page.error(); as error) {
        <app-error-state [error]="error" (again)="page.reload()" />
      } @else {
        @if (url(); as link) {
          <p>{{ t('schedule.calendar.once') }}</p>
          <p class="row">
            <code>{{ link }}</code>
            <app-copy-button [text]="link" [label]="t('schedule.calendar.copy')" />
          </p>
        } @else if (since(); as instant) {
          <p>{{ t('schedule.calendar.since') }} <app-when [instant]="instant" /></p>
        }
        <div class="row">
          <button matButton="outlined" type="button" (click)="open()">
            {{ t(since() ? 'schedule.calendar.renew' : 'schedule.calendar.open') }}
          </button>
          @if (since()) {
            <button matButton type="button" (click)="close()">
              {{ t('schedule.calendar.revoke') }}
            </button>
          }
        </div>
      }
    </section>
  `,
  styles: `
    code {
      overflow-wrap: anywhere;
      min-width: 0;
    }
  `,
})
export class CalendarLink {
  private readonly api = inject(Api);
  private readonly toast = inject(Toast);
  private readonly confirm = inject(Confirm);
  private readonly transloco = inject(TranslocoService);
  protected readonly page = this.api.read(calendarRoutes.link, () => ({}));
  protected readonly since = computed(() =>
    this.page.hasValue() ? this.page.value().openSince : null,
  );
  protected readonly url = signal<string | undefined>(undefined);

  protected async open(): Promise<void> {
    if (this.since() !== null && !(await this.sure('renew'))) return;
    await this.toast.attempt(async () => {
      this.url.set((await this.api.send(calendarRoutes.open, {})).url);
      this.page.reload();
    });
  }

  protected async close(): Promise<void> {
    if (!(await this.sure('revoke'))) return;
    await this.toast.attempt(async () => {
      await this.api.send(calendarRoutes.close, {});
      this.url.set(undefined);
      this.page.reload();
      this.toast.say('schedule.calendar.revoked');
    });
  }

  private sure(deed: 'renew' | 'revoke'): Promise<boolean> {
    const text = (key: string) => this.transloco.translate(`schedule.calendar.${key}`);
    return this.confirm.ask({ title: text(deed), text: text('ends'), deed: text(deed) });
  }
}
