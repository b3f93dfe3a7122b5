import { Injectable, type OnModuleInit } from '@nestjs/common';

import { Clock } from '../platform/clock';
import { Database } from '../platform/database/database';
import { Inbox } from '../platform/inbox/inbox';
import { type Chore, Chores } from '../platform/queue/chore';
import { MessagesRepository } from './messages.repository';

/** Brings messages into the inboxes when they can no longer be taken back. */
@Injectable()
export class SendingChore implements Chore, OnModuleInit {
  readonly what = 'notice';

  constructor(
    private readonly messages: MessagesRepository,
    private readonly inbox: Inbox,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly chores: Chores,
  ) {}

  onModuleInit(): void {
    this.chores.add(this);
  }

  async next(): Promise<undefined> {
    while (await this.sendOne());
    return undefined;
  }

  private sendOne(): Promise<boolean> {
    return this.database.transaction(async () => {
      const now = this.clock.now();
      const due = await this.messages.nextDue(now);
      if (!due) return false;
      await this.messages.setLeft(due.id, now);
      await this.inbox.tell(
        { members: due.toMembers },
        {
          courseId: due.courseId,
          type: 'message',
          key: 'message',
          facts: { subject: due.subject },
          body: due.body,
          link: `/courses/${due.courseId}`,
          source: `message:${due.id}`,
        },
      );
      return true;
    });
  }
}
