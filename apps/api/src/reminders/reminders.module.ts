import { Module } from '@nestjs/common';

import { RemindersController } from './reminders.controller';
import { RemindersRepository } from './reminders.repository';

@Module({ controllers: [RemindersController], providers: [RemindersRepository] })
export class RemindersModule {}
