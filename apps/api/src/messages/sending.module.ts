import { Module } from '@nestjs/common';

import { MessagesRepository } from './messages.repository';
import { SendingChore } from './sending.chore';

/** What the worker has of messages. */
@Module({ providers: [SendingChore, MessagesRepository] })
export class SendingModule {}
