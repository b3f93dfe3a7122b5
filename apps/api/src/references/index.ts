export { type HeldReference, References } from './references.facade';
export { MeasuringModule, ReferencesModule } from './references.module';
