import { Component, Service, computed, inject, signal } from '@angular/core';
import { FormField, form, maxLength, required } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatCheckbox } from '@angular/material/checkbox';
import {
  MAT_DIALOG_DATA,
  MatDialog,
  MatDialogActions,
  MatDialogClose,
  MatDialogContent,
  MatDialogRef,
  MatDialogTitle,
} from '@angular/material/dialog';
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { firstValueFrom } from 'rxjs';

import { type Overview, messageRoutes } from '@holdout/contracts';

import { Api } from '../core/api';
import { FieldFault } from '../ui/field-fault';
import { Toast } from '../ui/toast';
import { TroubleNotice } from '../ui/trouble-notice';

type Recipient = Overview['people'][number];

interface Draft {
  readonly courseId: string;
  readonly people: readonly Recipient[];
  readonly subject: string;
  readonly body: string;
}

interface Sent {
  readonly id: string;
  readonly recipients: number;
}

/** A second less than the server waits: an undo that is shown still works. */
const UNDO_MS = 9_000;

/** Who reads it, and what it says; both can be changed before it is sent. */
@Component({
  selector: 'app-message-dialog',
  imports: [
    FieldFault,
    FormField,
    MatButton,
    MatCheckbox,
    MatDialogActions,
    MatDialogClose,
    MatDialogContent,
    MatDialogTitle,
    MatError,
    MatFormField,
    MatHint,
    MatInput,
    MatLabel,
    TranslocoDirective,
    TroubleNotice,
  ],
  template: `
    <ng-container *transloco="let t">
      <h2 matDialogTitle>{{ t('overview.write.title') }}</h2>
      <mat-dialog-content class="stack">
        <fieldset>
          <legend>{{ t('overview.write.to', { count: chosen().length }) }}</legend>
          <div class="people">
            @for (person of draft.people; track person.memberId) {
              <mat-checkbox
                [checked]="!left().has(person.memberId)"
                (change)="turn(person.memberId, $event.checked)"
              >
                {{ person.name }}
                @if (person.group) {
                  <span class="muted small">{{ person.group }}</span>
                }
              </mat-checkbox>
            }
          </div>
        </fieldset>
        @if (chosen().length === 0) {
          <p class="none" role="alert">{{ t('overview.write.nobody') }}</p>
        }
        <mat-form-field subscriptSizing="dynamic">
          <mat-label>{{ t('overview.write.subject') }}</mat-label>
          <input matInput autocomplete="off" [formField]="fields.subject" />
          <mat-error><app-field-fault [field]="fields.subject()" /></mat-error>
        </mat-form-field>
        <mat-form-field subscriptSizing="dynamic">
          <mat-label>{{ t('overview.write.body') }}</mat-label>
          <textarea matInput rows="7" [formField]="fields.body"></textarea>
          <mat-hint>{{ t('overview.write.hint') }}</mat-hint>
          <mat-error><app-field-fault [field]="fields.body()" /></mat-error>
        </mat-form-field>
        <app-trouble-notice [error]="failure()" />
      </mat-dialog-content>
      <mat-dialog-actions align="end">
        <button matButton type="button" [matDialogClose]="undefined">{{ t('ui.cancel') }}</button>
        <button matButton="filled" type="button" (click)="send()">
          {{ t(sending() ? 'ui.saving' : 'overview.write.send', { count: chosen().length }) }}
        </button>
      </mat-dialog-actions>
    </ng-container>
  `,
  styles: `
    .stack {
      display: grid;
      gap: 16px;
    }
    fieldset {
      min-width: 0;
      padding: 8px 12px;
      border: var(--app-line);
      border-radius: var(--app-radius);
    }
    .people {
      display: grid;
      max-height: 180px;
      overflow: auto;
    }
    .none {
      color: var(--mat-sys-error);
    }
  `,
})
class MessageDialog {
  private readonly api = inject(Api);
  private readonly shown = inject<MatDialogRef<MessageDialog, Sent>>(MatDialogRef);
  protected readonly draft = inject<Draft>(MAT_DIALOG_DATA);
  /** Those who were taken off. */
  protected readonly left = signal<ReadonlySet<string>>(new Set());
  protected readonly chosen = computed(() =>
    this.draft.people.map(({ memberId }) => memberId).filter((id) => !this.left().has(id)),
  );
  private readonly model = signal({ subject: this.draft.subject, body: this.draft.body });
  protected readonly fields = form(this.model, (path) => {
    required(path.subject);
    maxLength(path.subject, 200);
    required(path.body);
    maxLength(path.body, 10_000);
  });
  protected readonly sending = signal(false);
  protected readonly failure = signal<unknown>(undefined);

  protected turn(memberId: string, on: boolean): void {
    this.left.update((before) => {
      const after = new Set(before);
      if (on) after.delete(memberId);
      else after.add(memberId);
      return after;
    });
  }

  protected async send(): Promise<void> {
    this.fields().markAsTouched();
    if (this.fields().invalid() || this.chosen().length === 0 || this.sending()) return;
    this.sending.set(true);
    this.failure.set(undefined);
    try {
      const sent = await this.api.send(messageRoutes.write, {
        params: { courseId: this.draft.courseId },
        body: { ...this.model(), memberIds: [...this.chosen()] },
      });
      this.shown.close(sent);
    } catch (thrown) {
      this.failure.set(thrown);
    } finally {
      this.sending.set(false);
    }
  }
}

/** Writes to those whom something concerns: a draft of ours, changed by whoever sends it, taken back within seconds. */
@Service()
export class Messages {
  private readonly dialog = inject(MatDialog);
  private readonly transloco = inject(TranslocoService);
  private readonly api = inject(Api);
  private readonly toast = inject(Toast);

  /** `about` names a draft in the dictionary `overview.write`. */
  async write(
    courseId: string,
    about: 'late' | 'missing' | 'silent' | 'failing',
    people: readonly Recipient[],
    facts: Record<string, unknown>,
  ): Promise<void> {
    const text = (part: string) =>
      this.transloco.translate(`overview.write.${about}.${part}`, facts);
    const shown = this.dialog.open<MessageDialog, Draft, Sent>(MessageDialog, {
      data: { courseId, people, subject: text('subject'), body: text('body') },
      width: '640px',
      maxWidth: 'min(640px, 96vw)',
    });
    const sent = await firstValueFrom(shown.afterClosed());
    if (!sent) return;
    const undo = async () => {
      await this.api.send(messageRoutes.cancel, { params: { courseId, messageId: sent.id } });
    };
    this.toast.offerUndo('overview.write.sent', { count: sent.recipients }, undo, UNDO_MS);
  }
}
