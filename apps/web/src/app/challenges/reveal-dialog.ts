import { Component, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import {
  MAT_DIALOG_DATA,
  MatDialogActions,
  MatDialogClose,
  MatDialogContent,
  MatDialogRef,
  MatDialogTitle,
} from '@angular/material/dialog';
import { MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { TranslocoDirective } from '@jsverse/transloco';

import { type Challenge, challengeRoutes } from '@holdout/contracts';

import { Api } from '../core/api';
import { TroubleNotice } from '../ui/trouble-notice';

export interface RevealQuestion {
  readonly courseId: string;
  readonly challenge: Challenge;
}

/** The one act that is not undone: whoever does it writes the title of the challenge. */
@Component({
  selector: 'app-reveal-dialog',
  imports: [
    MatButton,
    MatDialogActions,
    MatDialogClose,
    MatDialogContent,
    MatDialogTitle,
    MatFormField,
    MatInput,
    MatLabel,
    TranslocoDirective,
    TroubleNotice,
  ],
  template: `
    <form *transloco="let t" novalidate (submit)="reveal($event)">
      <h2 matDialogTitle>{{ t('challenges.reveal.title', { title }) }}</h2>
      <mat-dialog-content>
        <p>{{ t('challenges.reveal.text') }}</p>
        <ul>
          <li>{{ t('challenges.reveal.seen') }}</li>
          <li>{{ t('challenges.reveal.closed') }}</li>
          <li>
            <strong>{{ t('challenges.reveal.forGood') }}</strong>
          </li>
        </ul>
        <p class="ask">{{ t('challenges.reveal.write', { title }) }}</p>
        <mat-form-field subscriptSizing="dynamic">
          <mat-label>{{ t('challenges.field.title') }}</mat-label>
          <input
            matInput
            autocomplete="off"
            cdkFocusInitial
            [value]="written()"
            (input)="write($event)"
          />
        </mat-form-field>
        <app-trouble-notice [error]="failure()" />
      </mat-dialog-content>
      <mat-dialog-actions align="end">
        <span class="muted small" role="status">{{
          matches() ? '' : t('challenges.reveal.notYet')
        }}</span>
        <button matButton type="button" matDialogClose>{{ t('ui.cancel') }}</button>
        <button matButton="filled" type="submit" [disabled]="!matches() || sending()">
          {{ t('challenges.reveal.deed') }}
        </button>
      </mat-dialog-actions>
    </form>
  `,
  styles: `
    ul {
      display: grid;
      gap: 4px;
      margin: 8px 0 16px;
      padding-inline-start: 20px;
    }
    .ask {
      margin-bottom: 12px;
    }
    mat-form-field {
      width: 100%;
    }
  `,
})
export class RevealDialog {
  private readonly api = inject(Api);
  private readonly self = inject<MatDialogRef<RevealDialog, Challenge>>(MatDialogRef);
  private readonly question = inject<RevealQuestion>(MAT_DIALOG_DATA);

  protected readonly title = this.question.challenge.title;
  protected readonly written = signal('');
  protected readonly matches = computed(() => this.written().trim() === this.title);
  protected readonly sending = signal(false);
  protected readonly failure = signal<unknown>(undefined);

  protected write(event: Event): void {
    this.written.set((event.target as HTMLInputElement).value);
  }

  protected async reveal(event: Event): Promise<void> {
    event.preventDefault();
    if (!this.matches() || this.sending()) return;
    this.sending.set(true);
    this.failure.set(undefined);
    try {
      const { courseId, challenge } = this.question;
      this.self.close(
        await this.api.send(challengeRoutes.reveal, {
          params: { courseId, challengeId: challenge.id },
          body: { confirm: this.written().trim() },
        }),
      );
    } catch (thrown) {
      this.failure.set(thrown);
      this.sending.set(false);
    }
  }
}
