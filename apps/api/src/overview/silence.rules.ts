import type { SilenceReason } from '@holdout/contracts';

const DAY_MS = 86_400_000;

interface Signs {
  readonly joinedAt: Date;
  readonly seenAt: Date | null;
  readonly submittedAt: Date | null;
  readonly attemptedAt: Date | null;
}

/**
 * Of what nothing was heard from a student for so many days. Empty: heard of lately. Who has joined since is given the
 * same time. A student is silent who has not signed in, or who has done neither a submission nor a quiz.
 */
export function silenceOf(signs: Signs, days: number, now: Date): SilenceReason[] {
  const since = now.getTime() - days * DAY_MS;
  const before = (at: Date | null) => at === null || at.getTime() < since;
  if (!before(signs.joinedAt)) return [];
  if (signs.seenAt === null) return ['never-signed-in'];
  const reasons: SilenceReason[] = [];
  if (before(signs.seenAt)) reasons.push('no-sign-in');
  if (before(signs.submittedAt) && before(signs.attemptedAt))
    reasons.push('no-submission', 'no-attempt');
  return reasons;
}
