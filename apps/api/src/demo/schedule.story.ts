import * as z from 'zod';

import {
  ActivityType,
  type AttendanceState,
  type Quiz,
  attendanceRoutes,
  courseRoutes,
  scheduleRoutes,
} from '@holdout/contracts';

import { demoFile } from './plan';
import { type Term, hourOf } from './term';

/** Days count from day zero, hours are those of the course; `key` names the quiz that opens with a class. */
const Planned = z.array(
  z.object({
    key: z.string().nullable(),
    type: ActivityType,
    title: z.string(),
    module: z.int().nullable(),
    day: z.int(),
    hours: z.tuple([z.string(), z.string()]).nullable(),
    place: z.string(),
    lead: z.string().optional(),
  }),
);
type PlannedActivity = z.infer<typeof Planned>[number];

/** The course's card, and who was at the classes that are over; each is entered once. */
export async function playSchedule(term: Term, quizzes: ReadonlyMap<string, Quiz>): Promise<void> {
  const { instructor, courseId } = term;
  const params = { courseId };
  const { modules, instructors } = await instructor.call(courseRoutes.get, { params });
  const moduleIds = new Map(modules.map(({ id, number }) => [number, id]));
  const { activities } = await instructor.call(scheduleRoutes.read, { params });
  for (const planned of Planned.parse(JSON.parse(demoFile('schedule.json').toString('utf8')))) {
    if (activities.some(({ title }) => title === planned.title)) continue;
    const { id } = await instructor.call(scheduleRoutes.create, {
      params,
      body: {
        type: planned.type,
        title: planned.title,
        moduleId: planned.module === null ? null : (moduleIds.get(planned.module) ?? null),
        lead: planned.lead ?? instructors[0] ?? '',
        when: whenOf(term, planned),
        place: planned.place,
        quizId: planned.key === null ? null : (quizzes.get(planned.key)?.id ?? null),
      },
    });
    if (planned.type === 'class') await calledOut(term, id, planned.module ?? 0);
  }
}

/** A day of the calendar, or hours by the clocks of the course. */
function whenOf(term: Term, { day, hours }: PlannedActivity) {
  if (hours === null) return { day: term.dayZero.plus({ days: day }).toISODate() };
  const at = (hour: string) => hourOf(term, day, hour).toFormat("yyyy-MM-dd'T'HH:mm");
  return { starts: at(hours[0]), ends: at(hours[1]) };
}

/** Most are there; who is not differs from class to class, and is the same in every start. */
async function calledOut({ instructor, courseId }: Term, activityId: string, nth: number) {
  const params = { courseId, activityId };
  const { lines } = await instructor.call(attendanceRoutes.sheet, { params });
  if (lines.length === 0) return;
  const rare: readonly AttendanceState[] = ['absent', 'late', 'excused'];
  const items = lines.map(({ memberId }, i) => ({
    memberId,
    state: rare[(i * 7 + nth * 5) % 13] ?? 'present',
  }));
  await instructor.call(attendanceRoutes.enter, { params, body: { items } });
}
