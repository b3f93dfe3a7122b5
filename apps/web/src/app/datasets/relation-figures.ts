import type { Components, Pairs, Profile } from '@holdout/contracts';

/** How two columns are compared. */
export type Measure = 'r' | 'rho' | 'v';
export const MEASURES: readonly Measure[] = ['r', 'rho', 'v'];

/** What a profile has of each measure; null where it has none, or fewer than two columns. */
export function pairsOf({ correlation, relations }: Profile, measure: Measure): Pairs | null {
  const found = {
    r: correlation,
    rho: relations?.spearman ?? null,
    v: relations?.cramersV ?? null,
  }[measure];
  return found && found.columns.length > 1 ? found : null;
}

export interface Weight {
  readonly column: string;
  readonly first: number;
  readonly second: number;
}

/** The columns by how much they weigh in either component. */
export function weightsOf({ columns, loadings: [first, second] }: Components): Weight[] {
  const size = (weight: Weight) => Math.max(Math.abs(weight.first), Math.abs(weight.second));
  return columns
    .map((column, at) => ({ column, first: first[at] ?? 0, second: second[at] ?? 0 }))
    .sort((a, b) => size(b) - size(a));
}

export interface Telling {
  readonly column: string;
  /** In nats. */
  readonly information: number;
  /** Of what there is to know of the target, 0 to 1. */
  readonly share: number;
}

/** What each column tells of `target`, the most first; empty where it is not among them or never varies. */
export function tellingOf(information: Pairs, target: string): Telling[] {
  const at = information.columns.indexOf(target);
  const whole = information.values[at]?.[at] ?? 0;
  if (whole <= 0) return [];
  return information.columns
    .flatMap((column, other): Telling[] => {
      const value = information.values[at]?.[other];
      return other === at || value === null || value === undefined
        ? []
        : [{ column, information: value, share: Math.min(1, value / whole) }];
    })
    .sort((a, b) => b.information - a.information);
}
