import * as z from 'zod';

import { NOTICE_KEYS } from './notice-sentences';
import { Facts } from './problem';
import { route, streamRoute } from './route';
import { Done, Id, Instant } from './values';

/** By which a person chooses what comes by mail too. */
export const NoticeType = z.enum([
  'announcement',
  'message',
  'reminder',
  'score',
  'challenge',
  'quiz-graded',
  'regrade',
  'grade-published',
  'assignment-published',
  'project',
  'presentation',
  'thread-answer',
]);
export type NoticeType = z.infer<typeof NoticeType>;

/** Something that somebody was told. Its sentence is `noticeText(key, facts)`; `body` is Markdown. */
const Notice = z
  .object({
    id: Id,
    type: NoticeType,
    key: z.enum(NOTICE_KEYS),
    facts: Facts,
    body: z.string().nullable(),
    course: z.object({ id: Id, title: z.string() }).nullable(),
    /** A path of the web; null where there is nothing more to see. */
    link: z.string().nullable(),
    at: Instant,
    readAt: Instant.nullable(),
  })
  .meta({ id: 'Notice' });
export type Notice = z.infer<typeof Notice>;

/** What becomes of a type by mail; the inbox keeps all. */
export const MailChoice = z.enum(['daily', 'at-once', 'never']);
export type MailChoice = z.infer<typeof MailChoice>;

const MailChoices = z
  .object({ items: z.array(z.object({ type: NoticeType, mail: MailChoice })) })
  .meta({ id: 'MailChoices' });

const Unread = z.object({ unread: z.int() }).meta({ id: 'UnreadNotices' });

export const inboxRoutes = {
  list: route({
    method: 'GET',
    path: '/inbox',
    summary: 'What I was told, newest first',
    query: z.object({
      /** The notice after which the next page begins. */
      before: Id.optional(),
      limit: z.coerce.number().int().min(1).max(100).default(30),
      unread: z.stringbool().default(false),
      type: NoticeType.optional(),
    }),
    response: z.object({ items: z.array(Notice), more: z.boolean() }).meta({ id: 'NoticePage' }),
  }),
  count: route({
    method: 'GET',
    path: '/inbox/count',
    summary: 'How many notices I have not read',
    response: Unread,
  }),
  live: streamRoute({
    method: 'GET',
    path: '/inbox/live',
    summary: 'Says when my inbox changes',
    event: z.object({ changed: z.literal(true) }),
  }),
  mark: route({
    method: 'PATCH',
    path: '/inbox/:noticeId',
    summary: 'Mark one of my notices as read, or as not read',
    params: z.object({ noticeId: Id }),
    body: z.object({ read: z.boolean() }).meta({ id: 'MarkNotice' }),
    response: Done,
  }),
  markAll: route({
    method: 'POST',
    path: '/inbox/read',
    summary: 'Mark my notices as read, up to the newest that I saw',
    body: z.object({ upTo: Id }).meta({ id: 'MarkNotices' }),
    response: Unread,
  }),
  choices: route({
    method: 'GET',
    path: '/inbox/mail-choices',
    summary: 'What of each type comes to me by mail',
    response: MailChoices,
  }),
  choose: route({
    method: 'PUT',
    path: '/inbox/mail-choices',
    summary: 'Choose what comes to me by mail; a type that is not named stays as it is',
    body: MailChoices.extend({
      items: MailChoices.shape.items.max(NoticeType.options.length),
    }).meta({ id: 'ChooseMail' }),
    response: MailChoices,
  }),
};
