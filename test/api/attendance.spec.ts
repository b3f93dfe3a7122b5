import type { Activity, AttendanceLine } from '@holdout/contracts';

import { type TestApp, startApp } from '../support/app';
import type { Enrolled } from '../support/world';

describe('attendance', () => {
  let t: TestApp;
  let courseId: string;
  let activityId: string;
  let teacher: Enrolled;
  let ana: Enrolled;
  let beto: Enrolled;
  beforeAll(async () => {
    t = await startApp();
  });
  afterAll(() => t.close());
  beforeEach(async () => {
    t.clock.moveTo('2026-03-02T15:00:00Z');
    courseId = await t.world.aCourse();
    teacher = await t.world.aMember(courseId, 'instructor');
    ana = await t.world.aMember(courseId, 'student');
    beto = await t.world.aMember(courseId, 'student');
    activityId = await anActivity('class');
  });

  const anActivity = async (type: string) =>
    (
      (
        await t
          .as(teacher)
          .post(`/api/courses/${courseId}/activities`)
          .send({ type, title: 'Validación', when: { day: '2026-03-02' } })
          .expect(201)
      ).body as Activity
    ).id;
  const place = (id = activityId) => `/api/courses/${courseId}/activities/${id}/attendance`;
  const states = async () => {
    const { body } = await t.as(teacher).get(place()).expect(200);
    const { lines } = body as { lines: AttendanceLine[] };
    return [ana, beto].map(({ memberId }) => {
      const line = lines.find((each) => each.memberId === memberId)!;
      return [line.state, line.how];
    });
  };
  const enter = (items: object[], who = teacher) => t.as(who).put(place()).send({ items });
  const checkIn = (code: string, who: Enrolled) =>
    t.as(who).post(`/api/courses/${courseId}/attendance/check-in`).send({ code });
  const openCode = async (minutes = 5) =>
    (
      (await t.as(teacher).post(`${place()}/code`).send({ minutes }).expect(201)).body as {
        code: string;
      }
    ).code;

  it('is entered by list, and what it was before undoes it', async () => {
    await enter([{ memberId: ana.memberId, state: 'late' }]).expect(200);
    const { body } = await enter([
      { memberId: ana.memberId, state: 'present' },
      { memberId: beto.memberId, state: 'excused' },
    ]).expect(200);
    expect(await states()).toEqual([
      ['present', 'list'],
      ['excused', 'list'],
    ]);
    await enter((body as { before: object[] }).before).expect(200);
    expect(await states()).toEqual([
      ['late', 'list'],
      [null, null],
    ]);
  });

  it('is for staff, of students of the course, at what people meet for', async () => {
    await enter([{ memberId: ana.memberId, state: 'present' }], ana).expect(403);
    await t.as(ana).get(place()).expect(404);
    await enter([{ memberId: teacher.memberId, state: 'present' }]).expect(400);
    await t
      .as(teacher)
      .get(place(await anActivity('deadline')))
      .expect(404);
    expect(await states()).toEqual([
      [null, null],
      [null, null],
    ]);
  });

  it('is said by a code while it is shown, once, whatever the case it is typed in', async () => {
    const code = await openCode(5);
    await checkIn('ZZZZZZ', ana).expect(422);
    await checkIn(code.toLowerCase(), ana).expect(201);
    await checkIn(code, ana).expect(409);
    const stranger = await t.world.aMember(await t.world.aCourse(), 'student');
    await checkIn(code, stranger).expect(404);
    await checkIn(code, teacher).expect(403);
    t.clock.pass(5 * 60_000);
    await checkIn(code, beto).expect(422);
    expect(await states()).toEqual([
      ['present', 'code'],
      [null, null],
    ]);
    const { body } = await t.as(ana).get(`/api/courses/${courseId}/attendance/mine`).expect(200);
    expect(body).toEqual({ items: [{ activityId, state: 'present' }] });
  });

  it('does not let a code change what staff said, and a code ends when they end it', async () => {
    const code = await openCode();
    await enter([{ memberId: ana.memberId, state: 'absent' }]).expect(200);
    await checkIn(code, ana).expect(409);
    await t.as(teacher).delete(`${place()}/code`).expect(200);
    await checkIn(code, beto).expect(422);
    const first = await openCode();
    await openCode();
    await checkIn(first, beto).expect(422);
  });

  it('is entered once by one of eight who type at the same time', async () => {
    const code = await openCode();
    const answers = await Promise.all(Array.from({ length: 8 }, () => checkIn(code, ana)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  });

  it('is read from a file: a verdict per row, nothing before it is applied', async () => {
    const csv = [
      'correo;estado',
      `${ana.email};Presente`,
      `${beto.email};llegó`,
      'nadie@example.org;tarde',
      `${ana.email.toUpperCase()};tarde`,
    ].join('\r\n');
    const send = (apply: boolean, file = csv) =>
      t
        .as(teacher)
        .post(`${place()}/file`)
        .field('apply', String(apply))
        .attach('file', Buffer.from(file), 'lista.csv');
    const preview = await send(false).expect(201);
    expect(
      (preview.body as { rows: { row: number; verdict: string }[] }).rows.map(
        ({ row, verdict }) => [row, verdict],
      ),
    ).toEqual([
      [2, 'new'],
      [3, 'refused'],
      [4, 'refused'],
      [5, 'refused'],
    ]);
    expect(await states()).toEqual([
      [null, null],
      [null, null],
    ]);
    const applied = await send(true).expect(201);
    expect((applied.body as { before: object[] }).before).toEqual([
      { memberId: ana.memberId, state: null },
    ]);
    expect(await states()).toEqual([
      ['present', 'file'],
      [null, null],
    ]);
    await send(false, 'a,b\r\n1,2').expect(422);
    const out = await t.as(teacher).get(`/api/courses/${courseId}/attendance.csv`).expect(200);
    const lines = out.text.split('\r\n');
    expect(lines[0]).toBe('email,name,group,2026-03-02 Validación');
    expect(lines.find((line) => line.startsWith(ana.email))).toMatch(/,present$/);
  });
});
