import type { Card } from '@holdout/contracts';

import type { CardRow } from './board.repository';

export interface Linkable {
  readonly id: string;
  readonly filename: string;
  readonly receivedAt: string;
}

/** A card, for this member; of a submission nothing but its name and when it came. */
export function toCard(row: CardRow, submissions: readonly Linkable[], memberId: string): Card {
  const linked = new Set(row.submissionIds);
  const { id, phase, title, text, owner, dueOn, checklist, version } = row;
  return {
    id,
    phase,
    title,
    text,
    owner,
    dueOn,
    checklist,
    version,
    writtenBy: row.writtenBy,
    createdBy: row.createdBy,
    finishedAt: row.finishedAt?.toISOString() ?? null,
    submissions: submissions.filter((each) => linked.has(each.id)),
    files: [...row.files],
    comments: row.comments.map((comment) => ({
      ...comment,
      mine: comment.by.memberId === memberId,
    })),
  };
}
