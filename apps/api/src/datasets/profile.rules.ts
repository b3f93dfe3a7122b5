import type { Pairs, Profile } from '@holdout/contracts';

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
