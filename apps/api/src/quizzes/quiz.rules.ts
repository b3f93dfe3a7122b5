import { isDeepStrictEqual } from 'node:util';

import type {
  AttemptState,
  Complaint,
  Counting,
  ProblemCode,
  QuizEntry,
  QuizState,
  Release,
  TakenBy,
} from '@holdout/contracts';

/** What was on its way when the time was up is taken so long after it, by the server's clock. */
export const GRACE_MS = 120_000;

export interface Times {
  readonly publishedAt: Date | null;
  readonly opensAt: Date | null;
  readonly closesAt: Date | null;
}

/** What staff decide. */
export interface Settings {
  readonly title: string;
  readonly instructions: string;
  readonly takenBy: TakenBy;
  readonly order: 'fixed' | 'shuffled';
  readonly seed: string;
  readonly entries: readonly QuizEntry[];
  readonly opensAt: Date | null;
  readonly closesAt: Date | null;
  readonly limitSeconds: number | null;
  readonly attempts: number;
  readonly counts: Counting;
  readonly release: Release;
  readonly activityId: string | null;
}

/** The state at an instant. The very instant of opening is open, that of closing is closed. */
export function stateAt({ publishedAt, opensAt, closesAt }: Times, now: Date): QuizState {
  if (publishedAt === null) return 'draft';
  if (closesAt !== null && now >= closesAt) return 'closed';
  return opensAt !== null && now < opensAt ? 'published' : 'open';
}

/** How many questions an attempt has, and what they are worth in all; exact in hundredths. */
export function sizeOf(entries: readonly QuizEntry[]): { questions: number; points: number } {
  const each = entries.map((entry) => ({
    count: entry.kind === 'pool' ? entry.count : 1,
    hundredths: Math.round(entry.points * 100),
  }));
  return {
    questions: each.reduce((sum, { count }) => sum + count, 0),
    points: each.reduce((sum, { count, hundredths }) => sum + count * hundredths, 0) / 100,
  };
}

/** What a bank knows of the questions that a quiz names. */
export interface Known {
  /** By question: what its newest version is. */
  readonly questions: ReadonlyMap<
    string,
    { readonly type: string; readonly points: number; readonly rubric: boolean }
  >;
  /** By entry of kind pool, in the quiz's order: the questions that it draws from. */
  readonly pools: ReadonlyMap<number, readonly string[]>;
}

/** Everything that stands against publishing, at once. */
export function publishFaults(quiz: Settings, known: Known): Complaint[] {
  const faults: Complaint[] = [];
  const { questions, points } = sizeOf(quiz.entries);
  if (questions === 0) faults.push({ code: 'quiz-without-questions', column: 'entries' });
  else if (points === 0) faults.push({ code: 'quiz-without-points', column: 'entries' });
  return [...faults, ...endFaults(quiz), ...entryFaults(quiz.entries, known)];
}

function entryFaults(entries: readonly QuizEntry[], known: Known): Complaint[] {
  const faults: Complaint[] = [];
  const taken = new Set<string>();
  entries.forEach((entry, index) => {
    const row = index + 1;
    if (entry.kind === 'pool') return;
    const question = known.questions.get(entry.questionId);
    if (!question) faults.push({ code: 'question-gone', row });
    if (taken.has(entry.questionId)) faults.push({ code: 'question-twice', row });
    if (question?.rubric && question.points !== entry.points)
      faults.push({ code: 'rubric-other-points', row, expected: String(question.points) });
    if (question?.type === 'description' && entry.points > 0)
      faults.push({ code: 'description-with-points', row });
    taken.add(entry.questionId);
  });
  // Pools draw what is left: a question is asked once.
  entries.forEach((entry, index) => {
    if (entry.kind !== 'pool') return;
    const free = (known.pools.get(index) ?? []).filter((id) => !taken.has(id));
    if (free.length < entry.count)
      faults.push({
        code: 'pool-too-small',
        row: index + 1,
        value: String(free.length),
        expected: String(entry.count),
      });
    const rubric = free.find((id) => known.questions.get(id)?.rubric);
    if (rubric !== undefined && known.questions.get(rubric)?.points !== entry.points)
      faults.push({
        code: 'rubric-other-points',
        row: index + 1,
        expected: String(known.questions.get(rubric)?.points),
      });
    for (const id of free.slice(0, entry.count)) taken.add(id);
  });
  return faults;
}

export interface EditRefusal {
  readonly code: Extract<ProblemCode, 'quiz-published' | 'invalid-request'>;
  readonly faults: readonly Complaint[];
}

const ALWAYS: readonly (keyof Settings)[] = [
  'title',
  'instructions',
  'opensAt',
  'closesAt',
  'limitSeconds',
  'attempts',
  'activityId',
];

