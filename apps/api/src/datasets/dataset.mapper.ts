import type { Dataset, DatasetVersion } from '@holdout/contracts';

import type { ChallengeOnDataset, DatasetRow, VersionRow } from './datasets.repository';

/** Whose eyes. A student's group decides which challenges are named; null is a student in no group. */
export type Reader =
  { readonly as: 'staff' } | { readonly as: 'student'; readonly groupId: string | null };

export function toDataset(
  row: DatasetRow,
  versions: readonly VersionRow[],
  challenges: readonly ChallengeOnDataset[],
  reader: Reader,
): Dataset {
  const { id, name, description, source, licence, dictionary, createdAt } = row;
  const seen = reader.as === 'staff' ? versions : versions.filter(({ state }) => state === 'ready');
  return {
    id,
    name,
    description,
    source,
    licence,
    dictionary,
    versions: seen.map((version) => toVersion(version, reader)),
    challenges: challenges
      .filter((challenge) => reader.as === 'staff' || isOpenTo(challenge, reader.groupId))
      .map((challenge) => ({ id: challenge.id, title: challenge.title })),
    createdAt: createdAt.toISOString(),
  };
}

/**
 * Students get neither complaints, which quote cells, nor the split: who knows its seed and a row can tell the row's
 * part, and from a part guess at what the row says.
 */
export function toVersion(row: VersionRow, { as }: Pick<Reader, 'as'>): DatasetVersion {
  const { id, number, state, filename, bytes, rowCount, columns, createdAt, splitState } = row;
  const forStaff = as === 'staff';
  return {
    id,
    number,
    state,
    filename,
    bytes,
    rows: rowCount,
    columns: [...columns],
    complaints: forStaff ? [...row.complaints] : [],
    split: forStaff ? madeSplit(row) : null,
    splitState,
    splitComplaints: forStaff ? [...row.splitComplaints] : [],
    createdAt: createdAt.toISOString(),
  };
}

function madeSplit({ split, splitState }: VersionRow): DatasetVersion['split'] {
  if (splitState !== 'made' || !split?.rows || split.madeAt === undefined) return null;
  const { method, column, fractions, seed, rows, madeAt } = split;
  const { twins = 0, units = null, lines = [] } = split;
  return { method, column, fractions, seed, rows, twins, units, lines, madeAt };
}

function isOpenTo(
  { publishedAt, groupIds, formerGroups }: ChallengeOnDataset,
  groupId: string | null,
): boolean {
  if (publishedAt === null) return false;
  if (groupIds.length === 0 && formerGroups.length === 0) return true;
  return groupIds.some((id) => id === groupId) || formerGroups.some(({ id }) => id === groupId);
}
