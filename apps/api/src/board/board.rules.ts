import { type Card, Phase } from '@holdout/contracts';

import { DomainError } from '../platform/domain-error';

/** So many cards a board takes. */
const MOST_CARDS = 300;
const MOST_COMMENTS = 200;
const MOST_FILES = 20;
/** What is attached to a card is a picture or a note, no dataset. */
export const LARGEST_FILE_BYTES = 10 * 1024 * 1024;

/** Who looks at a project hears of it here: its board and its ledger. */
export const topicOfProject = (groupId: string): string => `project-board:${groupId}`;

/** Where a card is. */
export interface Placed {
  readonly id: string;
  readonly phase: Phase;
}

/**
 * The cards of one phase in their order, after this card was put before another one. A neighbour that is gone or has
 * itself been moved on meanwhile is no refusal: the card comes to the end of the phase.
 */
export function orderAfter(
  cards: readonly Placed[],
  moved: string,
  to: { readonly phase: Phase; readonly beforeId: string | null },
): string[] {
  const rest = cards.filter(({ id, phase }) => phase === to.phase && id !== moved);
  const found = rest.findIndex(({ id }) => id === to.beforeId);
  const at = found === -1 ? rest.length : found;
  return [...rest.slice(0, at).map(({ id }) => id), moved, ...rest.slice(at).map(({ id }) => id)];
}

const PHASES = Phase.options;

/** By phase as CRISP-DM has them, in it by place. */
export function inOrder<C extends Placed & { readonly place: number }>(cards: readonly C[]): C[] {
  return cards.toSorted(
    (one, other) =>
      PHASES.indexOf(one.phase) - PHASES.indexOf(other.phase) ||
      one.place - other.place ||
      (one.id < other.id ? -1 : 1),
  );
}

export function assertRoom(counts: {
  readonly cards?: number;
  readonly comments?: number;
  readonly files?: number;
}): void {
  for (const [what, most] of [
    ['cards', MOST_CARDS],
    ['comments', MOST_COMMENTS],
    ['files', MOST_FILES],
  ] as const)
    if ((counts[what] ?? 0) >= most)
      throw new DomainError('board-full', 'There is no room for more of it; remove some first.', {
        most,
      });
}

/** What a card says, as far as two people may have written it at once. */
export type Writing = Pick<Card, 'title' | 'text' | 'dueOn' | 'checklist'> & {
  readonly ownerId: string | null;
  readonly submissionIds: readonly string[];
};

/** Everything that is wrong with it at once. `known`: whoever may own it, and what it may point to. */
export function assertFits(
  { ownerId, submissionIds, checklist }: Writing,
  known: { readonly members: readonly string[]; readonly submissions: readonly string[] },
  keepOwner: string | null,
): void {
  const faults = [
    ...(ownerId !== null && ownerId !== keepOwner && !known.members.includes(ownerId)
      ? [{ code: 'owner-not-in-group' }]
      : []),
    ...submissionIds
      .filter((id) => !known.submissions.includes(id))
      .map((value) => ({ code: 'submission-not-of-group', value })),
    ...(new Set(checklist.map(({ id }) => id)).size < checklist.length
      ? [{ code: 'item-twice' }]
      : []),
  ];
  if (faults.length > 0)
    throw new DomainError('card-refused', 'The card cannot be written like this.', {}, faults);
}

/** Two members write at once: the second is told, and shown what stands beside the own text. */
export function assertUpon(sent: number, stands: { version: number; writtenBy: string }): void {
  if (sent !== stands.version)
    throw new DomainError('conflict', 'Somebody else wrote meanwhile; read it, then save again.', {
      by: stands.writtenBy,
    });
}
