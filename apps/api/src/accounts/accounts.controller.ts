import { Body, Controller, Param, Query } from '@nestjs/common';

import {
  type BodyOf,
  type ParamsOf,
  type QueryOf,
  type ResponseOf,
  accountRoutes,
} from '@holdout/contracts';

import { Allow } from '../platform/auth/allow';
import { Caller, type CallerIdentity } from '../platform/auth/caller';
import { Database } from '../platform/database/database';
import { Endpoint } from '../platform/http/endpoint';
import { toAccountRow } from './account.mapper';
import { AccountsService } from './accounts.service';

const { list, create, update, passwordLink } = accountRoutes;

@Controller()
export class AccountsController {
  constructor(
    private readonly accounts: AccountsService,
    private readonly database: Database,
  ) {}

  @Endpoint(list)
  @Allow('administrator')
  async list(
    @Query({ schema: list.query }) { search }: QueryOf<typeof list>,
  ): Promise<ResponseOf<typeof list>> {
    return { items: (await this.accounts.search(search ?? '')).map(toAccountRow) };
  }

  @Endpoint(create)
  @Allow('administrator')
  create(
    @Caller() caller: CallerIdentity,
    @Body({ schema: create.body }) given: BodyOf<typeof create>,
  ): Promise<ResponseOf<typeof create>> {
    return this.database.transaction(async () => {
      const account = await this.accounts.create(given, caller.accountId);
      return {
        account: toAccountRow(account),
        invitation: await this.accounts.invite(account, caller.accountId),
      };
    });
  }

  @Endpoint(update)
  @Allow('administrator')
  async update(
    @Caller() caller: CallerIdentity,
    @Param({ schema: update.params }) { accountId }: ParamsOf<typeof update>,
    @Body({ schema: update.body }) change: BodyOf<typeof update>,
  ): Promise<ResponseOf<typeof update>> {
    return toAccountRow(await this.accounts.update(accountId, change, caller.accountId));
  }

  @Endpoint(passwordLink)
  @Allow('administrator')
  async passwordLink(
    @Caller() caller: CallerIdentity,
    @Param({ schema: passwordLink.params }) { accountId }: ParamsOf<typeof passwordLink>,
  ): Promise<ResponseOf<typeof passwordLink>> {
    const account = await this.accounts.get(accountId);
    return this.accounts.link(
      accountId,
      account.passwordHash === null ? 'invitation' : 'password',
      caller.accountId,
    );
  }
}
