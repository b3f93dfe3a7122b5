import * as z from 'zod';

import { fileRoute, route, streamRoute } from './route';
import { Done, Id, Instant, inCourse } from './values';

/** The phases of CRISP-DM, in their order. */
export const Phase = z.enum([
  'business-understanding',
  'data-understanding',
  'data-preparation',
  'modeling',
  'evaluation',
  'deployment',
]);
export type Phase = z.infer<typeof Phase>;

/** Who it was, even if the person has left the group since. */
const CardPerson = z.object({ memberId: Id, name: z.string() }).meta({ id: 'CardPerson' });

const CheckItem = z
  .object({ id: Id, text: z.string().trim().min(1).max(200), done: z.boolean() })
  .meta({ id: 'CheckItem' });

export const CardComment = z
  .object({
    id: Id,
    by: CardPerson,
    /** Of the course's staff. */
    staff: z.boolean(),
    /** Markdown. */
    text: z.string(),
    at: Instant,
    mine: z.boolean(),
  })
  .meta({ id: 'CardComment' });

export const Card = z
  .object({
    id: Id,
    phase: Phase,
    title: z.string(),
    /** Markdown. */
    text: z.string(),
    owner: CardPerson.nullable(),
    /** A day, the same for every reader. */
    dueOn: z.iso.date().nullable(),
    checklist: z.array(CheckItem),
    /** Of title, text, owner, day, checklist and links: what a change was written upon. */
    version: z.int(),
    writtenBy: z.string(),
    createdBy: z.string(),
    finishedAt: Instant.nullable(),
    submissions: z.array(z.object({ id: Id, filename: z.string(), receivedAt: Instant })),
    files: z.array(
      z.object({
        id: Id,
        name: z.string(),
        bytes: z.int(),
        by: z.string(),
        at: Instant,
      }),
    ),
    comments: z.array(CardComment),
  })
  .meta({ id: 'Card' });
export type Card = z.infer<typeof Card>;

export const ProjectBoard = z
  .object({
    /** By phase, and in it by place. */
    cards: z.array(Card),
    /** Of the group, to whom a card can be given. */
    members: z.array(CardPerson),
    /** The group's, to which a card can point; the newest first. */
    submissions: z.array(z.object({ id: Id, filename: z.string(), receivedAt: Instant })),
    /** Members write; staff read and comment. */
    mayWrite: z.boolean(),
    mayComment: z.boolean(),
  })
  .meta({ id: 'ProjectBoard' });
export type ProjectBoard = z.infer<typeof ProjectBoard>;

const ofBoard = inCourse.extend({ groupId: Id });
const ofCard = ofBoard.extend({ cardId: Id });

const writing = {
  title: z.string().trim().min(1).max(200),
  text: z.string().trim().max(10_000).default(''),
  ownerId: Id.nullable().default(null),
  dueOn: z.iso.date().nullable().default(null),
  checklist: z.array(CheckItem).max(50).default([]),
  submissionIds: z.array(Id).max(20).default([]),
};

export const cardRoutes = {
  get: route({
    method: 'GET',
    path: '/courses/:courseId/projects/:groupId/board',
    summary: "A group's board, for its members and the staff",
    params: ofBoard,
    response: ProjectBoard,
  }),
  add: route({
    method: 'POST',
    path: '/courses/:courseId/projects/:groupId/board/cards',
    summary: 'A new card, the last of its phase',
    params: ofBoard,
    body: z.object({ phase: Phase, ...writing }).meta({ id: 'AddCard' }),
    response: Card,
  }),
  write: route({
    method: 'PUT',
    path: '/courses/:courseId/projects/:groupId/board/cards/:cardId',
    summary: 'Write a card anew, upon the version that was read',
    params: ofCard,
    body: z.object({ ...writing, version: z.int().min(1) }).meta({ id: 'WriteCard' }),
    response: Card,
  }),
  move: route({
    method: 'POST',
    path: '/courses/:courseId/projects/:groupId/board/cards/:cardId/move',
    summary: 'Put a card before another one of a phase, or at its end',
    params: ofCard,
    body: z.object({ phase: Phase, beforeId: Id.nullable() }).meta({ id: 'MoveCard' }),
    response: ProjectBoard,
  }),
  finish: route({
    method: 'PUT',
    path: '/courses/:courseId/projects/:groupId/board/cards/:cardId/finished',
    summary: 'Say that a card is finished, or not after all',
    params: ofCard,
    body: z.object({ finished: z.boolean() }).meta({ id: 'FinishCard' }),
    response: Card,
  }),
  check: route({
    method: 'PUT',
    path: '/courses/:courseId/projects/:groupId/board/cards/:cardId/items/:itemId',
    summary: 'Tick one line of the checklist, or untick it',
    params: ofCard.extend({ itemId: Id }),
    body: z.object({ done: z.boolean() }).meta({ id: 'TickItem' }),
    response: Card,
  }),
  remove: route({
    method: 'DELETE',
    path: '/courses/:courseId/projects/:groupId/board/cards/:cardId',
    summary: 'Take a card off the board',
    params: ofCard,
    response: Done,
  }),
  restore: route({
    method: 'POST',
    path: '/courses/:courseId/projects/:groupId/board/cards/:cardId/restore',
    summary: 'Put a removed card back, the last of its phase',
    params: ofCard,
    response: Card,
  }),
  comment: route({
    method: 'POST',
    path: '/courses/:courseId/projects/:groupId/board/cards/:cardId/comments',
    summary: 'Comment a card; staff may',
    params: ofCard,
    body: z.object({ text: z.string().trim().min(1).max(4000) }).meta({ id: 'CommentCard' }),
    response: Card,
  }),
  removeComment: route({
    method: 'DELETE',
    path: '/courses/:courseId/projects/:groupId/board/cards/:cardId/comments/:commentId',
    summary: 'Remove a comment of the own',
    params: ofCard.extend({ commentId: Id }),
    response: Card,
  }),
  attach: route({
    method: 'POST',
    path: '/courses/:courseId/projects/:groupId/board/cards/:cardId/files',
    summary: 'Attach a file of up to 10 MiB',
    params: ofCard,
    upload: z.object({}),
    response: Card,
  }),
  file: fileRoute({
    method: 'GET',
    path: '/courses/:courseId/projects/:groupId/board/cards/:cardId/files/:fileId',
    summary: 'An attached file, for the members of the group and the staff',
    params: ofCard.extend({ fileId: Id }),
    produces: 'application/octet-stream',
  }),
  detach: route({
    method: 'DELETE',
    path: '/courses/:courseId/projects/:groupId/board/cards/:cardId/files/:fileId',
    summary: 'Take an attached file off a card',
    params: ofCard.extend({ fileId: Id }),
    response: Card,
  }),
  live: streamRoute({
    method: 'GET',
    path: '/courses/:courseId/projects/:groupId/board/live',
    summary: 'Says that the board or the ledger of a group changed',
    params: ofBoard,
    event: z
      .object({ what: z.enum(['card', 'ledger']), id: Id.nullable(), by: Id.nullable() })
      .meta({ id: 'BoardEvent' }),
  }),
};
