export { Accounts } from './accounts.facade';
export { AccountsModule } from './accounts.module';
