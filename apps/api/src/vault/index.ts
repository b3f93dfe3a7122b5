export { type Dependence, type Truth, Vault, type Yardsticks } from './vault.facade';
export { VaultModule } from './vault.module';
