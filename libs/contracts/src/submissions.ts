import * as z from 'zod';

import { Complaint } from './problem';
import { fileRoute, route, streamRoute } from './route';
import { Id, Instant, inCourse } from './values';

/** The kinds there are now; a new kind is a plug-in of the worker and a word here. */
export const SubmissionKind = z.enum([
  'predictions',
  'python',
  'r',
  'javascript',
  'notebook',
  'r-notebook',
  'onnx',
  'tfjs',
]);
export type SubmissionKind = z.infer<typeof SubmissionKind>;

export const EvaluationState = z.enum([
  'received',
  'validating',
  'queued',
  'running',
  'scoring',
  'scored',
  'rejected',
  'failed',
  'cancelled',
]);
export type EvaluationState = z.infer<typeof EvaluationState>;

/** Why a run ended as it did; the web says `verdict.<verdict>` in a sentence that helps. */
export const Verdict = z.enum([
  'ok',
  'runtime_error',
  'cpu_limit',
  'wall_limit',
  'memory_limit',
  'disk_limit',
  'process_limit',
  'output_limit',
  'result_limit',
  'forbidden_syscall',
  'no_result',
  'cancelled',
  'sandbox_failure',
  'invalid_submission',
  'invalid_predictions',
  'worker_lost',
  'internal_error',
]);
export type Verdict = z.infer<typeof Verdict>;

/** validation: training rows predicted out of fold, whose labels the group owns. */
export const Part = z.enum(['validation', 'public', 'private']);
export type Part = z.infer<typeof Part>;

export const Score = z
  .object({
    part: Part,
    metric: z.string(),
    value: z.number().nullable(),
    low: z.number().nullable(),
    high: z.number().nullable(),
    /** Why there is no value. */
    reason: z.string().nullable(),
    /** Why there is a value and no interval. */
    noInterval: z.string().nullable(),
  })
  .meta({ id: 'Score' });
export type Score = z.infer<typeof Score>;

/** The pictures of one part. Matrix rows = truth; the page turns it. */
export const Report = z
  .object({
    part: Part,
    rows: z.int(),
    confusion: z
      .object({ labels: z.array(z.string()), counts: z.array(z.array(z.int())) })
      .nullable(),
    perClass: z.array(
      z.object({
        label: z.string(),
        precision: z.number().nullable(),
        recall: z.number().nullable(),
        f1: z.number().nullable(),
        support: z.int(),
      }),
    ),
    /**
     * Of the positive class: how many are called at each threshold, of which so many rightly (tp) and so many wrongly
     * (fp); from nobody (null) to everybody. Every threshold that is best by any costs, Youden or an Fβ is among them.
     */
    curve: z
      .object({
        positives: z.int(),
        negatives: z.int(),
        corners: z.array(z.object({ threshold: z.number().nullable(), tp: z.int(), fp: z.int() })),
      })
      .nullable(),
    /** Of the positive class, by bins of equal width that hold rows: the mean probability said, and the share that came true. */
    calibration: z
      .object({
        ece: z.number().nullable(),
        bins: z.array(z.object({ predicted: z.number(), observed: z.number(), rows: z.int() })),
      })
      .nullable(),
    residuals: z
      .object({
        histogram: z.object({ edges: z.array(z.number()), counts: z.array(z.int()) }),
        /** At most 500 points: predicted, truth. */
        points: z.array(z.tuple([z.number(), z.number()])),
        /** At most 20 levels of the prediction, each of 5 rows or more: the mean of truth − prediction and its deviation. */
        levels: z.array(
          z.object({
            from: z.number(),
            to: z.number(),
            rows: z.int(),
            mean: z.number(),
            sd: z.number(),
          }),
        ),
      })
      .nullable(),
  })
  .meta({ id: 'Report' });
export type Report = z.infer<typeof Report>;

