import { courseRoutes, memberRoutes, overviewRoutes, Problem } from '@holdout/contracts';

import { type TestApp, startApp } from '../support/app';
import type { Enrolled } from '../support/world';

const codeOf = (body: unknown) => Problem.parse(body).code;

describe('courses', () => {
  let t: TestApp;
  beforeAll(async () => {
    t = await startApp();
  });
  afterAll(() => t.close());

  it('are made by whom the administrator lets, who is then the instructor', async () => {
    const maker = await t.world.aPerson({ courseMaker: true });
    const other = await t.world.aPerson();
    const body = {
      title: 'Aprendizaje automático',
      term: '2026-1',
      modules: [
        { number: 2, title: 'Clasificación y predicción', links: [] },
        {
          number: 1,
          title: 'Introducción',
          links: [{ title: 'pandas', url: 'https://pandas.pydata.org' }],
        },
      ],
    };
    expect(codeOf((await t.as(other).post('/api/courses').send(body)).body)).toBe('forbidden');
    const made = courseRoutes.create.response.parse(
      (await t.as(maker).post('/api/courses').send(body).expect(201)).body,
    );
    expect(made).toMatchObject({
      timeZone: 'America/Bogota',
      scale: '0-5',
      me: { role: 'instructor', group: null, viewingAs: false },
    });
    expect(made.modules.map(({ number }) => number)).toEqual([1, 2]);
    expect((await t.as(maker).get('/api/courses')).body.items).toHaveLength(1);
    expect((await t.as(other).get('/api/courses')).body.items).toEqual([]);
    expect((await t.as(other).get(`/api/courses/${made.id}`)).status).toBe(404);
  });

  it('name every field of a body that is wrong, and a time zone that is none', async () => {
    const maker = await t.world.aPerson({ courseMaker: true });
    const answer = await t
      .as(maker)
      .post('/api/courses')
      .send({
        title: ' ',
        modules: [{ number: 1, title: 'x', links: [{ title: 'y', url: 'z' }] }],
      });
    expect(answer.status).toBe(400);
    expect(Problem.parse(answer.body).faults.map(({ column }) => column)).toEqual([
      'title',
      'modules.0.links.0.url',
    ]);
    const zone = await t
      .as(maker)
      .post('/api/courses')
      .send({ title: 'a', timeZone: 'Mars/Olympus' });
    expect(codeOf(zone.body)).toBe('invalid-request');
  });

  it('refuse a character that no table can hold', async () => {
    const maker = await t.world.aPerson({ courseMaker: true });
    const answer = await t.as(maker).post('/api/courses').send({ title: 'Redes\u0000' });
    expect([answer.status, codeOf(answer.body)]).toEqual([400, 'invalid-request']);
  });

  describe('with an instructor, an assistant and a student', () => {
    let courseId: string;
    let instructor: Enrolled;
    let assistant: Enrolled;
    let student: Enrolled;
    const at = (path = '') => `/api/courses/${courseId}${path}`;
    beforeEach(async () => {
      courseId = await t.world.aCourse();
      instructor = await t.world.aMember(courseId, 'instructor');
      assistant = await t.world.aMember(courseId, 'assistant');
      student = await t.world.aMember(courseId, 'student');
    });

    it('keep a module that keeps its id, and leave the others be where a list is wrong', async () => {
      const put = (items: unknown) => t.as(instructor).put(at('/modules')).send({ items });
      const [first] = courseRoutes.putModules.response.parse(
        (await put([{ number: 1, title: 'Uno', links: [] }])).body,
      ).items;
      await put([{ number: 1, title: '', links: [] }]).expect(400);
      const after = courseRoutes.putModules.response.parse(
        (
          await put([
            { ...first, number: 2, title: 'Dos' },
            { number: 1, title: 'Nuevo', links: [] },
          ])
        ).body,
      ).items;
      expect(after.map(({ title }) => title)).toEqual(['Nuevo', 'Dos']);
      expect(after[1]?.id).toBe(first?.id);
    });

    it('open their settings to the instructor alone, and their deeds to nobody by a role’s page', async () => {
      for (const person of [assistant, student])
        expect((await t.as(person).patch(at()).send({ title: 'x' })).status).toBe(403);
      await t.as(instructor).patch(at()).send({ title: 'Otro', pseudonyms: true }).expect(200);
      expect((await t.as(student).get(at())).body).toMatchObject({
        title: 'Otro',
        pseudonyms: true,
      });
      for (const page of ['/overview', '/audit', '/roster.csv', '/roster-imports'])
        expect((await t.as(student).get(at(page))).status).toBe(404);
      expect((await t.as(assistant).get(at('/overview'))).status).toBe(200);
      expect((await t.as(assistant).get(at('/roster.csv'))).status).toBe(404);
      expect((await t.anonymous().get(at())).status).toBe(401);
    });

    it('show students who is there, and not how to reach them', async () => {
      const people = memberRoutes.list.response.parse(
        (await t.as(student).get(at('/members'))).body,
      );
      expect(people.items.map(({ email }) => email !== null)).toEqual(
        people.items.map(({ id }) => id === student.memberId),
      );
      const seen = memberRoutes.list.response.parse(
        (await t.as(assistant).get(at('/members'))).body,
      );
      expect(seen.items.every(({ email }) => email !== null)).toBe(true);
      await t
        .as(instructor)
        .post(at('/members'))
        .send({ email: 'rita@example.org', givenName: 'Rita', familyName: 'Sol', role: 'student' });
      const invited = async (who: Enrolled) =>
        memberRoutes.list.response
          .parse((await t.as(who).get(at('/members'))).body)
          .items.some((member) => member.invited && member.id !== student.memberId);
      expect([await invited(assistant), await invited(student)]).toEqual([true, false]);
    });

    it('take in once who was sent twice at once', async () => {
      const add = () =>
        t.as(instructor).post(at('/members')).send({
          email: 'once@example.org',
          givenName: 'Una',
          familyName: 'Vez',
          role: 'student',
        });
      const answers = await Promise.all(Array.from({ length: 8 }, add));
      expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array(7).fill(409)]);
    });

    it('take in a new person with a link, a known one without; both once', async () => {
      const add = (email: string) =>
        t
          .as(instructor)
          .post(at('/members'))
          .send({ email, givenName: 'Nora', familyName: 'Paz', role: 'student' });
      const fresh = await add('nora@example.org').expect(201);
      expect(fresh.body).toMatchObject({ member: { invited: true } });
      expect(String(fresh.body.invitation)).toMatch(/^http:\/\/localhost\/links\/[\w-]{43}$/);
      expect(codeOf((await add('NORA@example.org')).body)).toBe('conflict');
      const mails = await t.db.query<{ recipient: string }[]>(
        "SELECT recipient FROM outgoing_mails WHERE recipient = 'nora@example.org'",
      );
      expect(mails).toHaveLength(1);
    });

    it('never lose their last instructor, not even to eight who step down at once', async () => {
      const all = [instructor];
      for (let n = 1; n < 8; n++) all.push(await t.world.aMember(courseId, 'instructor'));
      const answers = await Promise.all(
        all.map((who) =>
          t
            .as(who)
            .patch(at(`/members/${who.memberId}`))
            .send({ role: 'student' }),
        ),
      );
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(7);
      expect(answers.filter(({ status }) => status === 409)).toHaveLength(1);
      const [left] = await t.db.query<{ n: number }[]>(
        "SELECT count(*)::int AS n FROM members WHERE course_id = $1 AND role = 'instructor'",
        [courseId],
      );
      expect(left?.n).toBe(1);
    });

    it('lose a member’s eyes when one is taken out, and give them back', async () => {
      const path = at(`/members/${student.memberId}`);
      await t.as(instructor).delete(path).expect(200);
      expect((await t.as(student).get(at())).status).toBe(404);
      await t.as(instructor).post(`${path}/restore`).expect(201);
      expect((await t.as(student).get(at())).status).toBe(200);
    });

    it('have no staff in a group: who becomes an assistant leaves it', async () => {
      await t.world.aGroup(courseId, [student], 'Umbral');
      const changed = await t
        .as(instructor)
        .patch(at(`/members/${student.memberId}`))
        .send({ role: 'assistant' })
        .expect(200);
      expect(changed.body).toMatchObject({ role: 'assistant', group: null });
    });

    it('let an assistant make a student’s link, not an instructor’s', async () => {
      const link = (who: Enrolled) =>
        t.as(assistant).post(at(`/members/${who.memberId}/invitation`));
      await link(student).expect(201);
      expect(codeOf((await link(instructor)).body)).toBe('forbidden');
    });

    it('hand out no link to somebody who may do more outside of the course', async () => {
      const elsewhere = await t.world.aCourse();
      const people = [
        await t.world.aPerson({ administrator: true }),
        await t.world.aPerson({ courseMaker: true }),
        await t.world.aMember(elsewhere, 'assistant'),
      ];
      for (const { email } of people) {
        const added = await t
          .as(instructor)
          .post(at('/members'))
          .send({ email, givenName: 'Nora', familyName: 'Paz', role: 'student' })
          .expect(201);
        const { member, invitation } = memberRoutes.add.response.parse(added.body);
        expect(invitation).toBeNull();
        const link = await t.as(instructor).post(at(`/members/${member.id}/invitation`));
        expect(codeOf(link.body)).toBe('forbidden');
      }
      const pupil = await t.world.aMember(elsewhere, 'student');
      const { memberId } = await t.world.enrol(courseId, pupil, 'student');
      await t
        .as(assistant)
        .post(at(`/members/${memberId}/invitation`))
        .expect(201);
    });

    it('are seen by staff as a group sees them, and nothing can be done that way', async () => {
      const groupId = await t.world.aGroup(courseId, [student], 'Umbral');
      const seen = await t.as(assistant).get(at()).set('x-holdout-view-as', groupId);
      expect(seen.body.me).toMatchObject({
        role: 'student',
        viewingAs: true,
        group: { name: 'Umbral' },
      });
      expect(
        (await t.as(assistant).get(at('/overview')).set('x-holdout-view-as', groupId)).status,
      ).toBe(404);
      expect(
        (await t.as(instructor).patch(at()).set('x-holdout-view-as', groupId).send({ title: 'x' }))
          .status,
      ).toBe(403);
      expect((await t.as(instructor).get(at(`/roster.csv?view-as=${groupId}`))).status).toBe(404);
      expect((await t.as(instructor).get(at('/roster.csv'))).status).toBe(200);
      expect((await t.as(student).get(at(`/roster.csv?view-as=${groupId}`))).status).toBe(404);
      expect(
        (await t.as(student).get(at('/overview')).set('x-holdout-view-as', groupId)).status,
      ).toBe(404);
    });

    it('write down who changed what', async () => {
      await t.as(instructor).patch(at()).send({ title: 'Nuevo nombre' }).expect(200);
      const { items } = (await t.as(assistant).get(at('/audit'))).body as {
        items: { deed: string }[];
      };
      expect(items[0]).toMatchObject({ deed: 'course.updated', new: { title: 'Nuevo nombre' } });
    });

    it('are told by pages that neither skip nor repeat what happened at one instant', async () => {
      for (let n = 0; n < 5; n++)
        await t
          .as(instructor)
          .patch(at())
          .send({ title: `Nombre ${n}` });
      const all: string[] = [];
      let before = '';
      for (;;) {
        const answer = await t
          .as(assistant)
          .get(at(`/audit?limit=2${before}`))
          .expect(200);
        const { items, more } = overviewRoutes.audit.response.parse(answer.body);
        all.push(...items.map(({ id }) => id));
        before = `&before=${items.at(-1)?.id ?? ''}`;
        if (!more) break;
      }
      const [stored] = await t.db.query<{ n: number }[]>(
        'SELECT count(*)::int AS n FROM audit_entries WHERE course_id = $1',
        [courseId],
      );
      expect(new Set(all).size).toBe(all.length);
      expect(all).toHaveLength(stored?.n ?? 0);
    });

    it('refuse a text with half a character, and a zone that is none, and stay as they were', async () => {
      const before = (await t.as(instructor).get(at())).body as { title: string };
      for (const change of [{ title: 'a\ud800b' }, { timeZone: 'Bogota' }, { timeZone: '+05:00' }])
        expect(codeOf((await t.as(instructor).patch(at()).send(change).expect(400)).body)).toBe(
          'invalid-request',
        );
      expect((await t.as(instructor).get(at())).body).toMatchObject({ title: before.title });
      const mine = await t
        .as(student)
        .patch('/api/session/account')
        .send({ timeZone: 'Marte/Sur' });
      expect(codeOf(mine.body)).toBe('invalid-request');
    });
  });
});
