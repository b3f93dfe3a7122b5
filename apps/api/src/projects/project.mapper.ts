import type { DatasetProposal, Project, ResponseOf, projectRoutes } from '@holdout/contracts';

import type { AuditRow } from '../platform/audit/audit';
import type { ProjectRow } from './projects.repository';
import type { ProposalRow } from './proposals.repository';

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

export function toProposal(row: ProposalRow): DatasetProposal {
  const { id, groupId, group, name, question, source, licence, filename, bytes, state } = row;
  return {
    id,
    groupId,
    group,
    name,
    question,
    source,
    licence,
    filename,
    bytes,
    state,
    reason: row.reason,
    proposed: { at: row.proposedAt.toISOString(), by: row.by },
    decidedAt: row.decidedAt?.toISOString() ?? null,
    datasetId: row.datasetId,
  };
}

type Change = ResponseOf<typeof projectRoutes.history>['items'][number];

/** The fields that a deed changed, before and since. */
export function toChange({ id, at, by, deed, old, new: since }: AuditRow): Change {
  const before = fieldsOf(old);
  const after = fieldsOf(since);
  const changed = Object.keys(after).filter(
    (field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]),
  );
  const only = (fields: Change['old']) =>
    Object.fromEntries(changed.map((field) => [field, fields[field] ?? null]));
  return { id, at: at.toISOString(), by, deed, old: only(before), new: only(after) };
}

const TOLD = ['question', 'approach', 'ranks', 'dataset', 'reason'];

function fieldsOf(state: unknown): Change['old'] {
  if (typeof state !== 'object' || state === null) return {};
  const told = Object.entries(state).filter(
    (entry): entry is [string, string | string[] | null] =>
      TOLD.includes(entry[0]) &&
      (entry[1] === null ||
        typeof entry[1] === 'string' ||
        (Array.isArray(entry[1]) && entry[1].every((each) => typeof each === 'string'))),
  );
  return Object.fromEntries(told);
}
