import { Injectable } from '@nestjs/common';

import { type MailChoice, NoticeType } from '@holdout/contracts';

import { Clock } from '../clock';
import { Database } from '../database/database';
import { notFound } from '../domain-error';
import { Live } from '../live/live';
import { inboxTopic } from './inbox';
import { usualOf } from './digest.rules';
import { InboxRepository, type NoticeRow, type Wanted } from './inbox.repository';

type Choices = { readonly type: NoticeType; readonly mail: MailChoice }[];

/** What a person reads and marks in their own inbox. */
@Injectable()
export class InboxService {
  constructor(
    private readonly notices: InboxRepository,
    private readonly database: Database,
    private readonly live: Live,
    private readonly clock: Clock,
  ) {}

  async page(
    accountId: string,
    wanted: Wanted,
  ): Promise<{ items: readonly NoticeRow[]; more: boolean }> {
    const rows = await this.notices.of(accountId, { ...wanted, limit: wanted.limit + 1 });
    return { items: rows.slice(0, wanted.limit), more: rows.length > wanted.limit };
  }

  unread(accountId: string): Promise<number> {
    return this.notices.unread(accountId);
  }

  mark(accountId: string, noticeId: string, read: boolean): Promise<void> {
    return this.database.transaction(async () => {
      const at = read ? this.clock.now() : null;
      if (!(await this.notices.mark(accountId, noticeId, at))) throw notFound();
      await this.live.tell(inboxTopic(accountId), { changed: true });
    });
  }

  /** What came after the notice that was seen last stays unread. */
  markUpTo(accountId: string, noticeId: string): Promise<number> {
    return this.database.transaction(async () => {
      await this.notices.markUpTo(accountId, noticeId, this.clock.now());
      await this.live.tell(inboxTopic(accountId), { changed: true });
      return this.notices.unread(accountId);
    });
  }

  async choices(accountId: string): Promise<Choices> {
    const chosen = new Map(
      (await this.notices.choicesOf(accountId)).map(({ type, mail }) => [type, mail]),
    );
    return NoticeType.options.map((type) => ({ type, mail: chosen.get(type) ?? usualOf(type) }));
  }

  async choose(accountId: string, choices: Choices): Promise<Choices> {
    await this.notices.choose(accountId, choices);
    return this.choices(accountId);
  }
}
