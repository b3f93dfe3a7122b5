import { Component, computed, inject, input, output, signal } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatCheckbox } from '@angular/material/checkbox';
import { MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';

import { type Card, type ProjectBoard, cardRoutes } from '@holdout/contracts';

import { Api } from '../core/api';
import { Languages } from '../core/languages';
import { Icon } from '../ui/icon';
import { Markdown } from '../ui/markdown';
import { NumberPipe } from '../ui/number-pipe';
import { Toast } from '../ui/toast';
import { TroubleNotice } from '../ui/trouble-notice';
import { When } from '../ui/when';
import { dayText } from './days';

/** A card to read: its text, what is ticked, what it points to, and what is said about it. */
@Component({
  selector: 'app-card-view',
  imports: [
    Icon,
    Markdown,
    MatButton,
    MatCheckbox,
    MatFormField,
    MatIconButton,
    MatInput,
    MatLabel,
    NumberPipe,
    RouterLink,
    TranslocoDirective,
    TroubleNotice,
    When,
  ],
  templateUrl: './card-view.html',
  styles: `
    .parts {
      display: grid;
      gap: 16px;
      grid-template-columns: minmax(0, 1fr);
    }
    h3 {
      margin: 0 0 4px;
      font-size: 1rem;
    }
    ul {
      margin: 0;
      padding: 0;
      list-style: none;
    }
    li {
      overflow-wrap: anywhere;
    }
    .comment {
      padding: 8px 0;
      border-top: var(--app-line);
    }
  `,
})
export class CardView {
  private readonly api = inject(Api);
  private readonly toast = inject(Toast);
  private readonly languages = inject(Languages);
  readonly of = input.required<{ courseId: string; groupId: string }>();
  readonly card = input.required<Card>();
  readonly board = input.required<ProjectBoard>();
  readonly changed = output();
  protected readonly comment = signal('');
  protected readonly trouble = signal<unknown>(undefined);
  protected readonly busy = signal(false);
  private readonly params = computed(() => ({ ...this.of(), cardId: this.card().id }));
  protected readonly due = computed(() => {
    const { dueOn } = this.card();
    return dueOn === null ? undefined : dayText(dueOn, this.languages.locale());
  });

  protected fileUrl(fileId: string): string {
    return this.api.fileUrl(cardRoutes.file, { params: { ...this.params(), fileId } });
  }

  protected finish(finished: boolean): Promise<void> {
    return this.attempt(() =>
      this.api.send(cardRoutes.finish, { params: this.params(), body: { finished } }),
    );
  }

  protected tick(itemId: string, done: boolean): Promise<void> {
    return this.attempt(() =>
      this.api.send(cardRoutes.check, { params: { ...this.params(), itemId }, body: { done } }),
    );
  }

  protected async say(event: Event): Promise<void> {
    event.preventDefault();
    const text = this.comment().trim();
    if (text === '' || this.busy()) return;
    this.busy.set(true);
    this.trouble.set(undefined);
    try {
      await this.api.send(cardRoutes.comment, { params: this.params(), body: { text } });
      this.comment.set('');
      this.changed.emit();
    } catch (thrown) {
      this.trouble.set(thrown);
    } finally {
      this.busy.set(false);
    }
  }

  protected unsay(commentId: string): Promise<void> {
    const params = { ...this.params(), commentId };
    return this.attempt(() => this.api.send(cardRoutes.removeComment, { params }));
  }

  protected async attach(field: HTMLInputElement): Promise<void> {
    const file = field.files?.[0];
    field.value = '';
    if (!file) return;
    await this.attempt(
      () => this.api.upload(cardRoutes.attach, { params: this.params(), file }).done,
    );
  }

  protected detach(fileId: string): Promise<void> {
    const params = { ...this.params(), fileId };
    return this.attempt(() => this.api.send(cardRoutes.detach, { params }));
  }

  /** A tick that was refused stands as it stood: what is there is read again either way. */
  private async attempt(deed: () => Promise<unknown>): Promise<void> {
    await this.toast.attempt(deed);
    this.changed.emit();
  }
}
