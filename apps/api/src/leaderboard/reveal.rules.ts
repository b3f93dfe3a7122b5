import type { ChallengeState } from '@holdout/contracts';

/** Why the private rows cannot be shown. */
export type RevealRefusal =
  | { readonly why: 'already-revealed' }
  | { readonly why: 'not-closed'; readonly until: Date | null }
  | { readonly why: 'sibling-open'; readonly title: string }
  | { readonly why: 'not-confirmed' };

/** A challenge, and which groups got longer. */
export interface Ending {
  readonly state: ChallengeState;
  readonly title: string;
  readonly closesAt: Date | null;
  readonly extensions: readonly { readonly until: Date }[];
}

/**
 * Only a closed challenge is revealed: for every group, and by somebody who typed its title. `siblings` predict from the
 * same column of the same rows: what one reveals is the other's held-out truth, so they must be over too.
 */
export function revealRefusal(
  challenge: Ending,
  siblings: readonly Ending[],
  confirm: string,
  now: Date,
): RevealRefusal | undefined {
  if (challenge.state === 'revealed') return { why: 'already-revealed' };
  if (stillTakes(challenge, now)) return { why: 'not-closed', until: lastEnd(challenge) };
  const open = siblings.find((sibling) => stillTakes(sibling, now));
  if (open) return { why: 'sibling-open', title: open.title };
  return confirm === challenge.title ? undefined : { why: 'not-confirmed' };
}

/** Whether some group may still submit. */
function stillTakes(challenge: Ending, now: Date): boolean {
  if (challenge.state === 'revealed') return false;
  const last = lastEnd(challenge);
  return challenge.state !== 'closed' || last === null || last > now;
}

function lastEnd({ closesAt, extensions }: Ending): Date | null {
  return extensions
    .map(({ until }) => until)
    .reduce<Date | null>((a, b) => (a !== null && b > a ? b : a), closesAt);
}
