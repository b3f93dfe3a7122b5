export type { Dependence } from './dependence';
export { type Interval, type NoInterval } from './interval';
export { ladderStep } from './ladder';
export { type PairedDifference, pairedDifference } from './paired';
export { type IntervalOptions, type Intervals, withIntervals } from './with-intervals';
export { type Tiered, tieTiers } from './tiers';
