import { DataSource } from 'typeorm';

import { Announcement } from '@holdout/contracts';

import { DigestChore } from '../../apps/api/src/platform/inbox/digest.chore';
import { DigestRepository } from '../../apps/api/src/platform/inbox/digest.repository';
import { Clock } from '../../apps/api/src/platform/clock';
import { CONFIG, type Config } from '../../apps/api/src/config/config';
import { Database } from '../../apps/api/src/platform/database/database';
import { Mail } from '../../apps/api/src/platform/mail/mail';
import { Chores } from '../../apps/api/src/platform/queue/chore';
import { type TestApp, startApp } from '../support/app';
import { choresOf } from '../support/chores';
import type { Enrolled } from '../support/world';

describe('announcements', () => {
  let t: TestApp;
  let courseId: string;
  let teacher: Enrolled;
  let assistant: Enrolled;
  let ana: Enrolled;
  let beto: Enrolled;
  let groupId: string;
  beforeAll(async () => {
    t = await startApp();
  });
  afterAll(() => t.close());
  beforeEach(async () => {
    t.clock.moveTo('2026-03-02T15:00:00Z');
    courseId = await t.world.aCourse({ title: 'Vinos' });
    teacher = await t.world.aMember(courseId, 'instructor');
    assistant = await t.world.aMember(courseId, 'assistant');
    ana = await t.world.aMember(courseId, 'student');
    beto = await t.world.aMember(courseId, 'student');
    groupId = await t.world.aGroup(courseId, [ana]);
  });

  const path = (id = '') => `/api/courses/${courseId}/announcements${id && `/${id}`}`;
  const write = async (given: object = {}, who = teacher) =>
    Announcement.parse(
      (
        await t
          .as(who)
          .post(path())
          .send({ title: 'Cambio de salón', body: 'Vamos al **ML 603**.', ...given })
          .expect(201)
      ).body,
    );
  const read = async (who: Enrolled) =>
    ((await t.as(who).get(path()).expect(200)).body as { items: Announcement[] }).items;
  const inbox = async (who: Enrolled) =>
    (
      (await t.as(who).get('/api/inbox').expect(200)).body as {
        items: { facts: object; body: string; link: string }[];
      }
    ).items;

  it('reach the whole course at once, but for who wrote it', async () => {
    const { id } = await write();
    for (const reader of [ana, beto, assistant])
      expect(await inbox(reader)).toMatchObject([
        {
          facts: { title: 'Cambio de salón' },
          body: 'Vamos al **ML 603**.',
          link: `/courses/${courseId}/announcements#${id}`,
        },
      ]);
    expect(await inbox(teacher)).toEqual([]);
    expect(await read(beto)).toMatchObject([{ id, published: true, groups: null }]);
  });

  it('reach named groups alone, and no student reads whom else they were for', async () => {
    const other = await t.world.aGroup(courseId, [], 'Grupo aparte');
    await write({ groupIds: [groupId, other] }, assistant);
    expect(await inbox(ana)).toHaveLength(1);
    expect(await inbox(beto)).toEqual([]);
    expect(await read(beto)).toEqual([]);
    expect((await read(ana))[0]!.groups).toMatchObject([{ id: groupId }]);
    expect((await read(teacher))[0]!.groups).toHaveLength(2);
    const viewed = await t.as(teacher).get(path()).set('x-holdout-view-as', groupId).expect(200);
    expect((viewed.body as { items: Announcement[] }).items[0]!.groups).toHaveLength(1);
  });

  it('wait for their time, unseen by students, and are told once by two workers at once', async () => {
    const { id } = await write({ publishesAt: '2026-03-03T13:00:00Z' });
    await choresOf(t).announcements();
    expect([await read(ana), await inbox(ana)]).toEqual([[], []]);
    expect(await read(teacher)).toMatchObject([{ id, published: false }]);
    t.clock.moveTo('2026-03-03T13:00:00Z');
    await Promise.all([choresOf(t).announcements(), choresOf(t).announcements()]);
    expect(await inbox(ana)).toHaveLength(1);
    expect(await read(ana)).toMatchObject([{ id, published: true }]);
  });

  it('are pinned before the others, and newest first', async () => {
    const first = await write({ title: 'Primero' });
    t.clock.pass(1000);
    const second = await write({ title: 'Segundo' });
    expect((await read(ana)).map(({ id }) => id)).toEqual([second.id, first.id]);
    await t.as(assistant).patch(path(first.id)).send({ pinned: true }).expect(200);
    expect((await read(ana)).map(({ id }) => id)).toEqual([first.id, second.id]);
  });

  it('read differently in the inbox too after an edit, which is said and audited', async () => {
    const { id } = await write();
    const edited = await t.as(teacher).patch(path(id)).send({ body: 'Al ML 604.' }).expect(200);
    expect(edited.body).toMatchObject({ body: 'Al ML 604.', editedAt: '2026-03-02T15:00:00.000Z' });
    expect(await inbox(ana)).toMatchObject([{ body: 'Al ML 604.' }]);
    const audit = await t.as(teacher).get(`/api/courses/${courseId}/audit`).expect(200);
    expect(audit.body).toMatchObject({
      items: [{ deed: 'announcement.changed' }, { deed: 'announcement.written' }],
    });
  });

  it('are taken back out of every inbox, and brought back by undo', async () => {
    const { id } = await write();
    await t.as(teacher).delete(path(id)).expect(200);
    expect([await read(ana), await inbox(ana)]).toEqual([[], []]);
    await t.as(teacher).patch(path(id)).send({ pinned: true }).expect(404);
    await t.as(teacher).delete(path(id)).expect(404);
    await t
      .as(teacher)
      .post(`${path(id)}/restore`)
      .expect(201);
    expect([await read(ana), await inbox(ana)]).toMatchObject([[{ id }], [{}]]);
  });

  it('are for staff to write; students read, and strangers find nothing', async () => {
    const { id } = await write();
    const text = { title: 'x', body: 'y' };
    await t.as(ana).post(path()).send(text).expect(403);
    await t.as(ana).patch(path(id)).send(text).expect(403);
    await t.as(ana).delete(path(id)).expect(403);
    await t
      .as(ana)
      .post(`${path(id)}/restore`)
      .expect(403);
    await t.as(teacher).post(path()).set('x-holdout-view-as', groupId).send(text).expect(403);
    const stranger = await t.world.aMember(await t.world.aCourse(), 'instructor');
    await t.as(stranger).get(path()).expect(404);
    await t.as(stranger).delete(path(id)).expect(404);
    await t.anonymous().get(path()).expect(401);
  });

  it('are refused with all that stands against them', async () => {
    const refused = await t
      .as(teacher)
      .post(path())
      .send({
        title: 'x',
        body: 'y',
        publishesAt: '2026-03-02T14:00:00Z',
        groupIds: [groupId, courseId],
      })
      .expect(400);
    expect((refused.body as { faults: unknown }).faults).toEqual([
      { code: 'time-in-the-past', column: 'publishesAt' },
      { code: 'group-unknown', column: 'groupIds', value: courseId },
    ]);
    for (const bad of [
      { title: '  ', body: 'y' },
      { title: 'x', body: '' },
      { title: 'x'.repeat(201), body: 'y' },
      { title: 'x', body: 'y', groupIds: [] },
      { title: 'x', body: 'y', publishesAt: 'tomorrow' },
    ])
      await t.as(teacher).post(path()).send(bad).expect(400);
    const { id } = await write();
    await t.as(teacher).patch(path(id)).send({ publishesAt: '2026-03-09T14:00:00Z' }).expect(409);
    expect(await inbox(ana)).toHaveLength(1);
  });

  describe('by mail', () => {
    const worker = () =>
      new DigestChore(
        new DigestRepository(t.app.get(Database)),
        t.app.get(Database),
        t.app.get(Mail),
        t.app.get(Clock),
        new Chores(),
        t.app.get<Config>(CONFIG),
      );
    const letters = (who: Enrolled) =>
      t.app
        .get(DataSource)
        .query<{ subject: string; body: string }[]>(
          'SELECT subject, body FROM outgoing_mails WHERE recipient = $1 ORDER BY created_at',
          [who.email],
        );
    const choose = (who: Enrolled, type: string, mail: string) =>
      t
        .as(who)
        .put('/api/inbox/mail-choices')
        .send({ items: [{ type, mail }] })
        .expect(200);
    const speak = (who: Enrolled, locale: string) =>
      t.as(who).patch('/api/session/account').send({ locale }).expect(200);

    it('come in one letter in the morning, by course, in the reader’s language, with the way to mute', async () => {
      await speak(ana, 'en');
      const other = await t.world.aCourse({ title: 'Flores' });
      await t.world.enrol(other, ana, 'student');
      const author = await t.world.aMember(other, 'instructor');
      await write();
      await t
        .as(author)
        .post(`/api/courses/${other}/announcements`)
        .send({ title: 'Iris', body: 'Hola' })
        .expect(201);
      await worker().next();
      expect(await letters(ana)).toEqual([]);
      t.clock.moveTo('2026-03-03T12:00:00Z');
      await worker().next();
      const [letter, ...more] = await letters(ana);
      expect(more).toEqual([]);
      expect(letter!.subject).toBe('Holdout: 2 new notices');
      expect(letter!.body).toContain('== Vinos ==\n\n* Cambio de salón\n  Vamos al **ML 603**.\n');
      expect(letter!.body).toContain('== Flores ==\n\n* Iris');
      expect(letter!.body).toContain(`http://localhost/courses/${courseId}/announcements#`);
      expect(letter!.body).toContain('http://localhost/account#mail');
      const [spanish] = await letters(beto);
      expect(spanish!.subject).toBe('Vinos: Cambio de salón');
      expect(spanish!.body).toContain('Para elegir qué le llega por correo');
    });

    it('are one letter a day however many workers look, and never tell of one thing twice', async () => {
      await write();
      t.clock.moveTo('2026-03-03T12:00:00Z');
      await Promise.all(Array.from({ length: 8 }, () => worker().next()));
      expect(await letters(ana)).toHaveLength(1);
      await write({ title: 'Otro' });
      t.clock.moveTo('2026-03-04T11:59:00Z');
      await worker().next();
      expect(await letters(ana)).toHaveLength(1);
      t.clock.moveTo('2026-03-04T12:01:00Z');
      await worker().next();
      const [, second] = await letters(ana);
      expect(second!.body).toContain('Otro');
      expect(second!.body).not.toContain('Cambio de salón');
    });

    it('are left out where they are muted, read or taken back, and come at once where that is wanted', async () => {
      await choose(ana, 'announcement', 'never');
      await choose(beto, 'announcement', 'at-once');
      const { id } = await write();
      const taken = await write({ title: 'Error' });
      await worker().next();
      expect((await letters(beto)).map(({ subject }) => subject)).toEqual([
        'Holdout: 2 avisos nuevos',
      ]);
      await t.as(teacher).delete(path(taken.id)).expect(200);
      const [notice] = (await t.as(assistant).get('/api/inbox')).body.items as { id: string }[];
      await t.as(assistant).patch(`/api/inbox/${notice!.id}`).send({ read: true }).expect(200);
      t.clock.moveTo('2026-03-03T12:00:00Z');
      await worker().next();
      expect(await letters(ana)).toEqual([]);
      expect(await letters(assistant)).toEqual([]);
      expect(await letters(beto)).toHaveLength(1);
      expect((await inbox(ana)).map(({ link }) => link.endsWith(id))).toEqual([true]);
    });
  });
});
