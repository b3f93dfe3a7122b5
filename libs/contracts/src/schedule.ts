import * as z from 'zod';

import { route } from './route';
import { Done, Id, Instant, inCourse } from './values';

export const ActivityType = z.enum([
  'class',
  'practice',
  'lab',
  'quiz',
  'dataset-assignment',
  'deadline',
  'presentations',
  'other-course',
]);
export type ActivityType = z.infer<typeof ActivityType>;

/** A date is the same for every reader: it has no hour and is in no zone. */
const Day = z.iso.date();
/** As the clocks of the course show it. */
const LocalTime = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/);

/** A day without an hour, or hours by the clocks of the course. */
const ActivityTime = z.union([
  z.object({ day: Day }),
  z.object({
    starts: LocalTime,
    ends: LocalTime,
    /** Which of the two is meant where the clocks show an hour twice. */
    repeatedHour: z.enum(['first', 'second']).nullable().default(null),
  }),
]);
export type ActivityTime = z.infer<typeof ActivityTime>;

const NewActivity = z
  .object({
    type: ActivityType,
    title: z.string().trim().min(1).max(200),
    moduleId: Id.nullable().default(null),
    lead: z.string().trim().max(200).default(''),
    when: ActivityTime,
    place: z.string().trim().max(200).default(''),
    link: z
      .url({ protocol: /^https?$/ })
      .max(2000)
      .nullable()
      .default(null),
    /** The quiz that belongs to it. */
    quizId: Id.nullable().default(null),
  })
  .meta({ id: 'NewActivity' });

export const Activity = z
  .object({
    id: Id,
    type: ActivityType,
    title: z.string(),
    module: z.object({ id: Id, number: z.int(), title: z.string() }).nullable(),
    lead: z.string(),
    /** Either a day or a start and an end. */
    day: Day.nullable(),
    startsAt: Instant.nullable(),
    endsAt: Instant.nullable(),
    place: z.string(),
    link: z.string().nullable(),
    quiz: z.object({ id: Id, title: z.string() }).nullable(),
    /** Those at the same time; told to staff alone. */
    overlaps: z.array(z.object({ id: Id, title: z.string() })),
  })
  .meta({ id: 'Activity' });
export type Activity = z.infer<typeof Activity>;

export const DueState = z.enum(['later', 'open', 'in-progress', 'done', 'overdue']);
export type DueState = z.infer<typeof DueState>;

/** A date that another part of the course owns. */
export const DueDate = z
  .object({
    kind: z.enum(['challenge', 'quiz', 'presentation']),
    /** Of a presentation, its session's. */
    id: Id,
    title: z.string(),
    opensAt: Instant.nullable(),
    /** Mine, with what my group was given; of the course for staff. Of a presentation when it begins: my group's slot. */
    dueAt: Instant.nullable(),
    extended: z.boolean(),
    /** Null: nothing is expected of me. */
    state: DueState.nullable(),
  })
  .meta({ id: 'DueDate' });
export type DueDate = z.infer<typeof DueDate>;

export const Schedule = z
  .object({ activities: z.array(Activity), due: z.array(DueDate) })
  .meta({ id: 'Schedule' });
export type Schedule = z.infer<typeof Schedule>;

const ofActivity = inCourse.extend({ activityId: Id });

export const scheduleRoutes = {
  read: route({
    method: 'GET',
    path: '/courses/:courseId/schedule',
    summary: 'The activities of a course, and all that is due in it for me',
    params: inCourse,
    response: Schedule,
  }),
  create: route({
    method: 'POST',
    path: '/courses/:courseId/activities',
    summary: 'Enter an activity (staff)',
    params: inCourse,
    body: NewActivity,
    response: Activity,
  }),
  update: route({
    method: 'PUT',
    path: '/courses/:courseId/activities/:activityId',
    summary: 'Change an activity (staff)',
    params: ofActivity,
    body: NewActivity,
    response: Activity,
  }),
  remove: route({
    method: 'DELETE',
    path: '/courses/:courseId/activities/:activityId',
    summary: 'Take an activity out of the schedule (staff)',
    params: ofActivity,
    response: Done,
  }),
  restore: route({
    method: 'POST',
    path: '/courses/:courseId/activities/:activityId/restore',
    summary: 'Undo the removal of an activity (staff)',
    params: ofActivity,
    response: Activity,
  }),
  copy: route({
    method: 'POST',
    path: '/courses/:courseId/schedule/copy',
    summary:
      'The activities of another course of mine, whole weeks later; preview unless `apply` (staff)',
    params: inCourse,
    body: z
      .object({
        fromCourseId: Id,
        /** The first day of this course: the weeks between are worked out from the other’s first. */
        firstDay: Day,
        apply: z.boolean().default(false),
      })
      .meta({ id: 'CopySchedule' }),
    response: z
      .object({
        weeks: z.int(),
        activities: z.array(
          z.object({
            title: z.string(),
            type: ActivityType,
            day: Day.nullable(),
            startsAt: Instant.nullable(),
            endsAt: Instant.nullable(),
            /** Here already under that title at that time: it is not entered again. */
            present: z.boolean(),
            /** The clocks skip its hour on that day: it was moved by the jump. */
            moved: z.boolean(),
          }),
        ),
        applied: z.boolean(),
      })
      .meta({ id: 'CopiedSchedule' }),
  }),
};
