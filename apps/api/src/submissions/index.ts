export { Checks } from './checks.facade';
export { Evaluations } from './evaluations.facade';
export { EvaluationsModule } from './evaluations.module';
export type { Claimed } from './evaluations.repository';
export type { Ending, Traces } from './ending.rules';
export { type ModelFigures, Submissions } from './submissions.facade';
export { SubmissionsModule } from './submissions.module';
