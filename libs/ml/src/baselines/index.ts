export { type BaselineQuestion, type Baselines, baselinesOf } from './baselines';
export type { BestNaive } from './cross-validation';
export type { BaselinePredictions } from './naive';
export { seasonOf } from './season';
