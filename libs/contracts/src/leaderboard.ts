import * as z from 'zod';

import { BaselineScore, ChallengeState, MetricId } from './challenges';
import { fileRoute, route, streamRoute } from './route';
import { Done, Id, Instant, SecretLink, inCourse } from './values';

/** (score − baseline) / (reference − baseline): 0 is the naive model, 1 the reference. */
const Skill = z
  .object({ value: z.number(), low: z.number().nullable(), high: z.number().nullable() })
  .meta({ id: 'Skill' });

/** How much a group's score differs from that of its tier's leader, on the same rows, with the 95 % interval. */
export const Gap = z
  .object({
    difference: z.number(),
    low: z.number().nullable(),
    high: z.number().nullable(),
    /** McNemar's p-value; accuracy on independent rows alone has one. */
    p: z.number().nullable(),
    /** Why there is no interval. */
    reason: z.string().nullable(),
  })
  .meta({ id: 'Gap' });
export type Gap = z.infer<typeof Gap>;

export const BoardRow = z
  .object({
    /** 1 + groups in higher tiers. While the tier is worked out: 1 + groups with a better score. */
    rank: z.int(),
    /** Groups of one tier cannot be told from its leader; null while that is worked out. */
    tier: z.int().nullable(),
    /** null where the board carries pseudonyms and the row is not mine. */
    groupId: Id.nullable(),
    name: z.string(),
    mine: z.boolean(),
    score: z.number(),
    low: z.number().nullable(),
    high: z.number().nullable(),
    /** Why there is no interval. */
    noInterval: z.string().nullable(),
    /** null where the challenge has no skill. */
    skill: Skill.nullable(),
    /** For staff, and on the private rows after the reveal; null for a tier's leader. */
    gap: Gap.nullable(),
    submissions: z.int(),
    achievedAt: Instant,
    /** After the reveal: the rank on the public rows, to tell skill from luck. */
    publicRank: z.int().nullable(),
    publicScore: z.number().nullable(),
  })
  .meta({ id: 'BoardRow' });
export type BoardRow = z.infer<typeof BoardRow>;

export const Board = z
  .object({
    challenge: z.object({
      id: Id,
      title: z.string(),
      state: ChallengeState,
      metric: MetricId,
      direction: z.enum(['higher', 'lower']),
    }),
    part: z.enum(['public', 'private']),
    rowsScored: z.int().nullable(),
    rows: z.array(BoardRow),
    mine: BoardRow.nullable(),
    baselines: z.array(BaselineScore),
    groups: z.int(),
    updatedAt: Instant.nullable(),
    /** Grows with every change; an unchanged board answers 304. */
    version: z.string(),
  })
  .meta({ id: 'Board' });
export type Board = z.infer<typeof Board>;

/** Best-so-far of each group: a step per improvement on the public rows. */
const BoardHistory = z
  .object({
    series: z.array(
      z.object({
        name: z.string(),
        mine: z.boolean(),
        steps: z.array(z.object({ at: Instant, score: z.number() })),
      }),
    ),
  })
  .meta({ id: 'BoardHistory' });

export const CourseBoardRow = z
  .object({
    /** 1 + groups with a higher skill; equal ones share it. */
    rank: z.int(),
    /** null where the board carries pseudonyms and the row is not mine. */
    groupId: Id.nullable(),
    name: z.string(),
    mine: z.boolean(),
    /** The mean over the challenges in which the group has one. */
    skill: z.number(),
    low: z.number().nullable(),
    high: z.number().nullable(),
    /** In how many of its challenges with skill the group has one. */
    counted: z.int(),
    of: z.int(),
  })
  .meta({ id: 'CourseBoardRow' });
export type CourseBoardRow = z.infer<typeof CourseBoardRow>;

export const CourseBoard = z
  .object({
    rows: z.array(CourseBoardRow),
    mine: CourseBoardRow.nullable(),
    /** Challenges with skill that the reader sees, each by the rows that count by now. */
    counted: z.array(z.object({ id: Id, title: z.string(), part: z.enum(['public', 'private']) })),
    /** Published ones that have none. */
    without: z.array(z.object({ id: Id, title: z.string() })),
  })
  .meta({ id: 'CourseBoard' });
export type CourseBoard = z.infer<typeof CourseBoard>;

const ofChallenge = inCourse.extend({ challengeId: Id });
const byToken = z.object({ token: z.string().min(20).max(100) });
const part = z.object({ part: z.enum(['public', 'private']).optional() });

const asFile = { bom: z.stringbool().optional(), delimiter: z.enum([',', ';']).optional() };

export const leaderboardRoutes = {
  courseBoard: route({
    method: 'GET',
    path: '/courses/:courseId/leaderboard',
    summary:
      'The groups of a course by their mean skill: of each challenge the public rows until its reveal, then the private ones; staff may ask for either',
    params: inCourse,
    query: part,
    response: CourseBoard,
  }),
  courseCsv: fileRoute({
    method: 'GET',
    path: '/courses/:courseId/leaderboard.csv',
    summary: 'The board of a course as CSV',
    params: inCourse,
    query: part.extend(asFile),
    produces: 'text/csv',
  }),
  board: route({
    method: 'GET',
    path: '/courses/:courseId/challenges/:challengeId/leaderboard',
    summary:
      'The leaderboard: public rows until the reveal, private ones after it unless `part=public`',
    params: ofChallenge,
    query: part,
    response: Board,
  }),
  history: route({
    method: 'GET',
    path: '/courses/:courseId/challenges/:challengeId/leaderboard/history',
    summary: 'Best-so-far of each group over time, on the public rows',
    params: ofChallenge,
    response: BoardHistory,
  }),
  csv: fileRoute({
    method: 'GET',
    path: '/courses/:courseId/challenges/:challengeId/leaderboard.csv',
    summary: 'The leaderboard as CSV',
    params: ofChallenge,
    query: part.extend(asFile),
    produces: 'text/csv',
  }),
  live: streamRoute({
    method: 'GET',
    path: '/courses/:courseId/challenges/:challengeId/leaderboard/live',
    summary: 'Says when the board changed',
    params: ofChallenge,
    event: z.object({ version: z.string(), at: Instant }).meta({ id: 'BoardEvent' }),
  }),
  openToGuests: route({
    method: 'POST',
    path: '/courses/:courseId/challenges/:challengeId/guest-link',
    summary: 'Make a link by which anybody may watch this board; an older one stops working',
    params: ofChallenge,
    response: SecretLink,
  }),
  guestLink: route({
    method: 'GET',
    path: '/courses/:courseId/challenges/:challengeId/guest-link',
    summary: 'Whether guests may watch (instructor)',
    params: ofChallenge,
    response: z.object({ openSince: Instant.nullable() }).meta({ id: 'GuestLink' }),
  }),
  closeToGuests: route({
    method: 'DELETE',
    path: '/courses/:courseId/challenges/:challengeId/guest-link',
    summary: 'Revoke the guests’ link',
    params: ofChallenge,
    response: Done,
  }),
  guestBoard: route({
    method: 'GET',
    path: '/boards/:token',
    summary: 'The board behind a guest’s link',
    params: byToken,
    response: Board,
  }),
  guestHistory: route({
    method: 'GET',
    path: '/boards/:token/history',
    summary: 'Best-so-far behind a guest’s link',
    params: byToken,
    response: BoardHistory,
  }),
  guestLive: streamRoute({
    method: 'GET',
    path: '/boards/:token/live',
    summary: 'Says when the board behind a guest’s link changed',
    params: byToken,
    event: z.object({ version: z.string(), at: Instant }),
  }),
};
