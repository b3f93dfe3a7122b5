import { Component, computed, inject, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';

import { leaderboardRoutes } from '@holdout/contracts';

import { Api } from '../core/api';
import { CurrentCourse } from '../core/current-course';
import { Confirm } from '../ui/confirm';
import { CopyButton } from '../ui/copy-button';
import { Icon } from '../ui/icon';
import { TroubleNotice } from '../ui/trouble-notice';
import { When } from '../ui/when';

/** The board for people without an account: a link that is shown once and can be taken back. */
@Component({
  selector: 'app-guest-link',
  imports: [CopyButton, Icon, MatButton, TranslocoDirective, TroubleNotice, When],
  template: `
    <section *transloco="let t">
      <h2>{{ t('challenges.guest.title') }}</h2>
      @if (link(); as url) {
        <p class="prose">{{ t('challenges.guest.once') }}</p>
        <div class="row">
          <code>{{ url }}</code>
          <app-copy-button [text]="url" [label]="t('challenges.guest.copy')" />
        </div>
      }
      @if (since(); as instant) {
        <p>
          {{ t('challenges.guest.openSince') }}
          <app-when [instant]="instant" />
        </p>
      } @else {
        <p class="muted prose">{{ t('challenges.guest.text') }}</p>
      }
      <div class="row">
        <button matButton="outlined" type="button" [disabled]="working()" (click)="make()">
          <app-icon name="link" />
          {{ t(since() ? 'challenges.guest.renew' : 'challenges.guest.make') }}
        </button>
        @if (since()) {
          <button matButton type="button" [disabled]="working()" (click)="revoke()">
            {{ t('challenges.guest.revoke') }}
          </button>
        }
      </div>
      <app-trouble-notice [error]="failure() ?? page.error()" />
    </section>
  `,
  styles: `
    section {
      display: grid;
      gap: 12px;
      grid-template-columns: minmax(0, 1fr);
    }
    code {
      padding: 8px;
      border-radius: 4px;
      background: var(--mat-sys-surface-container);
      overflow-wrap: anywhere;
    }
  `,
})
export class GuestLink {
  private readonly api = inject(Api);
  private readonly course = inject(CurrentCourse);
  private readonly confirm = inject(Confirm);
  private readonly transloco = inject(TranslocoService);
  readonly challengeId = input.required<string>();

  private readonly place = computed(() => ({
    params: { courseId: this.course.id(), challengeId: this.challengeId() },
  }));
  protected readonly page = this.api.read(leaderboardRoutes.guestLink, this.place);
  protected readonly since = computed(() =>
    this.page.hasValue() ? this.page.value().openSince : null,
  );
  protected readonly link = signal<string | undefined>(undefined);
  protected readonly working = signal(false);
  protected readonly failure = signal<unknown>(undefined);

  protected async make(): Promise<void> {
    if (this.since() && !(await this.ask('renew'))) return;
    await this.attempt(async () => {
      const { url } = await this.api.send(leaderboardRoutes.openToGuests, this.place());
      this.link.set(url);
    });
  }

  protected async revoke(): Promise<void> {
    if (!(await this.ask('revoke'))) return;
    await this.attempt(async () => {
      await this.api.send(leaderboardRoutes.closeToGuests, this.place());
      this.link.set(undefined);
    });
  }

  private ask(deed: 'renew' | 'revoke'): Promise<boolean> {
    const say = (key: string) => this.transloco.translate(`challenges.guest.${key}`);
    return this.confirm.ask({
      title: say(`${deed}Title`),
      text: say('stops'),
      deed: say(deed),
    });
  }

  private async attempt(deed: () => Promise<void>): Promise<void> {
    this.working.set(true);
    this.failure.set(undefined);
    try {
      await deed();
      this.page.reload();
    } catch (thrown) {
      this.failure.set(thrown);
    } finally {
      this.working.set(false);
    }
  }
}
