export { DemoModule } from './demo.module';
export { Seed } from './seed.facade';
