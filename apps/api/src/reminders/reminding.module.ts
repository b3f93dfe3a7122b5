import { Module } from '@nestjs/common';

import { RemindersRepository } from './reminders.repository';
import { RemindingChore } from './reminding.chore';

/** What the worker has of reminders. */
@Module({ providers: [RemindingChore, RemindersRepository] })
export class RemindingModule {}
