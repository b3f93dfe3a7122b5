import { Activity, type Schedule } from '@holdout/contracts';

import { type TestApp, startApp } from '../support/app';
import type { Enrolled } from '../support/world';

interface Faults {
  faults: { code: string; column: string }[];
}

describe('the schedule', () => {
  let t: TestApp;
  let courseId: string;
  let teacher: Enrolled;
  let ana: Enrolled;
  let beto: Enrolled;
  let groupId: string;
  beforeAll(async () => {
    t = await startApp();
  });
  afterAll(() => t.close());
  beforeEach(async () => {
    t.clock.moveTo('2026-03-02T15:00:00Z');
    courseId = await t.world.aCourse({ timeZone: 'Europe/Madrid' });
    teacher = await t.world.aMember(courseId, 'instructor');
    ana = await t.world.aMember(courseId, 'student');
    beto = await t.world.aMember(courseId, 'student');
    groupId = await t.world.aGroup(courseId, [ana]);
  });

  const given = (more: object = {}) => ({
    type: 'class',
    title: 'Validación',
    when: { starts: '2026-03-05T18:00', ends: '2026-03-05T20:00' },
    ...more,
  });
  const path = (id = '') => `/api/courses/${courseId}/activities${id && `/${id}`}`;
  const enter = async (more: object = {}) =>
    Activity.parse((await t.as(teacher).post(path()).send(given(more)).expect(201)).body);
  const read = async (who: Enrolled, course = courseId) =>
    (await t.as(who).get(`/api/courses/${course}/schedule`).expect(200)).body as Schedule;
  const refusedFor = async (when: object) =>
    ((await t.as(teacher).post(path()).send(given({ when })).expect(400)).body as Faults).faults;

  it('holds hours of the course as instants, and a day as a date of no zone', async () => {
    await enter();
    await enter({ title: 'Asignación', type: 'dataset-assignment', when: { day: '2026-03-06' } });
    expect((await read(ana)).activities).toMatchObject([
      { startsAt: '2026-03-05T17:00:00.000Z', endsAt: '2026-03-05T19:00:00.000Z', day: null },
      { day: '2026-03-06', startsAt: null, endsAt: null },
    ]);
  });

  it('tells of hours that the clocks skip or show twice, and takes the one that is meant', async () => {
    expect(
      await refusedFor({ starts: '2026-03-29T02:30', ends: '2026-03-29T04:00' }),
    ).toMatchObject([{ code: 'hour-skipped', column: 'starts' }]);
    const twice = { starts: '2026-10-25T02:30', ends: '2026-10-25T04:00' };
    expect(await refusedFor(twice)).toMatchObject([{ code: 'hour-repeated', column: 'starts' }]);
    const at = async (repeatedHour: string) =>
      (await enter({ when: { ...twice, repeatedHour } })).startsAt;
    expect(await at('first')).toBe('2026-10-25T00:30:00.000Z');
    expect(await at('second')).toBe('2026-10-25T01:30:00.000Z');
  });

  it('refuses what ends before it starts, no times, and what is not of the course, all at once', async () => {
    const when = { starts: '2026-03-05T20:00', ends: '2026-03-05T20:00' };
    expect(await refusedFor(when)).toMatchObject([{ code: 'ends-before-it-starts' }]);
    expect(
      await refusedFor({ starts: '2026-02-30T10:00', ends: '2026-03-05T24:30' }),
    ).toMatchObject([{ code: 'no-such-time' }, { code: 'no-such-time' }]);
    const stranger = '019a0000-0000-7000-8000-000000000000';
    const body = given({ when, moduleId: stranger, quizId: stranger });
    const answer = await t.as(teacher).post(path()).send(body).expect(400);
    expect((answer.body as Faults).faults.map(({ code }) => code)).toEqual([
      'ends-before-it-starts',
      'module-unknown',
      'quiz-unknown',
    ]);
    await t
      .as(teacher)
      .post(path())
      .send(given({ when: { day: '2026-02-30' } }))
      .expect(400);
    await t
      .as(teacher)
      .post(path())
      .send(given({ link: 'javascript:alert(1)' }))
      .expect(400);
    expect((await read(teacher)).activities).toEqual([]);
  });

  it('is changed and emptied by staff alone; what was removed comes back as it was', async () => {
    const { id } = await enter();
    await t.as(ana).put(path(id)).send(given()).expect(403);
    await t.as(ana).delete(path(id)).expect(403);
    const moved = given({ when: { day: '2026-03-09' }, place: 'ML 603' });
    await t.as(teacher).put(path(id)).send(moved).expect(200);
    await t.as(teacher).delete(path(id)).expect(200);
    await t.as(teacher).delete(path(id)).expect(404);
    await t.as(teacher).put(path(id)).send(moved).expect(404);
    expect((await read(ana)).activities).toEqual([]);
    await t
      .as(teacher)
      .post(`${path(id)}/restore`)
      .expect(201);
    expect((await read(ana)).activities).toMatchObject([
      { id, day: '2026-03-09', place: 'ML 603' },
    ]);
    const other = await t.world.aMember(await t.world.aCourse(), 'instructor');
    await t.as(other).get(`/api/courses/${courseId}/schedule`).expect(404);
  });

  it('flags overlaps to staff alone; what only touches does not overlap', async () => {
    const first = await enter();
    const second = await enter({
      title: 'Taller',
      when: { starts: '2026-03-05T19:00', ends: '2026-03-05T21:00' },
    });
    await enter({ when: { starts: '2026-03-05T21:00', ends: '2026-03-05T22:00' } });
    const overlaps = async (who: Enrolled) =>
      (await read(who)).activities.map((each) => each.overlaps.map(({ id }) => id));
    expect(await overlaps(teacher)).toEqual([[second.id], [first.id], []]);
    expect(await overlaps(ana)).toEqual([[], [], []]);
  });

  it('pulls what is due: mine with its extension and its state, and nothing for other groups', async () => {
    const mine = await t.world.aChallenge(courseId);
    await t.world.aChallenge(courseId, { groupIds: [await t.world.aGroup(courseId)] });
    const [before] = (await read(ana)).due;
    expect((await read(ana)).due).toMatchObject([
      { kind: 'challenge', id: mine.id, state: 'open', extended: false },
    ]);
    expect((await read(beto)).due).toMatchObject([{ id: mine.id, state: null }]);
    expect((await read(teacher)).due).toHaveLength(2);
    const until = new Date(Date.parse(before!.dueAt!) + 3_600_000).toISOString();
    await t
      .as(teacher)
      .put(`/api/courses/${courseId}/challenges/${mine.id}/extensions/${groupId}`)
      .send({ until, reason: 'Enfermedad' })
      .expect(200);
    expect((await read(ana)).due).toMatchObject([{ dueAt: until, extended: true }]);
    t.clock.moveTo(until);
    expect((await read(ana)).due).toMatchObject([{ state: 'overdue' }]);
  });

  it('is copied whole weeks later, at the same hour on the wall across a change of the clocks', async () => {
    await enter({ when: { starts: '2026-03-12T18:00', ends: '2026-03-12T20:00' } });
    await enter({ title: 'Entrega', type: 'deadline', when: { day: '2026-03-13' } });
    const next = await t.world.aCourse({ timeZone: 'Europe/Madrid' });
    const me = await t.world.enrol(next, teacher, 'instructor');
    const copy = async (apply: boolean) =>
      (
        await t
          .as(me)
          .post(`/api/courses/${next}/schedule/copy`)
          .send({ fromCourseId: courseId, firstDay: '2026-04-01', apply })
          .expect(201)
      ).body as object;
    const planned = {
      weeks: 3,
      activities: [
        { title: 'Validación', startsAt: '2026-04-02T16:00:00.000Z', present: false },
        { title: 'Entrega', day: '2026-04-03', present: false },
      ],
    };
    expect(await copy(false)).toMatchObject({ ...planned, applied: false });
    expect((await read(me, next)).activities).toEqual([]);
    expect(await copy(true)).toMatchObject({ ...planned, applied: true });
    expect(await copy(true)).toMatchObject({ activities: [{ present: true }, { present: true }] });
    expect((await read(me, next)).activities).toHaveLength(2);
    const stranger = await t.world.aMember(next, 'instructor');
    await t
      .as(stranger)
      .post(`/api/courses/${next}/schedule/copy`)
      .send({ fromCourseId: courseId, firstDay: '2026-04-01' })
      .expect(404);
  });
});
