import { Global, Module } from '@nestjs/common';

import { Sessions } from '../platform/auth/caller';
import { AccountsController } from './accounts.controller';
import { Accounts } from './accounts.facade';
import { AccountsRepository } from './accounts.repository';
import { AccountsService } from './accounts.service';
import { SessionController } from './session.controller';
import { SessionsService } from './sessions.service';

/** Global because the platform's session hook asks it who holds a session. */
@Global()
@Module({
  controllers: [SessionController, AccountsController],
  providers: [
    Accounts,
    AccountsService,
    AccountsRepository,
    SessionsService,
    { provide: Sessions, useExisting: SessionsService },
  ],
  exports: [Accounts, Sessions],
})
export class AccountsModule {}
