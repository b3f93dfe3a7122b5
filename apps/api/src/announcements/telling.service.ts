import { Injectable } from '@nestjs/common';

import { Clock } from '../platform/clock';
import { Database } from '../platform/database/database';
import { Inbox } from '../platform/inbox/inbox';
import { type AnnouncementRow, AnnouncementsRepository } from './announcements.repository';

const sourceOf = ({ id }: AnnouncementRow) => `announcement:${id}`;

const noticeOf = ({ courseId, id, title, body }: AnnouncementRow) => ({
  facts: { title },
  body,
  link: `/courses/${courseId}/announcements#${id}` as const,
});

/** Brings announcements into the inboxes when their time has come. */
@Injectable()
export class TellingService {
  constructor(
    private readonly announcements: AnnouncementsRepository,
    private readonly inbox: Inbox,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async tellDue(): Promise<void> {
    while (await this.tellOne());
  }

  /** Part of the transaction that holds the row. */
  async tell(row: AnnouncementRow): Promise<AnnouncementRow> {
    const told = { ...row, toldAt: this.clock.now() };
    await this.announcements.update(told);
    await this.inbox.tell(
      row.groupIds === null ? { everybody: row.courseId } : { groups: row.groupIds },
      {
        courseId: row.courseId,
        type: 'announcement',
        key: 'announcement',
        source: sourceOf(row),
        except: row.accountId,
        ...noticeOf(row),
      },
    );
    return told;
  }

  reword(row: AnnouncementRow): Promise<void> {
    return this.inbox.amend(sourceOf(row), noticeOf(row));
  }

  withdraw(row: AnnouncementRow): Promise<void> {
    return this.inbox.withdraw(sourceOf(row), row.removedAt !== null);
  }

  private tellOne(): Promise<boolean> {
    return this.database.transaction(async () => {
      const due = await this.announcements.nextDue(this.clock.now());
      if (due) await this.tell(due);
      return due !== undefined;
    });
  }
}
