export { Evaluations } from './evaluations.facade';
export { EvaluationsModule } from './evaluations.module';
export type { Claimed, Ending, Held, Traces } from './evaluations.repository';
export { SubmissionsModule } from './submissions.module';
