import type { ColumnProfile, Complaint, Dataset, Pairs, Profile } from '@holdout/contracts';

/** A profile that says nothing of some columns: neither of their cells nor of what others tell of them. */
export function withoutColumns(profile: Profile, names: readonly string[]): Profile {
  if (names.length === 0) return profile;
  const gone = new Set(names);
  const { columns, correlation, relations, warnings } = profile;
  const components = relations?.components ?? null;
  return {
    ...profile,
    columns: columns.filter(({ name }) => !gone.has(name)),
    correlation: pairsWithout(correlation, gone),
    relations: relations && {
      ...relations,
      spearman: pairsWithout(relations.spearman, gone),
      cramersV: pairsWithout(relations.cramersV, gone),
      information: pairsWithout(relations.information, gone),
      // Every point would hold a little of the column.
      components: components?.columns.some((name) => gone.has(name)) ? null : components,
    },
    warnings: warnings.filter(
      ({ column, facts }) =>
        !(column !== null && gone.has(column)) && !gone.has(String(facts['other'] ?? '')),
    ),
  };
}

function pairsWithout(pairs: Pairs | null, gone: ReadonlySet<string>): Pairs | null {
  if (!pairs) return null;
  const kept = [...pairs.columns.keys()].filter((at) => !gone.has(pairs.columns[at]!));
  if (kept.length < 2) return null;
  return {
    columns: kept.map((at) => pairs.columns[at]!),
    values: kept.map((row) => kept.map((at) => pairs.values[row]![at] ?? null)),
  };
}

interface Extreme {
  readonly value: number;
  readonly line: number;
}

/** As it is stored: with the lowest and the highest numbers, where it was made since they are kept. */
export type StoredProfile = Omit<Profile, 'columns'> & {
  readonly columns: (ColumnProfile & {
    readonly extremes?: { readonly low: Extreme[]; readonly high: Extreme[] } | null;
  })[];
};

/** A profile whose columns also tell of numbers outside the range that the dictionary gives them. */
export function againstDictionary(
  { columns, ...profile }: StoredProfile,
  dictionary: Dataset['dictionary'],
): Profile {
  const ranges = new Map(dictionary.map((entry) => [entry.column, entry]));
  return {
    ...profile,
    columns: columns.map(({ extremes, ...column }) => {
      const range = ranges.get(column.name);
      return range && extremes
        ? { ...column, faults: [...outside(column.name, extremes, range), ...column.faults] }
        : column;
    }),
  };
}

const MOST_TOLD = 20;

function outside(
  column: string,
  { low, high }: NonNullable<StoredProfile['columns'][number]['extremes']>,
  { min, max }: Dataset['dictionary'][number],
): Complaint[] {
  const found = [
    ...low.filter(({ value }) => typeof min === 'number' && value < min),
    ...high.filter(({ value }) => typeof max === 'number' && value > max),
  ].sort((a, b) => a.line - b.line);
  return found.slice(0, MOST_TOLD).map(({ value, line }) => ({
    code: 'outside-range',
    row: line,
    column,
    value: String(value),
    expected: `${min ?? ''} … ${max ?? ''}`.trim(),
  }));
}

export interface Strongest {
  readonly columns: readonly [string, string];
  readonly r: number;
}

/** The two columns that go together most, in either direction; the first ones where several do. */
export function strongest(pairs: Pairs | null): Strongest | null {
  let found: Strongest | null = null;
  for (const [row, values] of (pairs?.values ?? []).entries())
    for (const [at, r] of values.slice(0, row).entries())
      if (r !== null && (!found || Math.abs(r) > Math.abs(found.r)))
        found = { columns: [pairs!.columns[at]!, pairs!.columns[row]!], r };
  return found;
}
