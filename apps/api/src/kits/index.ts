export { KitsModule } from './kits.module';
