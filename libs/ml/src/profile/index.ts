export type { TargetValues } from './association';
export { type ColumnFacts, columnFacts, instantsOf, numbersOf } from './column-facts';
export { type LeakQuestion, leaksOf } from './leaks';
export { type TableProfile, profileTable } from './profile';
export { spelling } from './faults';
export type { Suspicion } from './suspicion';
