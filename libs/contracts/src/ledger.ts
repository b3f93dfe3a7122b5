import * as z from 'zod';

import { MetricId } from './challenges';
import { Gap } from './leaderboard';
import { fileRoute, route } from './route';
import { EvaluationState } from './submissions';
import { Id, Instant, inCourse } from './values';

/** What a submission changed against the one before, in the course's own words. */
export const ChangeTag = z.enum([
  'more-data',
  'more-variables',
  'another-model',
  'regularisation',
  'standardised',
  'fewer-variables',
  'other',
]);
export type ChangeTag = z.infer<typeof ChangeTag>;

/** On the private rows, against the submission that it improved on. */
const Difference = z
  .discriminatedUnion('state', [
    /** The challenge is not revealed. */
    z.object({ state: z.literal('not-yet') }),
    /** Nothing to compare: it is the first, or one of the two has no score. */
    z.object({ state: z.literal('none') }),
    z.object({ state: z.literal('pending') }),
    z.object({ state: z.literal('made'), gap: Gap }),
  ])
  .meta({ id: 'LedgerDifference' });

export const LedgerEntry = z
  .object({
    submissionId: Id,
    challenge: z.object({
      id: Id,
      title: z.string(),
      metric: MetricId,
      direction: z.enum(['higher', 'lower']),
      revealed: z.boolean(),
    }),
    filename: z.string(),
    by: z.string(),
    receivedAt: Instant,
    state: EvaluationState,
    /** As far as the reader may see it. */
    score: z.number().nullable(),
    low: z.number().nullable(),
    high: z.number().nullable(),
    noBetter: z.boolean(),
    privateScore: z.number().nullable(),
    /** Of the board, where this submission is the group's line there. */
    tier: z.int().nullable(),
    /** What changed; the note it was sent with, until somebody writes. */
    change: z.string(),
    tags: z.array(ChangeTag),
    /** best: whichever was the best before it. */
    upon: z.enum(['best', 'none', 'chosen']),
    parent: z.object({ submissionId: Id, filename: z.string() }).nullable(),
    /** 0 while nobody has written. */
    version: z.int(),
    writtenBy: z.string().nullable(),
    difference: Difference,
  })
  .meta({ id: 'LedgerEntry' });
export type LedgerEntry = z.infer<typeof LedgerEntry>;

export const Ledger = z
  .object({
    /** Newest first. */
    items: z.array(LedgerEntry),
    mayWrite: z.boolean(),
  })
  .meta({ id: 'Ledger' });
export type Ledger = z.infer<typeof Ledger>;

const ofLedger = inCourse.extend({ groupId: Id });

export const ledgerRoutes = {
  get: route({
    method: 'GET',
    path: '/courses/:courseId/projects/:groupId/ledger',
    summary: 'What each submission of a group changed, and what came of it',
    params: ofLedger,
    response: Ledger,
  }),
  write: route({
    method: 'PUT',
    path: '/courses/:courseId/projects/:groupId/ledger/:submissionId',
    summary: 'Say what a submission changed, upon which other, upon the version that was read',
    params: ofLedger.extend({ submissionId: Id }),
    body: z
      .object({
        change: z.string().trim().max(2000),
        tags: z.array(ChangeTag).max(7),
        upon: z.enum(['best', 'none', 'chosen']),
        /** Of the one that is chosen. */
        parentId: Id.nullable().default(null),
        version: z.int().min(0),
      })
      .meta({ id: 'WriteLedgerEntry' }),
    response: Ledger,
  }),
  csv: fileRoute({
    method: 'GET',
    path: '/courses/:courseId/projects/:groupId/ledger.csv',
    summary: 'The improvement ledger of a group as CSV',
    params: ofLedger,
    produces: 'text/csv',
  }),
};
