import * as z from 'zod';

import { ActivityType } from './schedule';
import { fileRoute, route } from './route';
import { Done, Id, Instant, inCourse } from './values';
import { Complaint } from './problem';

export const AttendanceState = z.enum(['present', 'late', 'absent', 'excused']);
export type AttendanceState = z.infer<typeof AttendanceState>;

const ofActivity = inCourse.extend({ activityId: Id });

const AttendanceLine = z
  .object({
    memberId: Id,
    name: z.string(),
    email: z.string(),
    group: z.string().nullable(),
    /** Null: nobody said. */
    state: AttendanceState.nullable(),
    how: z.enum(['list', 'file', 'code']).nullable(),
  })
  .meta({ id: 'AttendanceLine' });
export type AttendanceLine = z.infer<typeof AttendanceLine>;

const AttendanceSheet = z
  .object({
    activity: z.object({ id: Id, title: z.string(), type: ActivityType }),
    lines: z.array(AttendanceLine),
    /** The code that is open now. */
    code: z.object({ code: z.string(), closesAt: Instant }).nullable(),
  })
  .meta({ id: 'AttendanceSheet' });

const Entered = z.object({ memberId: Id, state: AttendanceState.nullable() });

export const attendanceRoutes = {
  sheet: route({
    method: 'GET',
    path: '/courses/:courseId/activities/:activityId/attendance',
    summary: 'Who was at a class or practice (staff)',
    params: ofActivity,
    response: AttendanceSheet,
  }),
  enter: route({
    method: 'PUT',
    path: '/courses/:courseId/activities/:activityId/attendance',
    summary: 'Say who was there, of some or all; null takes back (staff)',
    params: ofActivity,
    body: z.object({ items: z.array(Entered).min(1).max(5000) }).meta({ id: 'EnterAttendance' }),
    /** What it was before, to be entered again if that was a mistake. */
    response: z.object({ before: z.array(Entered) }).meta({ id: 'EnteredAttendance' }),
  }),
  importCsv: route({
    method: 'POST',
    path: '/courses/:courseId/activities/:activityId/attendance/file',
    summary: 'Read attendance from a CSV of email and state; preview unless `apply` (staff)',
    params: ofActivity,
    upload: z.object({ apply: z.stringbool().default(false) }),
    response: z
      .object({
        rows: z.array(
          z.object({
            row: z.int(),
            email: z.string(),
            name: z.string().nullable(),
            before: AttendanceState.nullable(),
            state: AttendanceState.nullable(),
            verdict: z.enum(['new', 'changed', 'same', 'refused']),
            faults: z.array(Complaint),
          }),
        ),
        before: z.array(Entered),
        applied: z.boolean(),
      })
      .meta({ id: 'AttendanceFile' }),
  }),
  exportCsv: fileRoute({
    method: 'GET',
    path: '/courses/:courseId/attendance.csv',
    summary: 'Attendance of the whole course, a column per activity (staff)',
    params: inCourse,
    produces: 'text/csv',
  }),
  openCode: route({
    method: 'POST',
    path: '/courses/:courseId/activities/:activityId/attendance/code',
    summary: 'A new code to show in class for some minutes (staff)',
    params: ofActivity,
    body: z.object({ minutes: z.int().min(1).max(180) }).meta({ id: 'OpenAttendanceCode' }),
    response: z.object({ code: z.string(), closesAt: Instant }).meta({ id: 'AttendanceCode' }),
  }),
  closeCode: route({
    method: 'DELETE',
    path: '/courses/:courseId/activities/:activityId/attendance/code',
    summary: 'End a code before its time (staff)',
    params: ofActivity,
    response: Done,
  }),
  checkIn: route({
    method: 'POST',
    path: '/courses/:courseId/attendance/check-in',
    summary: 'I am there: the code that is shown in class (students)',
    params: inCourse,
    body: z.object({ code: z.string().trim().min(1).max(20) }).meta({ id: 'CheckIn' }),
    response: z.object({ title: z.string(), state: AttendanceState }).meta({ id: 'CheckedIn' }),
  }),
  mine: route({
    method: 'GET',
    path: '/courses/:courseId/attendance/mine',
    summary: 'Where I was, as staff have it',
    params: inCourse,
    response: z
      .object({ items: z.array(z.object({ activityId: Id, state: AttendanceState })) })
      .meta({ id: 'MyAttendance' }),
  }),
};
