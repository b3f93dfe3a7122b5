import { Injectable } from '@nestjs/common';

import { Clock } from '../clock';
import { Database } from '../database/database';
import { Ids } from '../ids';
import { Live } from '../live/live';
import { InboxRepository } from './inbox.repository';
import type { Audience, NewNotice } from './notice';

export const inboxTopic = (accountId: string): string => `inbox:${accountId}`;

/** Tells people something, in the transaction of the deed it tells of. By mail it goes later, as each of them chose. */
@Injectable()
export class Inbox {
  constructor(
    private readonly notices: InboxRepository,
    private readonly database: Database,
    private readonly live: Live,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  /** Answers how many were told. */
  tell(to: Audience, notice: NewNotice): Promise<number> {
    return this.database.transaction(async () => {
      const accounts = (await this.notices.accountsOf(to)).filter((id) => id !== notice.except);
      const told = await this.notices.add(
        accounts.map((accountId) => ({ id: this.ids.next(), accountId })),
        notice,
        this.clock.now(),
      );
      await this.changed(told);
      return told.length;
    });
  }

  /** What was told of this reads differently now. */
  amend(source: string, notice: Pick<NewNotice, 'facts' | 'body' | 'link'>): Promise<void> {
    return this.database.transaction(async () => {
      await this.changed(await this.notices.amend(source, notice));
    });
  }

  /** What was told of this is taken back, or is there again. */
  withdraw(source: string, withdrawn: boolean): Promise<void> {
    return this.database.transaction(async () => {
      const at = withdrawn ? this.clock.now() : null;
      await this.changed(await this.notices.withdraw(source, at));
    });
  }

  private async changed(accounts: readonly string[]): Promise<void> {
    await this.live.tellAll(accounts.map(inboxTopic), { changed: true });
  }
}
