export { Extensions } from './extensions.facade';
export { ExtensionsModule } from './extensions.module';