/**
 * Whether a quiz may change so. Once it is published only texts, dates, the time limit and a higher number of attempts may:
 * whoever has begun was told the rest. A key is changed by a regrade.
 */
export function editRefusal(
  quiz: Settings & Times,
  change: Partial<Settings>,
  now: Date,
): EditRefusal | null {
  if (quiz.publishedAt === null) return null;
  const faults: Complaint[] = [];
  for (const name of Object.keys(change) as (keyof Settings)[]) {
    if (!isDeepStrictEqual(change[name], quiz[name]) && !ALWAYS.includes(name))
      faults.push({ code: 'fixed-when-published', column: name });
  }
  if (change.attempts !== undefined && change.attempts < quiz.attempts)
    faults.push({ code: 'fewer-attempts', column: 'attempts', expected: String(quiz.attempts) });
  if (faults.length > 0) return { code: 'quiz-published', faults };
  const dates = dateFaults({ ...quiz, ...change }, stateAt(quiz, now) === 'published', now);
  return dates.length > 0 ? { code: 'invalid-request', faults: dates } : null;
}

function dateFaults(after: Settings, mayMoveOpening: boolean, now: Date): Complaint[] {
  const faults = endFaults(after);
  if (!mayMoveOpening && after.opensAt && after.opensAt > now)
    faults.push({ code: 'already-open', column: 'opensAt' });
  return faults;
}

function endFaults({ opensAt, closesAt, release }: Settings): Complaint[] {
  const faults: Complaint[] = [];
  if (opensAt && closesAt && closesAt <= opensAt)
    faults.push({ code: 'closes-before-it-opens', column: 'closesAt' });
  if (release === 'close' && closesAt === null)
    faults.push({ code: 'release-needs-an-end', column: 'release' });
  return faults;
}

/** When an attempt ends: with its time limit and the extra time, never after the deadline; null where there is no end. */
export function endOf(
  startedAt: Date,
  limitSeconds: number | null,
  extraSeconds: number,
  deadline: Date | null,
): Date | null {
  if (limitSeconds === null) return deadline;
  const end = new Date(startedAt.getTime() + (limitSeconds + extraSeconds) * 1000);
  return deadline !== null && deadline < end ? deadline : end;
}

export interface AttemptTimes {
  readonly endsAt: Date | null;
  readonly submittedAt: Date | null;
}

/** The very instant of the end is over; 120 s later nothing is taken any more. */
export function attemptStateAt({ endsAt, submittedAt }: AttemptTimes, now: Date): AttemptState {
  if (submittedAt !== null) return 'submitted';
  if (endsAt === null || now < endsAt) return 'open';
  return now.getTime() < endsAt.getTime() + GRACE_MS ? 'over' : 'submitted';
}

/** Until when something of an attempt may arrive; null where it has no end. */
export const lastArrival = (endsAt: Date | null): Date | null =>
  endsAt === null ? null : new Date(endsAt.getTime() + GRACE_MS);

export interface StartFacts {
  readonly quiz: Settings & Times;
  readonly now: Date;
  /** Of who wants to begin: with the group's extension. */
  readonly deadline: Date | null;
  readonly used: number;
}

/** Why a new attempt may not begin; null: it may. */
export function startRefusal({
  quiz,
  now,
  deadline,
  used,
}: StartFacts): Extract<ProblemCode, 'quiz-not-open' | 'attempts-spent'> | null {
  if (stateAt({ ...quiz, closesAt: deadline }, now) !== 'open') return 'quiz-not-open';
  return used >= quiz.attempts ? 'attempts-spent' : null;
}

export type Released = 'hidden' | 'marks' | 'solutions';

export interface ReleaseFacts {
  readonly release: Release;
  /** By hand. */
  readonly releasedAt: Date | null;
  /** The last end of anybody, extensions included; null where there is none. */
  readonly lastDeadline: Date | null;
  /** Of the attempt that is looked at. */
  readonly submitted: boolean;
  /** Whether its takers may begin another one. */
  readonly mayTryAgain: boolean;
  readonly now: Date;
}

/** What is shown of an attempt. Of one that still takes answers: nothing, whatever the policy. */
export function releasedTo(facts: ReleaseFacts): Released {
  if (!facts.submitted) return 'hidden';
  switch (facts.release) {
    case 'now':
      return facts.mayTryAgain ? 'marks' : 'solutions';
    case 'close': {
      const at = lastArrival(facts.lastDeadline);
      return at !== null && facts.now >= at ? 'solutions' : 'hidden';
    }
    case 'hand':
      return facts.releasedAt !== null && facts.now >= facts.releasedAt ? 'solutions' : 'hidden';
  }
}
