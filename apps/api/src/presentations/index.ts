export { Presentations } from './presentations.facade';
export { PresentationsModule } from './presentations.module';
