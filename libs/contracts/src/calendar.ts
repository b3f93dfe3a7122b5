import * as z from 'zod';

import { fileRoute, route } from './route';
import { Done, Instant, SecretLink } from './values';

export const calendarRoutes = {
  link: route({
    method: 'GET',
    path: '/me/calendar',
    summary: 'Whether my calendar has a link',
    response: z.object({ openSince: Instant.nullable() }).meta({ id: 'CalendarLink' }),
  }),
  open: route({
    method: 'POST',
    path: '/me/calendar',
    summary: 'A new secret link of my calendar, shown once; an older one ends',
    response: SecretLink,
  }),
  close: route({
    method: 'DELETE',
    path: '/me/calendar',
    summary: 'Revoke the link of my calendar',
    response: Done,
  }),
  feed: fileRoute({
    method: 'GET',
    path: '/calendars/:token',
    summary: 'What is on and due in the courses of who holds this link, as iCalendar',
    params: z.object({ token: z.string().min(1).max(100) }),
    produces: 'text/calendar',
  }),
};
