import { Module } from '@nestjs/common';

import { InboxController } from './inbox.controller';
import { InboxService } from './inbox.service';

/** What the HTTP process has of the inbox besides telling. */
@Module({ controllers: [InboxController], providers: [InboxService] })
export class InboxModule {}
