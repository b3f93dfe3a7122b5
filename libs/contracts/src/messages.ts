import * as z from 'zod';

import { route } from './route';
import { Done, Id, Instant, inCourse } from './values';

const Message = z
  .object({
    id: Id,
    /** Until then it can be taken back. */
    leavesAt: Instant,
    recipients: z.int(),
  })
  .meta({ id: 'Message' });

/** What staff write to some of a course: into their inboxes and, as each of them chose, by mail. */
export const messageRoutes = {
  write: route({
    method: 'POST',
    path: '/courses/:courseId/messages',
    summary: 'Write to members of the course; it leaves after ten seconds (staff)',
    params: inCourse,
    body: z
      .object({
        memberIds: z.array(Id).min(1).max(1000),
        subject: z.string().trim().min(1).max(200),
        /** Markdown. */
        body: z.string().trim().min(1).max(10_000),
      })
      .meta({ id: 'WriteMessage' }),
    response: Message,
  }),
  cancel: route({
    method: 'DELETE',
    path: '/courses/:courseId/messages/:messageId',
    summary: 'Take back a message that has not left yet (staff, their own)',
    params: inCourse.extend({ messageId: Id }),
    response: Done,
  }),
};
