import { Component, computed, inject, input, linkedSignal, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatOption, MatSelect } from '@angular/material/select';
import { TranslocoDirective } from '@jsverse/transloco';

import { ChangeTag, type LedgerEntry, ledgerRoutes } from '@holdout/contracts';

import { Api } from '../core/api';
import { Refusal } from '../core/refusal';
import { Markdown } from '../ui/markdown';
import { Notice } from '../ui/notice';
import { TroubleNotice } from '../ui/trouble-notice';

const BEST = 'best';
const NONE = 'none';

/** Says what a submission changed, and upon which other one. What another member wrote meanwhile is shown beside. */
@Component({
  selector: 'app-ledger-form',
  imports: [
    Markdown,
    MatButton,
    MatFormField,
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
        <mat-label>{{ t('board.ledger.change') }}</mat-label>
        <textarea
          #text
          matInput
          rows="3"
          maxlength="2000"
          [value]="change()"
          (input)="change.set(text.value)"
        ></textarea>
      </mat-form-field>
      <mat-form-field subscriptSizing="dynamic">
        <mat-label>{{ t('board.ledger.tags') }}</mat-label>
        <mat-select multiple [value]="tags()" (valueChange)="tags.set($event)">
          @for (tag of allTags; track tag) {
            <mat-option [value]="tag">{{ t('board.ledger.tag.' + tag) }}</mat-option>
          }
        </mat-select>
      </mat-form-field>
      <mat-form-field subscriptSizing="dynamic">
        <mat-label>{{ t('board.ledger.parent') }}</mat-label>
        <mat-select [value]="parent()" (valueChange)="parent.set($event)">
          <mat-option [value]="best">{{ t('board.ledger.best') }}</mat-option>
          <mat-option [value]="none">{{ t('board.ledger.noParent') }}</mat-option>
          @for (other of earlier(); track other.submissionId) {
            <mat-option [value]="other.submissionId">{{ other.filename }}</mat-option>
          }
        </mat-select>
      </mat-form-field>
      @if (overtakenBy(); as by) {
        <app-notice tone="look">
          <p>{{ t('board.form.overtaken', { by }) }}</p>
          <app-markdown [text]="entry().change" />
        </app-notice>
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
})
export class LedgerForm {
  private readonly api = inject(Api);
  readonly params = input.required<{ courseId: string; groupId: string }>();
  readonly entry = input.required<LedgerEntry>();
  readonly earlier = input.required<readonly LedgerEntry[]>();
  readonly saved = output();
  readonly left = output();
  readonly overtaken = output();

  protected readonly allTags = ChangeTag.options;
  protected readonly best = BEST;
  protected readonly none = NONE;
  /** As it was when the writing began. */
  private readonly begun = linkedSignal<LedgerEntry, LedgerEntry>({
    source: this.entry,
    computation: (entry, before) => before?.value ?? entry,
  });
  protected readonly change = linkedSignal(() => this.begun().change);
  protected readonly tags = linkedSignal<readonly ChangeTag[]>(() => this.begun().tags);
  protected readonly parent = linkedSignal(() => {
    const { upon, parent } = this.begun();
    return upon === 'chosen' ? (parent?.submissionId ?? BEST) : upon;
  });
  protected readonly overtakenBy = signal<string | undefined>(undefined);
  protected readonly busy = signal(false);
  protected readonly trouble = signal<unknown>(undefined);
  private readonly upon = computed(() => {
    const parent = this.parent();
    return parent === BEST || parent === NONE
      ? ({ upon: parent, parentId: null } as const)
      : ({ upon: 'chosen', parentId: parent } as const);
  });

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    if (this.busy()) return;
    this.busy.set(true);
    this.trouble.set(undefined);
    // Who was told what stands, and saves all the same, writes upon that.
    const { version } = this.overtakenBy() === undefined ? this.begun() : this.entry();
    try {
      await this.api.send(ledgerRoutes.write, {
        params: { ...this.params(), submissionId: this.entry().submissionId },
        body: { change: this.change(), tags: [...this.tags()], ...this.upon(), version },
      });
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
}
