import { Injectable, type OnModuleInit } from '@nestjs/common';

import { Clock } from '../platform/clock';
import { Inbox } from '../platform/inbox/inbox';
import { type Chore, Chores } from '../platform/queue/chore';
import { USUAL_HOURS, reminderDue, reminderSource } from './reminder.rules';
import { type DueRow, RemindersRepository } from './reminders.repository';

const PLACES = { challenge: 'challenges', quiz: 'quizzes' } as const;

/** Reminds those who have not done what is due soon, once per deadline and reminder. */
@Injectable()
export class RemindingChore implements Chore, OnModuleInit {
  readonly what = 'notice';

  constructor(
    private readonly reminders: RemindersRepository,
    private readonly inbox: Inbox,
    private readonly clock: Clock,
    private readonly chores: Chores,
  ) {}

  onModuleInit(): void {
    this.chores.add(this);
  }

  async next(): Promise<undefined> {
    const now = this.clock.now();
    for (const due of await this.reminders.dueSoon(now, USUAL_HOURS)) await this.remind(due, now);
    return undefined;
  }

  private async remind(due: DueRow, now: Date): Promise<void> {
    const hours = reminderDue(due, due.hoursBefore, now);
    if (hours === undefined) return;
    await this.inbox.tell(
      { members: due.memberIds },
      {
        courseId: due.courseId,
        type: 'reminder',
        key: `reminder-${due.kind}`,
        facts: { title: due.title, dueAt: due.dueAt.toISOString() },
        link: `/courses/${due.courseId}/${PLACES[due.kind]}/${due.id}`,
        source: reminderSource(due, hours),
      },
    );
  }
}
