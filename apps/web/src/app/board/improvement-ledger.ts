import { Component, computed, inject, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';

import { type LedgerEntry, cardRoutes, ledgerRoutes } from '@holdout/contracts';

import { Api } from '../core/api';
import { CurrentCourse } from '../core/current-course';
import { Live } from '../core/live';
import { EmptyState } from '../ui/empty-state';
import { ErrorState } from '../ui/error-state';
import { Icon } from '../ui/icon';
import { Markdown } from '../ui/markdown';
import { NumberPipe } from '../ui/number-pipe';
import { Skeleton } from '../ui/skeleton';
import { When } from '../ui/when';
import { LedgerForm } from './ledger-form';
import { verdictOf } from './ledger-verdict';

/** What a group changed from one submission to the next, and what came of it as far as it may know. */
@Component({
  selector: 'app-improvement-ledger',
  imports: [
    EmptyState,
    ErrorState,
    Icon,
    LedgerForm,
    Markdown,
    MatButton,
    NumberPipe,
    RouterLink,
    Skeleton,
    TranslocoDirective,
    When,
  ],
  templateUrl: './improvement-ledger.html',
  styles: `
    ol {
      display: grid;
      gap: 12px;
      grid-template-columns: minmax(0, 1fr);
      margin: 0;
      padding: 0;
      list-style: none;
    }
    h3 {
      display: flex;
      flex-wrap: wrap;
      gap: 0 8px;
      align-items: baseline;
      margin: 0;
      font-size: 1rem;
      overflow-wrap: anywhere;
    }
    p {
      margin: 4px 0;
    }
  `,
})
export class ImprovementLedger {
  private readonly api = inject(Api);
  protected readonly current = inject(CurrentCourse);
  readonly groupId = input.required<string>();
  protected readonly params = computed(() => ({
    courseId: this.current.id(),
    groupId: this.groupId(),
  }));
  private readonly live = inject(Live).watch(cardRoutes.live, () => ({ params: this.params() }));
  protected readonly page = this.api.read(
    ledgerRoutes.get,
    () => ({ params: this.params() }),
    this.live.changes,
  );
  protected readonly items = computed(() => (this.page.hasValue() ? this.page.value().items : []));
  protected readonly mayWrite = computed(() => this.page.hasValue() && this.page.value().mayWrite);
  protected readonly csv = computed(() =>
    this.api.fileUrl(ledgerRoutes.csv, { params: this.params() }),
  );
  /** The submission whose entry is being written. */
  protected readonly writing = signal<string | undefined>(undefined);

  protected verdict(entry: LedgerEntry): string {
    return verdictOf(entry);
  }

  /** Those it can have improved on: the earlier ones to the same challenge. */
  protected earlier(entry: LedgerEntry): readonly LedgerEntry[] {
    return this.items().filter(
      (each) =>
        each.challenge.id === entry.challenge.id &&
        each.receivedAt < entry.receivedAt &&
        each.submissionId !== entry.submissionId,
    );
  }

  protected saved(): void {
    this.writing.set(undefined);
    this.page.reload();
  }
}