export const Evaluation = z
  .object({
    id: Id,
    version: z.int(),
    state: EvaluationState,
    verdict: Verdict.nullable(),
    complaints: z.array(Complaint),
    /** How many are before it, while it waits. */
    place: z.int().nullable(),
    attempt: z.int(),
    queuedAt: Instant,
    startedAt: Instant.nullable(),
    finishedAt: Instant.nullable(),
    usage: z
      .object({ cpuMs: z.number(), wallMs: z.number(), peakMemoryBytes: z.number() })
      .nullable(),
    runtime: z.string().nullable(),
    isolation: z.string().nullable(),
    stages: z.array(z.object({ state: EvaluationState, at: Instant })),
  })
  .meta({ id: 'Evaluation' });
export type Evaluation = z.infer<typeof Evaluation>;

/** A line of a list. `score` is the challenge's metric on the public rows, where this reader may see it. */
export const SubmissionSummary = z
  .object({
    id: Id,
    challengeId: Id,
    group: z.object({ id: Id, name: z.string() }),
    by: z.string(),
    kind: SubmissionKind,
    filename: z.string(),
    note: z.string(),
    receivedAt: Instant,
    state: EvaluationState,
    verdict: Verdict.nullable(),
    place: z.int().nullable(),
    score: z.number().nullable(),
    low: z.number().nullable(),
    high: z.number().nullable(),
    /** strict challenges: scored, and no better than the group's best beyond chance. */
    noBetter: z.boolean(),
    privateScore: z.number().nullable(),
    final: z.boolean(),
    /** The day's quota was given back. */
    returned: z.boolean(),
  })
  .meta({ id: 'SubmissionSummary' });
export type SubmissionSummary = z.infer<typeof SubmissionSummary>;

export const Submission = SubmissionSummary.extend({
  bytes: z.int(),
  sha256: z.string(),
  evaluation: Evaluation,
  scores: z.array(Score),
  reports: z.array(Report),
  log: z.object({ stdout: z.string(), stderr: z.string(), truncated: z.boolean() }).nullable(),
  files: z.array(z.object({ name: z.string(), bytes: z.int() })),
  may: z.object({
    cancel: z.boolean(),
    withdraw: z.boolean(),
    markFinal: z.boolean(),
    rerun: z.boolean(),
    giveBack: z.boolean(),
  }),
}).meta({ id: 'Submission' });
export type Submission = z.infer<typeof Submission>;

export const Quota = z
  .object({
    perDay: z.int(),
    spent: z.int(),
    renewsAt: Instant,
    finals: z.int(),
    marked: z.int(),
    closesAt: Instant.nullable(),
    /** Why a submission would be refused now, or null. */
    refusal: z.string().nullable(),
    /** Kinds that cannot run now, with the reason the worker gave. */
    unavailable: z.array(z.object({ kind: SubmissionKind, code: z.string(), fix: z.string() })),
  })
  .meta({ id: 'Quota' });
export type Quota = z.infer<typeof Quota>;

/** What a look at a file of predictions found, without submitting it. It is kept for an hour. */
export const Check = z
  .object({
    id: Id,
    filename: z.string(),
    /** taken: this file would be; failed: it could not be looked at, which is no fault of its. */
    state: z.enum(['waiting', 'taken', 'refused', 'failed']),
    complaints: z.array(Complaint),
    /** What was odd and costs nothing: a class that is written otherwise. */
    notes: z.array(Complaint),
    /** How many rows there are to predict; null while it waits. */
    rows: z.int().nullable(),
  })
  .meta({ id: 'Check' });
export type Check = z.infer<typeof Check>;

const ofChallenge = inCourse.extend({ challengeId: Id });
const ofSubmission = inCourse.extend({ submissionId: Id });

