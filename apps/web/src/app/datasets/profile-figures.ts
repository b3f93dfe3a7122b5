import type { ColumnProfile, Profile } from '@holdout/contracts';

/** A bar of a small histogram in a box of 1 × 1: x from the left, height from the ground. */
export interface Bar {
  readonly x: number;
  readonly width: number;
  readonly height: number;
}

/** Bars as tall as their counts, the tallest 1; a bar with rows never vanishes. */
export function barsOf(counts: readonly number[]): Bar[] {
  const tallest = Math.max(...counts, 1);
  const width = 1 / Math.max(counts.length, 1);
  return counts.map((count, bar) => ({
    x: bar * width,
    width,
    height: count === 0 ? 0 : Math.max(count / tallest, 0.03),
  }));
}

/** What a column's picture is made of: a histogram of its numbers, else its most frequent values. */
export type Distribution =
  | {
      readonly kind: 'numbers';
      readonly bars: readonly { from: number; to: number; count: number }[];
    }
  | { readonly kind: 'values'; readonly bars: readonly { value: string; count: number }[] }
  | { readonly kind: 'none' };

/** Bins of whole numbers are told by the whole numbers in them: 2.5 to 3.5 is 3. */
export function distributionOf({ type, histogram, top }: ColumnProfile): Distribution {
  if (!histogram) return top.length > 0 ? { kind: 'values', bars: top } : { kind: 'none' };
  const bars = histogram.counts.map((count, bar) => {
    const from = histogram.edges[bar] ?? NaN;
    const to = histogram.edges[bar + 1] ?? NaN;
    return type === 'integer'
      ? { from: Math.ceil(from), to: Math.floor(to), count }
      : { from, to, count };
  });
  return { kind: 'numbers', bars };
}

/** Two columns that say much of the same. */
export interface Pair {
  readonly a: string;
  readonly b: string;
  readonly r: number;
}

/** The pairs with the largest |r|, those below `least` left out. */
export function strongestPairs(correlation: Profile['correlation'], most = 8, least = 0.5): Pair[] {
  if (!correlation) return [];
  const { columns, values } = correlation;
  const pairs = columns.flatMap((a, i) =>
    columns.slice(i + 1).flatMap((b, after): Pair[] => {
      const r = values[i]?.[i + 1 + after];
      return r === null || r === undefined || Math.abs(r) < least ? [] : [{ a, b, r }];
    }),
  );
  return pairs.sort((p, q) => Math.abs(q.r) - Math.abs(p.r)).slice(0, most);
}

export type ColumnOrder = 'file' | 'name' | 'missing' | 'distinct' | 'outliers';
export const COLUMN_ORDERS: readonly ColumnOrder[] = [
  'file',
  'name',
  'missing',
  'distinct',
  'outliers',
];

/** The columns whose name holds `search`, in the order asked for; ties as in the file. */
export function arranged(
  columns: readonly ColumnProfile[],
  search: string,
  order: ColumnOrder,
  collator: Intl.Collator,
): ColumnProfile[] {
  const wanted = search.trim().toLocaleLowerCase();
  const found = columns.filter(({ name }) => name.toLocaleLowerCase().includes(wanted));
  switch (order) {
    case 'file':
      return found;
    case 'name':
      return found.sort((a, b) => collator.compare(a.name, b.name));
    case 'missing':
      return found.sort((a, b) => b.missing - a.missing);
    case 'distinct':
      return found.sort((a, b) => b.distinct - a.distinct);
    case 'outliers':
      return found.sort((a, b) => (b.outliers ?? -1) - (a.outliers ?? -1));
  }
}
