import ical from 'ical.js';

import type { Activity } from '@holdout/contracts';

import { type TestApp, startApp } from '../support/app';
import type { Enrolled } from '../support/world';

describe('the calendar feed', () => {
  let t: TestApp;
  let courseId: string;
  let teacher: Enrolled;
  let ana: Enrolled;
  beforeAll(async () => {
    t = await startApp();
  });
  afterAll(() => t.close());
  beforeEach(async () => {
    t.clock.moveTo('2026-03-02T15:00:00Z');
    courseId = await t.world.aCourse({ title: 'Aprendizaje', timeZone: 'Europe/Madrid' });
    teacher = await t.world.aMember(courseId, 'instructor');
    ana = await t.world.aMember(courseId, 'student');
    await t.world.aGroup(courseId, [ana]);
  });

  const activities = () => `/api/courses/${courseId}/activities`;
  const given = (title: string, when: object) => ({ type: 'class', title, when });
  const enter = async (title: string, when: object) =>
    (await t.as(teacher).post(activities()).send(given(title, when)).expect(201)).body as Activity;
  const open = async (who: Enrolled) => {
    const { url } = (await t.as(who).post('/api/me/calendar').expect(201)).body as { url: string };
    return new URL(url).pathname;
  };
  const text = async (link: string) =>
    (
      await t
        .anonymous()
        .get(link)
        .expect(200)
        .expect('content-type', /text\/calendar/)
    ).text;
  const events = async (link: string) =>
    new ical.Component(ical.parse(await text(link)) as unknown[])
      .getAllSubcomponents('vevent')
      .map((each) => new ical.Event(each));

  it('is read right in every zone across a change of the clocks, and a day stays that day', async () => {
    await enter('Antes', { starts: '2026-03-26T18:00', ends: '2026-03-26T20:00' });
    await enter('Después', { starts: '2026-03-31T18:00', ends: '2026-03-31T20:00' });
    await enter('Asignación', { day: '2026-03-29' });
    const all = await events(await open(ana));
    const read = (title: string, timeZone: string) =>
      new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(
        all.find(({ summary }) => summary === title)!.startDate.toJSDate(),
      );
    const times = (title: string) =>
      ['America/Bogota', 'Europe/Madrid', 'UTC'].map((zone) => read(title, zone));
    expect(times('Antes')).toEqual(['2026-03-26 12:00', '2026-03-26 18:00', '2026-03-26 17:00']);
    expect(times('Después')).toEqual(['2026-03-31 11:00', '2026-03-31 18:00', '2026-03-31 16:00']);
    const day = all.find(({ summary }) => summary === 'Asignación')!;
    expect([day.startDate.isDate, day.startDate.toString(), day.endDate.toString()]).toEqual([
      true,
      '2026-03-29',
      '2026-03-30',
    ]);
  });

  it('keeps its names, counts changes, and cancels what is gone until it comes back', async () => {
    const { id } = await enter('Clase', { day: '2026-03-05' });
    const link = await open(ana);
    const [first] = await events(link);
    expect([first!.sequence, first!.component.getFirstPropertyValue('status')]).toEqual([
      0,
      'CONFIRMED',
    ]);
    expect(await text(link)).toBe(await text(link));
    const put = given('Clase', { day: '2026-03-06' });
    await t.as(teacher).put(`${activities()}/${id}`).send(put).expect(200);
    expect((await events(link)).map(({ uid, sequence }) => [uid, sequence])).toEqual([
      [first!.uid, 1],
    ]);
    await t.as(teacher).delete(`${activities()}/${id}`).expect(200);
    for (let again = 0; again < 2; again++) {
      const [gone] = await events(link);
      expect([gone!.uid, gone!.sequence, gone!.component.getFirstPropertyValue('status')]).toEqual([
        first!.uid,
        2,
        'CANCELLED',
      ]);
    }
    await t.as(teacher).post(`${activities()}/${id}/restore`).expect(201);
    const [back] = await events(link);
    expect([back!.sequence, back!.component.getFirstPropertyValue('status')]).toEqual([
      3,
      'CONFIRMED',
    ]);
  });

  it('is the holder’s own: nothing of other groups, of drafts, or of courses they are not in', async () => {
    const mine = await t.world.aChallenge(courseId);
    await t.world.aChallenge(courseId, { groupIds: [await t.world.aGroup(courseId)] });
    const elsewhere = await t.world.aCourse();
    await t.world.aChallenge(elsewhere);
    const link = await open(ana);
    expect((await events(link)).map(({ uid }) => uid)).toEqual([
      `challenge-closes-${mine.id}@holdout`,
    ]);
    await t.db.query('UPDATE members SET removed_at = now() WHERE id = $1', [ana.memberId]);
    expect(
      (await events(link)).map(({ component }) => component.getFirstPropertyValue('status')),
    ).toEqual(['CANCELLED']);
  });

  it('is behind a secret of which only the digest is kept, until a new one or none', async () => {
    const first = await open(ana);
    const second = await open(ana);
    await t.anonymous().get(first).expect(404);
    await t.anonymous().get(second).expect(200);
    const rows: { token_hash: string }[] = await t.db.query(
      'SELECT token_hash FROM calendar_feeds WHERE account_id = $1',
      [ana.accountId],
    );
    expect(rows[0]!.token_hash).toMatch(/^[0-9a-f]{64}$/);
    expect(second).not.toContain(rows[0]!.token_hash);
    await t.as(ana).delete('/api/me/calendar').expect(200);
    await t.anonymous().get(second).expect(404);
    const { body } = await t.as(ana).get('/api/me/calendar').expect(200);
    expect(body).toEqual({ openSince: null });
  });
});
