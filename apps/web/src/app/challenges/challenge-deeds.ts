import { Component, computed, inject, input, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatDialog } from '@angular/material/dialog';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { firstValueFrom } from 'rxjs';

import { type Challenge, challengeRoutes, submissionRoutes } from '@holdout/contracts';

import { Api } from '../core/api';
import { CurrentCourse } from '../core/current-course';
import { Confirm } from '../ui/confirm';
import { Icon } from '../ui/icon';
import { Toast } from '../ui/toast';
import { TroubleNotice } from '../ui/trouble-notice';
import type { RevealQuestion } from './reveal-dialog';

/** What the instructor may do with a challenge as it is now, and why not the rest. */
@Component({
  selector: 'app-challenge-deeds',
  imports: [Icon, MatButton, RouterLink, TranslocoDirective, TroubleNotice],
  template: `
    <section *transloco="let t" class="card">
      <h2>{{ t('challenges.deeds.title') }}</h2>
      <p class="prose">{{ t('challenges.deeds.next.' + challenge().state) }}</p>
      <div class="row">
        @if (challenge().state === 'draft') {
          <button matButton="filled" type="button" [disabled]="working()" (click)="publish()">
            {{ t('challenges.deeds.publish') }}
          </button>
        }
        @if (challenge().state === 'closed') {
          <button matButton="filled" type="button" [disabled]="working()" (click)="reveal()">
            <app-icon name="eye" />
            {{ t('challenges.deeds.reveal') }}
          </button>
        }
        @if (challenge().state !== 'preparing') {
          <a matButton="outlined" routerLink="edit">
            <app-icon name="edit" />
            {{ t('challenges.deeds.edit') }}
          </a>
        }
        @if (evaluates()) {
          <button matButton="outlined" type="button" [disabled]="working()" (click)="rerunAll()">
            <app-icon name="refresh" />
            {{ t('challenges.deeds.rerun') }}
          </button>
        }
        @if (challenge().state === 'draft') {
          <button matButton type="button" [disabled]="working()" (click)="remove()">
            <app-icon name="trash" />
            {{ t('challenges.deeds.remove') }}
          </button>
        }
      </div>
      <app-trouble-notice [error]="failure()" />
    </section>
  `,
  styles: `
    section {
      display: grid;
      gap: 12px;
      grid-template-columns: minmax(0, 1fr);
    }
  `,
})
export class ChallengeDeeds {
  private readonly api = inject(Api);
  private readonly course = inject(CurrentCourse);
  private readonly confirm = inject(Confirm);
  private readonly dialog = inject(MatDialog);
  private readonly router = inject(Router);
  private readonly toast = inject(Toast);
  private readonly transloco = inject(TranslocoService);

  readonly challenge = input.required<Challenge>();
  readonly changed = output<Challenge>();

  protected readonly working = signal(false);
  protected readonly failure = signal<unknown>(undefined);
  protected readonly evaluates = computed(() => {
    const { state } = this.challenge();
    return state === 'open' || state === 'closed' || state === 'revealed';
  });
  private readonly place = computed(() => ({
    params: { courseId: this.course.id(), challengeId: this.challenge().id },
  }));

  protected async publish(): Promise<void> {
    const sure = await this.confirm.ask({
      title: this.say('publishTitle', { title: this.challenge().title }),
      text: this.say('publishText'),
      losses: [this.say('publishFixed'), this.say('publishStays')],
      deed: this.say('publish'),
    });
    if (!sure) return;
    await this.attempt(async () => {
      this.changed.emit(await this.api.send(challengeRoutes.publish, this.place()));
    });
  }

  protected async reveal(): Promise<void> {
    const { RevealDialog } = await import('./reveal-dialog');
    const shown = this.dialog.open<InstanceType<typeof RevealDialog>, RevealQuestion, Challenge>(
      RevealDialog,
      {
        data: { courseId: this.course.id(), challenge: this.challenge() },
        maxWidth: 'min(560px, 92vw)',
        role: 'alertdialog',
      },
    );
    const revealed = await firstValueFrom(shown.afterClosed());
    if (!revealed) return;
    this.changed.emit(revealed);
    this.toast.say('challenges.deeds.revealed');
  }

  protected async rerunAll(): Promise<void> {
    const sure = await this.confirm.ask({
      title: this.say('rerunTitle'),
      text: this.say('rerunText'),
      deed: this.say('rerunDeed'),
    });
    if (!sure) return;
    await this.attempt(async () => {
      const { queued } = await this.api.send(submissionRoutes.rerunAll, this.place());
      this.toast.say('challenges.deeds.rerunDone', { queued });
    });
  }

  protected async remove(): Promise<void> {
    const { title } = this.challenge();
    const sure = await this.confirm.ask({
      title: this.say('removeTitle', { title }),
      text: this.say('removeText'),
      deed: this.say('removeDeed'),
      grave: true,
    });
    if (!sure) return;
    await this.attempt(async () => {
      await this.api.send(challengeRoutes.remove, this.place());
      const page = ['/courses', this.course.id(), 'challenges'];
      const place = this.place();
      this.toast.offerUndo('challenges.deeds.removed', { title }, async () => {
        const { id } = await this.api.send(challengeRoutes.restore, place);
        await this.router.navigate([...page, id]);
      });
      await this.router.navigate(page);
    });
  }

  private async attempt(deed: () => Promise<void>): Promise<void> {
    this.working.set(true);
    this.failure.set(undefined);
    try {
      await deed();
    } catch (thrown) {
      this.failure.set(thrown);
    } finally {
      this.working.set(false);
    }
  }

  private say(key: string, params: Record<string, unknown> = {}): string {
    return this.transloco.translate(`challenges.deeds.${key}`, params);
  }
}
