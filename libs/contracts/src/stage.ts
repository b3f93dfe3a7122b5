import * as z from 'zod';

import { route, streamRoute } from './route';
import { Id, Instant, inCourse } from './values';

export const TurnPhase = z.enum(['waiting', 'talk', 'questions', 'done']);
export type TurnPhase = z.infer<typeof TurnPhase>;

/** A group on the stage, or before or after it. Milliseconds are counted without the pauses. */
export const StageTurn = z
  .object({
    groupId: Id,
    group: z.string(),
    mine: z.boolean(),
    slotStartsAt: Instant,
    phase: TurnPhase,
    /** When this phase began; its countdown runs from here by the server's clock. */
    phaseStartedAt: Instant.nullable(),
    /** Since when it stands still. */
    pausedAt: Instant.nullable(),
    /** Of this phase, pauses that are over. */
    pausedMs: z.int(),
    /** How long the talk took, and by how much it was too long; null until it is over. */
    talkMs: z.int().nullable(),
    overrunMs: z.int().nullable(),
    questionMs: z.int().nullable(),
    /** What a deed is done upon. */
    version: z.int(),
  })
  .meta({ id: 'StageTurn' });
export type StageTurn = z.infer<typeof StageTurn>;

export const Stage = z
  .object({
    presentationId: Id,
    title: z.string(),
    talkMs: z.int(),
    questionMs: z.int(),
    /** In the order of the slots. */
    turns: z.array(StageTurn),
    mayRun: z.boolean(),
    /** The server's clock. */
    now: Instant,
  })
  .meta({ id: 'Stage' });
export type Stage = z.infer<typeof Stage>;

export const StageDeed = z.enum(['start', 'pause', 'resume', 'questions', 'finish', 'reset']);
export type StageDeed = z.infer<typeof StageDeed>;

const ofStage = inCourse.extend({ presentationId: Id });

export const stageRoutes = {
  get: route({
    method: 'GET',
    path: '/courses/:courseId/presentations/:presentationId/stage',
    summary: 'The queue of groups and the countdown',
    params: ofStage,
    response: Stage,
  }),
  run: route({
    method: 'POST',
    path: '/courses/:courseId/presentations/:presentationId/stage/:groupId',
    summary: 'Start, pause or end the turn of a group, upon the version that was seen',
    params: ofStage.extend({ groupId: Id }),
    body: z.object({ deed: StageDeed, version: z.int().min(0) }).meta({ id: 'RunStage' }),
    response: Stage,
  }),
  live: streamRoute({
    method: 'GET',
    path: '/courses/:courseId/presentations/:presentationId/stage/live',
    summary: 'Says that something happened on the stage',
    params: ofStage,
    event: z.object({ groupId: Id, deed: StageDeed }).meta({ id: 'StageEvent' }),
  }),
};
