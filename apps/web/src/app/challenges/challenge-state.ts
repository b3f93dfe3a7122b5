import type { Challenge, ChallengeState, Complaint } from '@holdout/contracts';

/** Classes of a `tag`. Amber only where the reader should look now. */
export const STATE_TONES: Readonly<Record<ChallengeState, string>> = {
  draft: '',
  preparing: '',
  published: '',
  open: 'good',
  closed: '',
  revealed: '',
};

/** As a course lives: what can be done now first. */
const ORDER: readonly ChallengeState[] = [
  'open',
  'published',
  'preparing',
  'draft',
  'closed',
  'revealed',
];

/** What can be done now first, then what ends soonest; what ended, latest first. */
export function inOrder(challenges: readonly Challenge[]): Challenge[] {
  const end = ({ myClosesAt, closesAt }: Challenge) => myClosesAt ?? closesAt ?? '9999';
  const over = ({ state }: Challenge) => state === 'closed' || state === 'revealed';
  return [...challenges].sort((a, b) => {
    const byState = ORDER.indexOf(a.state) - ORDER.indexOf(b.state);
    if (byState !== 0) return byState;
    const byEnd = end(a) < end(b) ? -1 : end(a) > end(b) ? 1 : 0;
    return over(a) ? -byEnd : byEnd;
  });
}

/** The states there are, with how many of each, in the order of the list. */
export function countsOf(
  challenges: readonly Challenge[],
): { readonly state: ChallengeState; readonly count: number }[] {
  return ORDER.map((state) => ({
    state,
    count: challenges.filter((challenge) => challenge.state === state).length,
  })).filter(({ count }) => count > 0);
}

/** Below so many public rows two groups that differ by luck look different. */
export const FEW_PUBLIC_ROWS = 300;

/** Whether a group can submit now. */
export const takesSubmissions = ({ state, myClosesAt }: Challenge, now: number): boolean =>
  state === 'open' ||
  // An extension outlasts the challenge's own end.
  (state === 'closed' && myClosesAt !== null && Date.parse(myClosesAt) > now);

/** Faults whose `column` is a field of the form; their sentences say which one by themselves. */
const OF_THE_FORM = new Set([
  'closes-before-it-opens',
  'closes-in-the-past',
  'task-unavailable',
  'metric-not-of-task',
  'positive-not-used',
  'positive-unknown',
  'season-not-used',
  'season-too-long',
  'time-split-needed',
  'rule-unreadable',
  'rule-makes-two-classes',
]);

export function withoutFieldNames(complaints: readonly Complaint[]): Complaint[] {
  return complaints.map((complaint) =>
    OF_THE_FORM.has(complaint.code) ? { ...complaint, column: undefined } : complaint,
  );
}
