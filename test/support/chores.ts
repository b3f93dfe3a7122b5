import { TellingService } from '../../apps/api/src/announcements/telling.service';
import { Clock } from '../../apps/api/src/platform/clock';
import { Database } from '../../apps/api/src/platform/database/database';
import { Inbox } from '../../apps/api/src/platform/inbox/inbox';
import { Chores } from '../../apps/api/src/platform/queue/chore';
import { MessagesRepository } from '../../apps/api/src/messages/messages.repository';
import { SendingChore } from '../../apps/api/src/messages/sending.chore';
import { RemindersRepository } from '../../apps/api/src/reminders/reminders.repository';
import { RemindingChore } from '../../apps/api/src/reminders/reminding.chore';
import type { TestApp } from './app';

/** The worker's rounds that bring notices, on the HTTP process's database and clock. */
export function choresOf({ app }: TestApp) {
  const [database, inbox, clock] = [app.get(Database), app.get(Inbox), app.get(Clock)];
  const reminders = new RemindersRepository(database);
  const messages = new MessagesRepository(database);
  return {
    announcements: () => app.get(TellingService, { strict: false }).tellDue(),
    reminders: () => new RemindingChore(reminders, inbox, clock, new Chores()).next(),
    messages: () => new SendingChore(messages, inbox, database, clock, new Chores()).next(),
  };
}
