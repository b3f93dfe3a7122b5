import { Component, computed, inject, input, linkedSignal, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatOption, MatSelect } from '@angular/material/select';
import { TranslocoDirective } from '@jsverse/transloco';

import { type Card, type Phase, type ProjectBoard, cardRoutes } from '@holdout/contracts';

import { Api } from '../core/api';
import { Refusal } from '../core/refusal';
import { Markdown } from '../ui/markdown';
import { Notice } from '../ui/notice';
import { TroubleNotice } from '../ui/trouble-notice';
import { type CardDraft, checklistFrom, draftOf } from './card-draft';

/** Writes a card. What another member wrote meanwhile is shown beside the own text, which stays. */
@Component({
  selector: 'app-card-form',
  imports: [
    Markdown,
    MatButton,
    MatFormField,
    MatHint,
    MatInput,
    MatLabel,
    MatOption,
    MatSelect,
    Notice,
    TranslocoDirective,
    TroubleNotice,
  ],
  template: `
    <form class="fields" novalidate *transloco="let t" (submit)="save($event)">
      <mat-form-field subscriptSizing="dynamic">
        <mat-label>{{ t('board.form.title') }}</mat-label>
        <input
          #title
          matInput
          maxlength="200"
          autocomplete="off"
          [value]="draft().title"
          (input)="set({ title: title.value })"
        />
      </mat-form-field>
      <mat-form-field subscriptSizing="dynamic">
        <mat-label>{{ t('board.form.text') }}</mat-label>
        <textarea
          #text
          matInput
          rows="4"
          maxlength="10000"
          [value]="draft().text"
          (input)="set({ text: text.value })"
        ></textarea>
        <mat-hint>{{ t('board.form.markdown') }}</mat-hint>
      </mat-form-field>
      <mat-form-field subscriptSizing="dynamic">
        <mat-label>{{ t('board.form.owner') }}</mat-label>
        <mat-select [value]="draft().ownerId" (valueChange)="set({ ownerId: $event })">
          <mat-option [value]="null">{{ t('board.form.nobody') }}</mat-option>
          @for (person of owners(); track person.memberId) {
            <mat-option [value]="person.memberId">{{ person.name }}</mat-option>
          }
        </mat-select>
      </mat-form-field>
      <mat-form-field subscriptSizing="dynamic">
        <mat-label>{{ t('board.form.due') }}</mat-label>
        <input
          #due
          matInput
          type="date"
          [value]="draft().dueOn ?? ''"
          (input)="set({ dueOn: due.value || null })"
        />
      </mat-form-field>
      <mat-form-field subscriptSizing="dynamic">
        <mat-label>{{ t('board.checklist') }}</mat-label>
        <textarea
          #lines
          matInput
          rows="3"
          [value]="items()"
          (input)="items.set(lines.value)"
        ></textarea>
        <mat-hint>{{ t('board.form.lines') }}</mat-hint>
      </mat-form-field>
      @if (board().submissions.length > 0) {
        <mat-form-field subscriptSizing="dynamic">
          <mat-label>{{ t('board.submissions') }}</mat-label>
          <mat-select
            multiple
            [value]="draft().submissionIds"
            (valueChange)="set({ submissionIds: $event })"
          >
            @for (sent of board().submissions; track sent.id) {
              <mat-option [value]="sent.id">{{ sent.filename }}</mat-option>
            }
          </mat-select>
        </mat-form-field>
      }
      @if (overtakenBy(); as by) {
        <app-notice tone="look">
          <p>{{ t('board.form.overtaken', { by }) }}</p>
          <p>
            <strong>{{ card()?.title }}</strong>
          </p>
          <app-markdown [text]="card()?.text ?? ''" />
        </app-notice>
      }
      @if (nameless()) {
        <p role="alert" class="fault">{{ t('board.form.nameless') }}</p>
      }
      <app-trouble-notice [error]="trouble()" />
      <div class="row">
        <button matButton="filled" type="submit">
          {{ t(busy() ? 'ui.saving' : overtakenBy() ? 'board.form.saveOver' : 'ui.save') }}
        </button>
        <button matButton type="button" (click)="left.emit()">{{ t('ui.cancel') }}</button>
      </div>
    </form>
  `,
  styles: `
    form {
      padding-top: 8px;
    }
    .fault {
      color: var(--mat-sys-error);
    }
  `,
})
export class CardForm {
  private readonly api = inject(Api);
  readonly of = input.required<{ courseId: string; groupId: string }>();
  /** undefined: a new one. */
  readonly card = input<Card>();
  readonly phase = input<Phase>();
  readonly board = input.required<ProjectBoard>();
  readonly saved = output();
  readonly left = output();
  /** What stands is to be read again. */
  readonly overtaken = output();

  /** As it was when the writing began: what others write meanwhile changes nothing here. */
  private readonly begun = linkedSignal<Card | undefined, Card | undefined>({
    source: this.card,
    computation: (card, before) => before?.value ?? card,
  });
  private readonly typed = signal<Partial<CardDraft>>({});
  protected readonly draft = computed<CardDraft>(() => ({
    ...draftOf(this.begun()),
    ...this.typed(),
  }));
  protected readonly items = linkedSignal(() =>
    draftOf(this.begun())
      .checklist.map(({ text }) => text)
      .join('\n'),
  );
  protected readonly owners = computed(() => {
    const { members } = this.board();
    const owner = this.begun()?.owner;
    return owner && !members.some(({ memberId }) => memberId === owner.memberId)
      ? [...members, owner]
      : members;
  });
  protected readonly overtakenBy = signal<string | undefined>(undefined);
  protected readonly nameless = signal(false);
  protected readonly busy = signal(false);
  protected readonly trouble = signal<unknown>(undefined);

  protected set(change: Partial<CardDraft>): void {
    this.typed.update((before) => ({ ...before, ...change }));
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    this.nameless.set(this.draft().title.trim() === '');
    if (this.nameless() || this.busy()) return;
    this.busy.set(true);
    this.trouble.set(undefined);
    try {
      await this.send();
      this.saved.emit();
    } catch (thrown) {
      if (thrown instanceof Refusal && thrown.code === 'conflict') {
        this.overtakenBy.set(String(thrown.facts['by'] ?? '?'));
        this.overtaken.emit();
      } else this.trouble.set(thrown);
    } finally {
      this.busy.set(false);
    }
  }

  private async send(): Promise<void> {
    const now = this.card();
    const { submissionIds, ...draft } = this.draft();
    const checklist = checklistFrom(this.items(), now?.checklist ?? [], () => crypto.randomUUID());
    const body = { ...draft, checklist, submissionIds: [...submissionIds] };
    const begun = this.begun();
    if (now && begun) {
      // Who was told what stands, and saves all the same, writes upon that.
      const { version } = this.overtakenBy() === undefined ? begun : now;
      const params = { ...this.of(), cardId: now.id };
      await this.api.send(cardRoutes.write, { params, body: { ...body, version } });
    } else {
      const phase = this.phase() ?? 'business-understanding';
      await this.api.send(cardRoutes.add, { params: this.of(), body: { ...body, phase } });
    }
  }
}
