import type { SplitPlan } from '@holdout/contracts';

/** A split as the form asks for it: whole or half percents of the rows. */
export interface Percents {
  readonly train: number;
  readonly public: number;
  readonly private: number;
}

export const USUAL_PERCENTS: Percents = { train: 60, public: 20, private: 20 };
/** Below so many public rows two groups that differ by luck look different. */
export const FEW_ROWS = 300;

export type PercentFault = 'not-100' | 'part-empty';

/** Their sum, free of the dust of binary fractions: 33.3 + 33.3 + 33.4 is 100. */
export function sumOf({ train, public: open, private: shut }: Percents): number {
  const sum = train + open + shut;
  return Number.isFinite(sum) ? Math.round(sum * 1e6) / 1e6 : NaN;
}

export function percentFault(percents: Percents): PercentFault | undefined {
  const parts = [percents.train, percents.public, percents.private];
  if (parts.some((part) => !(part > 0))) return 'part-empty';
  return sumOf(percents) === 100 ? undefined : 'not-100';
}

/** Shares of 1 that add up to 1 as the server counts. */
export function fractionsOf({ train, public: open }: Percents): SplitPlan['fractions'] {
  const trainShare = train / 100;
  const openShare = open / 100;
  return { train: trainShare, public: openShare, private: 1 - trainShare - openShare };
}

/** Rows that each part would get, to the nearest row. */
export function rowsOf(percents: Percents, rows: number): Percents {
  const train = Math.round((rows * percents.train) / 100);
  const open = Math.round((rows * percents.public) / 100);
  return { train, public: open, private: rows - train - open };
}
