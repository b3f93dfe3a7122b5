export { type Dependence, type Truth, Vault } from './vault.facade';
export { VaultModule } from './vault.module';
