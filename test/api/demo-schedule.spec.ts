import { DateTime } from 'luxon';

import { type Schedule, attendanceRoutes, scheduleRoutes } from '@holdout/contracts';

import { Accounts } from '../../apps/api/src/accounts';
import { courseOf, enrol } from '../../apps/api/src/demo/courses.story';
import { dayZero, readPlan } from '../../apps/api/src/demo/plan';
import { readQuizPlan } from '../../apps/api/src/demo/quiz-plan';
import { playSchedule } from '../../apps/api/src/demo/schedule.story';
import type { Term } from '../../apps/api/src/demo/term';
import { Visitors } from '../../apps/api/src/demo/visitors';
import { type TestApp, startApp } from '../support/app';

describe('the schedule of the demo', () => {
  const plan = readPlan();
  const quizPlan = readQuizPlan();
  let t: TestApp;
  let visitors: Visitors;
  beforeAll(async () => {
    t = await startApp();
    await t.app.listen(0, '127.0.0.1');
    const [{ email, givenName, familyName } = plan.staff[0]!] = plan.staff;
    const accounts = t.app.get(Accounts);
    const person = { email, givenName, familyName, administrator: false, mayCreateCourses: true };
    await accounts.setPassword(await accounts.create(person, null), 'clave de la demo');
    const account = { name: givenName, email, role: 'instructor' as const, group: null };
    visitors = new Visitors(await t.app.getUrl(), [{ ...account, password: 'clave de la demo' }]);
  });
  afterAll(() => t.close());

  async function play(name: string, day: DateTime): Promise<{ term: Term; schedule: Schedule }> {
    const instructor = await visitors.instructor();
    const courseId = await courseOf(plan, instructor, name);
    await enrol(plan, instructor, courseId, true);
    const common = { plan, quizPlan, instructor, visitors, challenges: new Map<string, never>() };
    const term = { ...common, courseId, dayZero: day, story: quizPlan.closed };
    await playSchedule(term, new Map());
    await playSchedule(term, new Map());
    const params = { courseId };
    return { term, schedule: await instructor.call(scheduleRoutes.read, { params }) };
  }

  /** The days on which a reader's calendar shows the activities. */
  const shownIn = ({ activities }: Schedule, zone: string) =>
    activities.map(
      ({ day, startsAt }) => day ?? DateTime.fromISO(startsAt!, { zone }).toISODate()!,
    );
  const fromZero = (zero: DateTime) =>
    [-14, -12, -9, -7, -5, -2, 0, 2, 5, 6, 7].map((days) => zero.plus({ days }).toISODate()!);

  it('is the course’s card of 2020 for every reader, with its classes', async () => {
    const zone = plan.course.timeZone;
    const zero = DateTime.fromISO('2020-11-19', { zone });
    const { schedule } = await play('2020-2', zero);
    expect(shownIn(schedule, zone).slice(0, 6)).toEqual(
      [5, 7, 10, 12, 14, 17].map((day) => `2020-11-${String(day).padStart(2, '0')}`),
    );
    for (const reader of [zone, 'UTC', 'America/Los_Angeles'])
      expect(shownIn(schedule, reader)).toEqual(fromZero(zero));
    // 18:00 in Bogotá is past midnight in Madrid; what has no hour stays where it is everywhere.
    const days = (type: string, reader: string) =>
      shownIn(
        { ...schedule, activities: schedule.activities.filter((each) => each.type === type) },
        reader,
      );
    for (const reader of ['Europe/Madrid', 'Asia/Tokyo'])
      expect([
        days('dataset-assignment', reader),
        days('practice', reader),
        days('other-course', reader),
      ]).toEqual([['2020-11-19'], ['2020-11-21'], ['2020-11-24']]);
  });

  it('of the current course counts from the last Thursday, and knows who was at its classes', async () => {
    const zero = dayZero(t.clock.now(), plan.course.timeZone);
    const { term, schedule } = await play('2026-1', zero);
    expect(shownIn(schedule, plan.course.timeZone)).toEqual(fromZero(zero));
    const [first] = schedule.activities;
    const { lines } = await term.instructor.call(attendanceRoutes.sheet, {
      params: { courseId: term.courseId, activityId: first!.id },
    });
    const states = new Set(lines.map(({ state }) => state));
    expect([lines.length > 8, states.has(null), states.has('present'), states.size > 1]).toEqual([
      true,
      false,
      true,
      true,
    ]);
  });
});
