import * as z from 'zod';

import { route } from './route';
import { Done, Id, Instant, inCourse } from './values';

const SlotGroup = z.object({ id: Id, name: z.string() }).meta({ id: 'SlotGroup' });

export const PresentationSlot = z
  .object({
    id: Id,
    startsAt: Instant,
    endsAt: Instant,
    group: SlotGroup.nullable(),
    mine: z.boolean(),
  })
  .meta({ id: 'PresentationSlot' });
export type PresentationSlot = z.infer<typeof PresentationSlot>;

export const PresentationSession = z
  .object({
    id: Id,
    startsAt: Instant,
    endsAt: Instant,
    /** A room, or a link. */
    place: z.string(),
    slots: z.array(PresentationSlot),
  })
  .meta({ id: 'PresentationSession' });
export type PresentationSession = z.infer<typeof PresentationSession>;

export const SwapState = z.enum([
  'asked',
  'accepted',
  'declined',
  'withdrawn',
  'expired',
  'outdated',
]);
export type SwapState = z.infer<typeof SwapState>;

/** One group asks another for its slot and gives its own. */
export const SlotSwap = z
  .object({
    id: Id,
    from: SlotGroup,
    to: SlotGroup,
    /** What the asking group would give, and what it would get. */
    gives: Instant,
    gets: Instant,
    state: SwapState,
    askedAt: Instant,
    expiresAt: Instant,
    mayAnswer: z.boolean(),
    mayWithdraw: z.boolean(),
  })
  .meta({ id: 'SlotSwap' });
export type SlotSwap = z.infer<typeof SlotSwap>;

export const Presentation = z
  .object({
    id: Id,
    title: z.string(),
    talkMinutes: z.int(),
    questionMinutes: z.int(),
    /** Groups may take a free slot. */
    bookingOpen: z.boolean(),
    /** Of the draw that was made last; whoever knows it can draw the same. */
    seed: z.string().nullable(),
    /** In the order of their time. */
    sessions: z.array(PresentationSession),
    /** Groups without a slot. */
    waiting: z.array(SlotGroup),
    /** Those of my group, newest first; all of them for staff. */
    swaps: z.array(SlotSwap),
    mayArrange: z.boolean(),
    mayBook: z.boolean(),
    mayAsk: z.boolean(),
  })
  .meta({ id: 'Presentation' });
export type Presentation = z.infer<typeof Presentation>;

const ofPresentation = inCourse.extend({ presentationId: Id });
const ofSession = ofPresentation.extend({ sessionId: Id });
const ofSlot = ofPresentation.extend({ slotId: Id });
const ofSwap = ofPresentation.extend({ swapId: Id });

const title = z.string().trim().min(1).max(200);
const talkMinutes = z.int().min(1).max(180);
const questionMinutes = z.int().min(0).max(120);

const session = z
  .object({
    startsAt: Instant,
    place: z.string().trim().min(1).max(500),
    slots: z.int().min(1).max(60),
  })
  .meta({ id: 'WriteSession' });

export const presentationRoutes = {
  list: route({
    method: 'GET',
    path: '/courses/:courseId/presentations',
    summary: 'The presentations of a course with their slots',
    params: inCourse,
    response: z.object({ items: z.array(Presentation) }),
  }),
  create: route({
    method: 'POST',
    path: '/courses/:courseId/presentations',
    summary: 'A new presentation; its sessions follow',
    params: inCourse,
    body: z
      .object({
        title,
        talkMinutes: talkMinutes.default(10),
        questionMinutes: questionMinutes.default(5),
      })
      .meta({ id: 'CreatePresentation' }),
    response: Presentation,
  }),
  get: route({
    method: 'GET',
    path: '/courses/:courseId/presentations/:presentationId',
    summary: 'One presentation with its slots',
    params: ofPresentation,
    response: Presentation,
  }),
  update: route({
    method: 'PATCH',
    path: '/courses/:courseId/presentations/:presentationId',
    summary: 'Another title or length, or whether groups may book',
    params: ofPresentation,
    body: z
      .object({
        title: title.optional(),
        talkMinutes: talkMinutes.optional(),
        questionMinutes: questionMinutes.optional(),
        bookingOpen: z.boolean().optional(),
      })
      .meta({ id: 'UpdatePresentation' }),
    response: Presentation,
  }),
  remove: route({
    method: 'DELETE',
    path: '/courses/:courseId/presentations/:presentationId',
    summary: 'Take a presentation off; what was marked of it no longer counts',
    params: ofPresentation,
    response: Done,
  }),
  restore: route({
    method: 'POST',
    path: '/courses/:courseId/presentations/:presentationId/restore',
    summary: 'Put a removed presentation back',
    params: ofPresentation,
    response: Presentation,
  }),
  addSession: route({
    method: 'POST',
    path: '/courses/:courseId/presentations/:presentationId/sessions',
    summary: 'One more session, with its slots one after the other',
    params: ofPresentation,
    body: session,
    response: Presentation,
  }),
  changeSession: route({
    method: 'PUT',
    path: '/courses/:courseId/presentations/:presentationId/sessions/:sessionId',
    summary: 'Another time, place or number of slots; groups keep theirs',
    params: ofSession,
    body: session,
    response: Presentation,
  }),
  removeSession: route({
    method: 'DELETE',
    path: '/courses/:courseId/presentations/:presentationId/sessions/:sessionId',
    summary: 'Take off a session in which no group has a slot',
    params: ofSession,
    response: Presentation,
  }),
  draw: route({
    method: 'POST',
    path: '/courses/:courseId/presentations/:presentationId/draw',
    summary: 'Give all groups a slot by chance; the same seed gives the same',
    params: ofPresentation,
    body: z.object({ seed: z.string().trim().min(1).max(64).optional() }).meta({ id: 'DrawSlots' }),
    response: Presentation,
  }),
  place: route({
    method: 'PUT',
    path: '/courses/:courseId/presentations/:presentationId/slots/:slotId',
    summary: 'Put a group into a slot, or nobody; two groups that meet there exchange theirs',
    params: ofSlot,
    body: z.object({ groupId: Id.nullable() }).meta({ id: 'PlaceGroup' }),
    response: Presentation,
  }),
  book: route({
    method: 'POST',
    path: '/courses/:courseId/presentations/:presentationId/slots/:slotId/book',
    summary: 'Take a free slot for my group, giving up the one it has',
    params: ofSlot,
    response: Presentation,
  }),
  ask: route({
    method: 'POST',
    path: '/courses/:courseId/presentations/:presentationId/slots/:slotId/swap',
    summary: 'Ask the group of a slot to exchange it for ours',
    params: ofSlot,
    response: Presentation,
  }),
  answer: route({
    method: 'POST',
    path: '/courses/:courseId/presentations/:presentationId/swaps/:swapId/answer',
    summary: 'Accept or decline an exchange, as the group that was asked',
    params: ofSwap,
    body: z.object({ accept: z.boolean() }).meta({ id: 'AnswerSwap' }),
    response: Presentation,
  }),
  withdraw: route({
    method: 'DELETE',
    path: '/courses/:courseId/presentations/:presentationId/swaps/:swapId',
    summary: 'Take back what my group asked',
    params: ofSwap,
    response: Presentation,
  }),
};
