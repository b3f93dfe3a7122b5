import type { Project } from '@holdout/contracts';

import type { ProjectRow } from './projects.repository';

export function toProject(row: ProjectRow): Project {
  const { groupId, group, members, question, approach, version, ranks, ranksVersion } = row;
  return {
    groupId,
    group,
    members: [...members],
    question,
    approach,
    version,
    written: writtenOf(row.writtenAt, row.writtenBy),
    ranks: ranks.map(({ id, name }) => ({ datasetId: id, dataset: name })),
    ranksVersion,
    ranked: writtenOf(row.rankedAt, row.rankedBy),
    assigned: assignedOf(row),
  };
}

const writtenOf = (at: Date | null, by: string | null): Project['written'] =>
  at === null ? null : { at: at.toISOString(), by: by ?? '' };

function assignedOf({
  assignedAt,
  assignedDataset: dataset,
  assignedChallenge: challenge,
}: ProjectRow): Project['assigned'] {
  if (assignedAt === null || dataset === null) return null;
  return {
    datasetId: dataset.id,
    dataset: dataset.name,
    challenge: challenge && { id: challenge.id, title: challenge.name },
    at: assignedAt.toISOString(),
  };
}
