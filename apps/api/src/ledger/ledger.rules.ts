import type { Gap, LedgerEntry } from '@holdout/contracts';

import { DomainError } from '../platform/domain-error';

/** A submission as its group sees it. */
export interface Seen {
  readonly id: string;
  readonly receivedAt: string;
  readonly state: string;
  readonly score: number | null;
  /** strict: scored, and no better than the best beyond chance. */
  readonly noBetter: boolean;
}

export interface Upon {
  readonly upon: LedgerEntry['upon'];
  readonly parentId: string | null;
}

const isBefore = (one: Seen, other: Seen): boolean =>
  one.receivedAt < other.receivedAt || (one.receivedAt === other.receivedAt && one.id < other.id);

/**
 * What a submission improved on: the chosen one, or the best that came before it, by what the group sees; the earlier of
 * equals. In a strict challenge that is the Ladder best of then, before the reveal and after it: what is shown moves no parent.
 */
export function parentOf(
  own: Seen,
  all: readonly Seen[],
  direction: 'higher' | 'lower',
  { upon, parentId }: Upon,
): string | null {
  if (upon !== 'best') return parentId;
  const before = all
    .filter((each) => isBefore(each, own) && each.score !== null && !each.noBetter)
    .toSorted((one, other) => (isBefore(one, other) ? -1 : 1));
  const better = (one: Seen, other: Seen) =>
    direction === 'higher' ? one.score! > other.score! : one.score! < other.score!;
  let best = before[0];
  for (const other of before) if (best && better(other, best)) best = other;
  return best?.id ?? null;
}

/** What a difference says before and after it is known. The figures are of private rows: nobody's before the reveal. */
export function differenceOf(facts: {
  readonly revealed: boolean;
  /** Whether both have a score. */
  readonly comparable: boolean;
  readonly gap: Gap | null;
}): LedgerEntry['difference'] {
  if (!facts.revealed) return { state: 'not-yet' };
  if (!facts.comparable) return { state: 'none' };
  return facts.gap ? { state: 'made', gap: facts.gap } : { state: 'pending' };
}

/** Only what came before, to the same challenge, can have been improved on. */
export function assertBefore(own: Seen, all: readonly Seen[], { upon, parentId }: Upon): void {
  const named = all.find(({ id }) => id === parentId);
  if (upon === 'chosen' && !(named && isBefore(named, own)))
    throw new DomainError(
      'ledger-refused',
      'What was improved on came before it, to the same challenge.',
      {},
      [{ code: 'not-before' }],
    );
}
