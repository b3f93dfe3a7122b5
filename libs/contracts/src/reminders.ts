import * as z from 'zod';

import { route } from './route';
import { inCourse } from './values';

const ReminderSettings = z
  .object({
    /** So many hours before something is due, who has not done it is reminded; none: nobody is. */
    hoursBefore: z.array(z.int().min(1).max(336)).max(5),
  })
  .meta({ id: 'ReminderSettings' });

export const reminderRoutes = {
  settings: route({
    method: 'GET',
    path: '/courses/:courseId/reminders',
    summary: 'When the course reminds of what is due (staff)',
    params: inCourse,
    response: ReminderSettings,
  }),
  change: route({
    method: 'PUT',
    path: '/courses/:courseId/reminders',
    summary: 'Choose when the course reminds of what is due (instructor)',
    params: inCourse,
    body: ReminderSettings,
    response: ReminderSettings,
  }),
};
