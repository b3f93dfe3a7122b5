export { Differences } from './differences.facade';
export { DifferencesModule } from './differences.module';
export type { HeldDifference } from './differences.repository';
export { LedgerModule } from './ledger.module';
