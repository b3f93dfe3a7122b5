import * as z from 'zod';

import { route } from './route';
import { Done, Id, Instant, inCourse } from './values';

const Text = {
  title: z.string().trim().min(1).max(200),
  /** Markdown. */
  body: z.string().trim().min(1).max(20_000),
};

export const Announcement = z
  .object({
    id: Id,
    title: z.string(),
    body: z.string(),
    by: z.string(),
    /** Null: to the whole course. */
    groups: z.array(z.object({ id: Id, name: z.string() })).nullable(),
    publishesAt: Instant,
    /** Whether people were told; before that it is for staff alone. */
    published: z.boolean(),
    pinned: z.boolean(),
    editedAt: Instant.nullable(),
  })
  .meta({ id: 'Announcement' });
export type Announcement = z.infer<typeof Announcement>;

const ofAnnouncement = inCourse.extend({ announcementId: Id });

export const announcementRoutes = {
  list: route({
    method: 'GET',
    path: '/courses/:courseId/announcements',
    summary: 'The announcements to me, pinned ones first, then newest first; staff see all',
    params: inCourse,
    response: z.object({ items: z.array(Announcement) }).meta({ id: 'AnnouncementList' }),
  }),
  create: route({
    method: 'POST',
    path: '/courses/:courseId/announcements',
    summary: 'Announce something to the course or to groups, now or at a time (staff)',
    params: inCourse,
    body: z
      .object({
        ...Text,
        /** Null: to the whole course. */
        groupIds: z.array(Id).min(1).max(500).nullable().default(null),
        /** Null: now. */
        publishesAt: Instant.nullable().default(null),
        pinned: z.boolean().default(false),
      })
      .meta({ id: 'CreateAnnouncement' }),
    response: Announcement,
  }),
  update: route({
    method: 'PATCH',
    path: '/courses/:courseId/announcements/:announcementId',
    summary: 'Change the text, pin it, or move the time while nobody was told (staff)',
    params: ofAnnouncement,
    body: z
      .object({
        title: Text.title.optional(),
        body: Text.body.optional(),
        pinned: z.boolean().optional(),
        publishesAt: Instant.optional(),
      })
      .meta({ id: 'UpdateAnnouncement' }),
    response: Announcement,
  }),
  remove: route({
    method: 'DELETE',
    path: '/courses/:courseId/announcements/:announcementId',
    summary: 'Take an announcement back, out of the inboxes too (staff)',
    params: ofAnnouncement,
    response: Done,
  }),
  restore: route({
    method: 'POST',
    path: '/courses/:courseId/announcements/:announcementId/restore',
    summary: 'Undo a removal (staff)',
    params: ofAnnouncement,
    response: Announcement,
  }),
};
