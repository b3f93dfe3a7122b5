import * as z from 'zod';

/** What a client may branch on. Each has its sentence in Spanish and English in the web's dictionaries. */
export const ProblemCode = z.enum([
  'invalid-request',
  'unauthenticated',
  'wrong-credentials',
  'link-spent',
  'password-too-weak',
  'forbidden',
  'not-found',
  'conflict',
  'too-large',
  'slow-down',
  'storage-full',
  'unavailable',
  'unexpected',
  // accounts, courses, people
  'email-taken',
  'last-instructor',
  'roster-rejected',
  'import-not-undoable',
  'join-code-unknown',
  'groups-closed',
  'already-in-a-group',
  'not-in-a-group',
  'group-has-work',
  // datasets
  'dataset-rejected',
  'dataset-not-ready',
  'dataset-in-use',
  'already-split',
  'split-refused',
  // challenges
  'challenge-not-publishable',
  'challenge-published',
  'challenge-not-open',
  'challenge-not-closed',
  'already-revealed',
  'no-skill',
  'target-held-by-students',
  // projects and who gets which dataset
  'catalogue-refused',
  'choosing-closed',
  'ranks-refused',
  'proposal-waiting',
  'proposal-decided',
  'places-missing',
  'assignment-refused',
  'assignment-outdated',
  // boards of projects
  'board-full',
  'card-refused',
  'ledger-refused',
  // presentations
  'session-overlaps',
  'slots-missing',
  'slots-taken',
  'slot-taken',
  'booking-closed',
  'presentation-begun',
  'swap-refused',
  'swap-over',
  'stage-busy',
  'turn-changed',
  // submissions
  'submission-rejected',
  'submissions-closed',
  'submission-quota-spent',
  'code-unavailable',
  'kind-unknown',
  'not-cancellable',
  'not-withdrawable',
  'finals-full',
  'not-scored',
  // attendance
  'attendance-code-unknown',
  'attendance-entered',
  'attendance-file-rejected',
  // grades
  'policy-not-publishable',
  'mark-refused',
  'grades-frozen',
  'grades-not-final',
  'marks-file-rejected',
  // questions
  'question-rejected',
  'question-file-rejected',
  // quizzes
  'quiz-not-publishable',
  'quiz-published',
  'quiz-not-open',
  'attempts-spent',
  'attempt-over',
  'model-missing',
  'answer-unfit',
  'not-released',
]);
export type ProblemCode = z.infer<typeof ProblemCode>;

/** Figures and names that a sentence needs: `{ quota: 5, renewsAt: '…' }`. */
export const Facts = z.record(z.string(), z.union([z.string(), z.number(), z.null()]));
export type Facts = z.infer<typeof Facts>;

/**
 * One fault of an input: where it is and what it is. No sentence: the web says `fault.<code>` in the
 * reader's language. `row` counts lines of the file as an editor shows them (the header is 1).
 */
export const Complaint = z
  .object({
    code: z.string(),
    row: z.int().optional(),
    /** Of a notebook, counted from 1; `row` is then a line of it. */
    cell: z.int().optional(),
    column: z.string().optional(),
    value: z.string().optional(),
    expected: z.string().optional(),
    /** How many of this kind there are in all, where only the first are listed. */
    count: z.int().optional(),
  })
  .meta({ id: 'Complaint' });
export type Complaint = z.infer<typeof Complaint>;

/** RFC 9457, narrowed: `code` is the part a client may branch on, `faults` names all at once. */
export const Problem = z
  .object({
    type: z.string().default('about:blank'),
    title: z.string(),
    code: ProblemCode,
    status: z.int(),
    detail: z.string(),
    facts: Facts.default({}),
    faults: z.array(Complaint).default([]),
    requestId: z.string(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof Problem>;
