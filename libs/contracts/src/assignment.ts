import * as z from 'zod';

import { ChallengeState } from './challenges';
import { route } from './route';
import { Id, Instant, inCourse } from './values';

/** ranked: a place of its ranking; other: none of it; indifferent: it ranked nothing; own: a dataset it brought along. */
export const Outcome = z.enum(['ranked', 'other', 'indifferent', 'own']);
export type Outcome = z.infer<typeof Outcome>;

/** What a group gets in a run. */
export const AssignmentRow = z
  .object({
    groupId: Id,
    group: z.string(),
    datasetId: Id,
    dataset: z.string(),
    outcome: Outcome,
    /** 1 for the dearest; null where it is none of its ranking. */
    place: z.int().nullable(),
    byHand: z.boolean(),
    /** What each offered dataset would cost this group, in the order of the offers; empty of one with its own dataset. */
    costs: z.array(z.int()),
  })
  .meta({ id: 'AssignmentRow' });
export type AssignmentRow = z.infer<typeof AssignmentRow>;

const AssignedOffer = z
  .object({ datasetId: Id, dataset: z.string(), capacity: z.int() })
  .meta({ id: 'AssignedOffer' });

const runFacts = {
  id: Id,
  /** What decided between assignments that cost the same; null where one group was moved by hand. */
  seed: z.string().nullable(),
  madeAt: Instant,
  by: z.string(),
  /** Why a group was moved after the publication. */
  reason: z.string().nullable(),
  publishedAt: Instant.nullable(),
  /** The sum of the places; a dataset that a group did not rank costs twice the last place. */
  total: z.int(),
  /** How many groups got their first, second … choice. */
  places: z.array(z.int()),
  other: z.int(),
  indifferent: z.int(),
  own: z.int(),
};

const AssignmentRunSummary = z.object(runFacts).meta({ id: 'AssignmentRunSummary' });
export type AssignmentRunSummary = z.infer<typeof AssignmentRunSummary>;

export const AssignmentRun = z
  .object({
    ...runFacts,
    rows: z.array(AssignmentRow),
    offers: z.array(AssignedOffer),
    /** Groups, rankings or places changed since: it can be read, and not published. */
    outdated: z.boolean(),
    /** It is what the groups have now. */
    inForce: z.boolean(),
  })
  .meta({ id: 'AssignmentRun' });
export type AssignmentRun = z.infer<typeof AssignmentRun>;

/** What has to be known before running and publishing. */
export const AssignmentDesk = z
  .object({
    groups: z.int(),
    /** Groups that bring a dataset along: they need no place. */
    own: z.int(),
    places: z.int(),
    /** How many groups find no place. */
    missing: z.int(),
    rankCount: z.int(),
    closesAt: Instant.nullable(),
    /** Each counts as indifferent, and takes what the others leave. */
    notRanked: z.array(z.object({ groupId: Id, group: z.string() })),
    /** Per dataset that somebody may get: where its groups will submit. */
    challenges: z.array(
      z.object({
        datasetId: Id,
        dataset: z.string(),
        challenge: z
          .object({
            id: Id,
            title: z.string(),
            state: ChallengeState,
            /** Until the publication names its groups. */
            openToAll: z.boolean(),
          })
          .nullable(),
      }),
    ),
    /** Newest first. */
    runs: z.array(AssignmentRunSummary),
    /** The newest one that was published. */
    inForceId: Id.nullable(),
  })
  .meta({ id: 'AssignmentDesk' });
export type AssignmentDesk = z.infer<typeof AssignmentDesk>;

const ofRun = inCourse.extend({ runId: Id });

export const assignmentRoutes = {
  desk: route({
    method: 'GET',
    path: '/courses/:courseId/assignment',
    summary:
      'Whether everything is there to assign datasets to groups, and what was assigned (staff)',
    params: inCourse,
    response: AssignmentDesk,
  }),
  run: route({
    method: 'POST',
    path: '/courses/:courseId/assignment/runs',
    summary: 'Work out the cheapest assignment, as a draft; a seed decides between equals',
    params: inCourse,
    body: z
      .object({ seed: z.string().trim().min(1).max(64).optional() })
      .meta({ id: 'RunAssignment' }),
    response: AssignmentRun,
  }),
  get: route({
    method: 'GET',
    path: '/courses/:courseId/assignment/runs/:runId',
    summary: 'One assignment that was worked out (staff)',
    params: ofRun,
    response: AssignmentRun,
  }),
  adjust: route({
    method: 'PUT',
    path: '/courses/:courseId/assignment/runs/:runId',
    summary: 'Move groups of a draft by hand, all at once',
    params: ofRun,
    body: z
      .object({
        moves: z
          .array(z.object({ groupId: Id, datasetId: Id }))
          .min(1)
          .max(1000),
      })
      .meta({ id: 'AdjustAssignment' }),
    response: AssignmentRun,
  }),
  publish: route({
    method: 'POST',
    path: '/courses/:courseId/assignment/runs/:runId/publish',
    summary:
      'Give the groups their datasets and open the challenges to them; again opens what was missing',
    params: ofRun,
    response: AssignmentRun,
  }),
  reassign: route({
    method: 'POST',
    path: '/courses/:courseId/assignment/groups/:groupId',
    summary: 'Give one group another dataset; what it sent to the old challenge stays readable',
    params: inCourse.extend({ groupId: Id }),
    body: z
      .object({ datasetId: Id, reason: z.string().trim().min(1).max(1000) })
      .meta({ id: 'ReassignGroup' }),
    response: AssignmentRun,
  }),
};
