import * as z from 'zod';

import { EvaluationState, Verdict } from './submissions';
import { route } from './route';
import { Id, Instant, inCourse } from './values';

/** Of what nothing was heard from a student. */
export const SilenceReason = z.enum([
  'never-signed-in',
  'no-sign-in',
  'no-submission',
  'no-attempt',
]);
export type SilenceReason = z.infer<typeof SilenceReason>;

const WorkKind = z.enum(['challenge', 'quiz']);
const Waiting = z.object({ quizId: Id, title: z.string(), count: z.int() });

/** What the instructor should look at first, and whom it concerns: `memberIds` are of `people`. */
const Overview = z
  .object({
    challenges: z.array(
      z.object({
        id: Id,
        title: z.string(),
        closesAt: Instant.nullable(),
        groups: z.int(),
        submitted: z.int(),
        silent: z.array(z.object({ groupId: Id, name: z.string(), memberIds: z.array(Id) })),
      }),
    ),
    failing: z.array(
      z.object({
        submissionId: Id,
        challengeId: Id,
        challenge: z.string(),
        group: z.string(),
        state: EvaluationState,
        verdict: Verdict.nullable(),
        at: Instant,
        memberIds: z.array(Id),
      }),
    ),
    /** Every student, to whom the rest points. */
    people: z.array(z.object({ memberId: Id, name: z.string(), group: z.string().nullable() })),
    /** What was due in the last two weeks, and who has not done it. */
    late: z.array(
      z.object({
        kind: WorkKind,
        id: Id,
        title: z.string(),
        dueAt: Instant,
        memberIds: z.array(Id),
      }),
    ),
    silent: z.array(
      z.object({
        memberId: Id,
        reasons: z.array(SilenceReason),
        seenAt: Instant.nullable(),
        workedAt: Instant.nullable(),
      }),
    ),
    /** Answers in quizzes that wait for a person's mark. */
    toMark: z.array(Waiting),
    regrades: z.array(Waiting),
    /** What is on, opens or closes next; an activity that has no hour has a day. */
    next: z.array(
      z.object({
        kind: z.enum([...WorkKind.options, 'activity']),
        id: Id,
        title: z.string(),
        what: z.enum(['opens', 'closes', 'on']),
        at: Instant.nullable(),
        day: z.iso.date().nullable(),
      }),
    ),
    queue: z.object({ waiting: z.int(), running: z.int(), oldestWaitingSince: Instant.nullable() }),
    workers: z.array(
      z.object({
        name: z.string(),
        seenAt: Instant,
        alive: z.boolean(),
        isolation: z.string(),
        runtimes: z.array(z.string()),
        faults: z.array(z.object({ code: z.string(), fix: z.string() })),
      }),
    ),
    neverSignedIn: z.int(),
    withoutGroup: z.int(),
  })
  .meta({ id: 'Overview' });
export type Overview = z.infer<typeof Overview>;

const AuditEntry = z
  .object({
    id: Id,
    at: Instant,
    by: z.string(),
    deed: z.string(),
    thing: z.string(),
    thingId: z.string().nullable(),
    old: z.unknown(),
    new: z.unknown(),
    why: z.string().nullable(),
  })
  .meta({ id: 'AuditEntry' });

export const overviewRoutes = {
  course: route({
    method: 'GET',
    path: '/courses/:courseId/overview',
    summary:
      'The staff’s first look: what is late, who is silent, failing runs, what waits for a mark, the queue',
    params: inCourse,
    query: z.object({
      /** So long nothing was heard of who is called silent. */
      silentDays: z.coerce.number().int().min(1).max(90).default(7),
    }),
    response: Overview,
  }),
  audit: route({
    method: 'GET',
    path: '/courses/:courseId/audit',
    summary: 'Who changed what, newest first (staff)',
    params: inCourse,
    query: z.object({
      /** The entry after which the next page begins. */
      before: Id.optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    response: z.object({ items: z.array(AuditEntry), more: z.boolean() }).meta({ id: 'AuditPage' }),
  }),
};

/** The administrator's view of the installation. */
export const systemRoutes = {
  status: route({
    method: 'GET',
    path: '/system',
    summary: 'Workers, queue and storage of the installation (administrator)',
    response: z
      .object({
        version: z.string(),
        queue: Overview.shape.queue,
        workers: Overview.shape.workers,
        storage: z.object({ freeBytes: z.number(), blobs: z.int(), blobBytes: z.number() }),
        failuresByCause: z.array(z.object({ verdict: Verdict, count: z.int() })),
      })
      .meta({ id: 'SystemStatus' }),
  }),
};
