export { Accounts, type KnownAccount } from './accounts.facade';
export { AccountsModule } from './accounts.module';