export const submissionRoutes = {
  submit: route({
    method: 'POST',
    path: '/courses/:courseId/challenges/:challengeId/submissions',
    summary:
      'Submit a model; beside a file of predictions, one of training rows predicted out of fold. The header Idempotency-Key (a uuid) makes a retry answer with the same submission',
    params: ofChallenge,
    upload: z.object({
      kind: SubmissionKind.optional(),
      note: z.string().trim().max(2000).default(''),
    }),
    beside: 'validation',
    response: SubmissionSummary,
  }),
  check: route({
    method: 'POST',
    path: '/courses/:courseId/challenges/:challengeId/checks',
    summary:
      'Look at a file of predictions with the code that scores it; nothing is submitted or spent',
    params: ofChallenge,
    upload: z.object({}),
    response: Check,
  }),
  checked: route({
    method: 'GET',
    path: '/courses/:courseId/checks/:checkId',
    summary: 'What a look at my file found, for an hour',
    params: inCourse.extend({ checkId: Id }),
    response: Check,
  }),
  list: route({
    method: 'GET',
    path: '/courses/:courseId/challenges/:challengeId/submissions',
    summary: 'Submissions, newest first: my group’s, or for staff all or those of `groupId`',
    params: ofChallenge,
    query: z.object({
      groupId: Id.optional(),
      state: EvaluationState.optional(),
      before: Instant.optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    response: z
      .object({ items: z.array(SubmissionSummary), more: z.boolean(), quota: Quota.nullable() })
      .meta({ id: 'SubmissionPage' }),
  }),
  get: route({
    method: 'GET',
    path: '/courses/:courseId/submissions/:submissionId',
    summary: 'A submission with what this reader may see of its evaluation',
    params: ofSubmission,
    response: Submission,
  }),
  cancel: route({
    method: 'POST',
    path: '/courses/:courseId/submissions/:submissionId/cancel',
    summary: 'Stop it; before its code ran the day’s quota is given back',
    params: ofSubmission,
    response: Submission,
  }),
  giveBack: route({
    method: 'POST',
    path: '/courses/:courseId/submissions/:submissionId/return',
    summary: 'Give the day’s submission back to its group (staff)',
    params: ofSubmission,
    body: z.object({ reason: z.string().trim().min(1).max(1000) }).meta({ id: 'GiveBack' }),
    response: Submission,
  }),
  markFinal: route({
    method: 'PUT',
    path: '/courses/:courseId/submissions/:submissionId/final',
    summary: 'Mark or unmark a final submission',
    params: ofSubmission,
    body: z.object({ final: z.boolean() }).meta({ id: 'MarkFinal' }),
    response: Submission,
  }),
  rerun: route({
    method: 'POST',
    path: '/courses/:courseId/submissions/:submissionId/rerun',
    summary: 'Evaluate it again (staff); its score stays until the new one is complete',
    params: ofSubmission,
    response: Submission,
  }),
  rerunAll: route({
    method: 'POST',
    path: '/courses/:courseId/challenges/:challengeId/rerun',
    summary: 'Evaluate all scored and failed submissions again (staff)',
    params: ofChallenge,
    response: z.object({ queued: z.int() }).meta({ id: 'RerunAll' }),
  }),
  file: fileRoute({
    method: 'GET',
    path: '/courses/:courseId/submissions/:submissionId/files/:name',
    summary: 'My own upload, the predictions it wrote, its validation rows, its log',
    params: ofSubmission.extend({
      name: z.enum(['upload', 'predictions.csv', 'validation.csv', 'log.txt']),
    }),
    produces: 'application/octet-stream',
  }),
  live: streamRoute({
    method: 'GET',
    path: '/courses/:courseId/challenges/:challengeId/submissions/live',
    summary: 'Changes of state of my group’s submissions (all groups’ for staff)',
    params: ofChallenge,
    event: z
      .object({
        submissionId: Id,
        groupId: Id,
        state: EvaluationState,
        place: z.int().nullable(),
        at: Instant,
      })
      .meta({ id: 'SubmissionEvent' }),
  }),
};
