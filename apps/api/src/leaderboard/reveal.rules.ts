import type { ChallengeState } from '@holdout/contracts';

/** Why the private rows cannot be shown. */
export type RevealRefusal =
  | { readonly why: 'already-revealed' }
  | { readonly why: 'not-closed'; readonly until: Date | null }
  | { readonly why: 'not-confirmed' };

/** Only a closed challenge is revealed: for every group, and by somebody who typed its title. */
export function revealRefusal(
  challenge: {
    readonly state: ChallengeState;
    readonly title: string;
    readonly closesAt: Date | null;
  },
  extensions: readonly { readonly until: Date }[],
  confirm: string,
  now: Date,
): RevealRefusal | undefined {
  if (challenge.state === 'revealed') return { why: 'already-revealed' };
  const { closesAt } = challenge;
  const last = extensions
    .map(({ until }) => until)
    .reduce<Date | null>((a, b) => (a !== null && b > a ? b : a), closesAt);
  if (challenge.state !== 'closed' || last === null || last > now)
    return { why: 'not-closed', until: last };
  return confirm === challenge.title ? undefined : { why: 'not-confirmed' };
}
