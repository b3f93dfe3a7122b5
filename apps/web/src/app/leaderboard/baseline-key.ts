/** Kinds of baselines that the dictionary has a name for. */
const KNOWN = new Set([
  'majority',
  'stratified',
  'prior',
  'mean',
  'median',
  'last-value',
  'seasonal-naive',
  'one-step-naive',
  'reference-calendar',
  'one-cluster',
  'reference-k-means',
  'reference-linear',
  'reference-logistic',
]);

/** The name of a baseline in the dictionary `leaderboard`; one that is new to it is “a baseline”. */
export function baselineKey(kind: string): string {
  return `leaderboard.baseline.${KNOWN.has(kind) ? kind : 'other'}`;
}
