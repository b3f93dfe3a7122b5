import { Component, computed, inject, input, linkedSignal, signal } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatFormField, MatLabel } from '@angular/material/form-field';
import { MatOption, MatSelect } from '@angular/material/select';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';

import { type Notice, NoticeType, inboxRoutes } from '@holdout/contracts';

import { Api } from '../core/api';
import { Clock } from '../core/clock';
import { UnreadNotices } from '../core/unread-notices';
import { EmptyState } from '../ui/empty-state';
import { ErrorState } from '../ui/error-state';
import { Icon } from '../ui/icon';
import { Markdown } from '../ui/markdown';
import { PageHeader } from '../ui/page-header';
import { Skeleton } from '../ui/skeleton';
import { Toast } from '../ui/toast';
import { When } from '../ui/when';
import { NoticeSentence } from './notice-sentence';

/** What I was told, newest first; the address keeps what of it is shown. */
@Component({
  selector: 'app-inbox-page',
  imports: [
    EmptyState,
    ErrorState,
    Icon,
    Markdown,
    MatButton,
    MatFormField,
    MatIconButton,
    MatLabel,
    MatOption,
    MatSelect,
    NoticeSentence,
    PageHeader,
    RouterLink,
    Skeleton,
    TranslocoDirective,
    When,
  ],
  templateUrl: './inbox-page.html',
  styleUrl: './inbox-page.scss',
})
export class InboxPage {
  private readonly api = inject(Api);
  private readonly router = inject(Router);
  private readonly toast = inject(Toast);
  private readonly clock = inject(Clock);
  private readonly news = inject(UnreadNotices);

  readonly type = input<string>();
  readonly unread = input<string>();
  protected readonly types = NoticeType.options;
  protected readonly chosenType = computed(() => NoticeType.safeParse(this.type()).data);
  protected readonly onlyUnread = computed(() => this.unread() === 'yes');
  protected readonly unreadCount = this.news.count;

  private readonly wanted = computed(() => ({
    type: this.chosenType(),
    unread: this.onlyUnread() ? 'true' : undefined,
  }));
  protected readonly page = this.api.read(
    inboxRoutes.list,
    () => ({ query: this.wanted() }),
    this.news.changes,
  );
  /** Older ones that were asked for; begun anew with each choice. */
  private readonly older = linkedSignal<object, Notice[]>({
    source: this.wanted,
    computation: () => [],
  });
  private readonly moreOlder = signal(false);
  protected readonly notices = computed(() => {
    const newest = this.page.hasValue() ? this.page.value().items : [];
    const known = new Set(newest.map(({ id }) => id));
    return [...newest, ...this.older().filter(({ id }) => !known.has(id))];
  });
  protected readonly more = computed(() =>
    this.older().length > 0 ? this.moreOlder() : this.page.hasValue() && this.page.value().more,
  );
  protected readonly loadingMore = signal(false);

  protected show(query: { type?: string | null; unread?: string | null }): void {
    void this.router.navigate([], { queryParams: query, queryParamsHandling: 'merge' });
  }

  protected async loadMore(): Promise<void> {
    const last = this.notices().at(-1);
    if (!last || this.loadingMore()) return;
    this.loadingMore.set(true);
    await this.toast.attempt(async () => {
      const { items, more } = await this.api.send(inboxRoutes.list, {
        query: { ...this.wanted(), before: last.id },
      });
      this.older.update((before) => [...before, ...items]);
      this.moreOlder.set(more);
    });
    this.loadingMore.set(false);
  }

  protected async mark(notice: Notice, read: boolean): Promise<void> {
    await this.toast.attempt(async () => {
      await this.api.send(inboxRoutes.mark, { params: { noticeId: notice.id }, body: { read } });
      const readAt = read ? new Date(this.clock.exactly()).toISOString() : null;
      this.older.update((list) =>
        list.map((each) => (each.id === notice.id ? { ...each, readAt } : each)),
      );
      this.page.reload();
    });
  }

  protected async open(event: Event, notice: Notice): Promise<void> {
    event.preventDefault();
    if (notice.readAt === null) await this.mark(notice, true);
    if (notice.link !== null) await this.router.navigateByUrl(notice.link);
  }

  protected async markAll(): Promise<void> {
    const [newest] = this.notices();
    if (!newest) return;
    await this.toast.attempt(async () => {
      await this.api.send(inboxRoutes.markAll, { body: { upTo: newest.id } });
      this.older.set([]);
      this.page.reload();
      this.toast.say('inbox.allRead');
    });
  }
}
