export { Evaluating } from './evaluating.facade';
export { EvaluatingModule } from './evaluating.module';
