import { overviewRoutes } from '@holdout/contracts';

import { type TestApp, startApp } from '../support/app';
import { choresOf } from '../support/chores';
import type { Enrolled, PublishedChallenge } from '../support/world';

const DAY_MS = 86_400_000;

describe('the overview', () => {
  let t: TestApp;
  let courseId: string;
  let teacher: Enrolled;
  let ana: Enrolled;
  let beto: Enrolled;
  let hers: string;
  let his: string;
  let challenge: PublishedChallenge;
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
    hers = await t.world.aGroup(courseId, [ana], 'Las de Ana');
    his = await t.world.aGroup(courseId, [beto], 'Los de Beto');
    challenge = await t.world.aChallenge(courseId);
  });

  const read = async (query = '', who = teacher) =>
    overviewRoutes.course.response.parse(
      (await t.as(who).get(`/api/courses/${courseId}/overview${query}`).expect(200)).body,
    );
  const aQuiz = async (closesAt: Date) => {
    const id = t.nextKey();
    await t.db.query(
      `INSERT INTO quizzes (id, course_id, title, instructions, taken_by, "order", seed, entries, closes_at, attempts, counts,
         release, published_at, created_at)
       VALUES ($1, $2, 'Validación', '', 'person', 'fixed', 's', '[]', $3, 1, 'best', 'hand', $4, $4)`,
      [id, courseId, closesAt, t.clock.now()],
    );
    return id;
  };
  const anAttempt = (quizId: string, member: Enrolled, waiting = 0) =>
    t.db.query(
      `INSERT INTO attempts (id, course_id, quiz_id, member_id, number, seed, started_by, started_at, submitted_at, points,
         waiting, models) VALUES ($1, $2, $3, $4, 1, 's', $4, $5, $5, 1, $6, '[]')`,
      [t.nextKey(), courseId, quizId, member.memberId, t.clock.now(), waiting],
    );
  const inDays = (days: number) => new Date(t.clock.now().getTime() + days * DAY_MS);

  it('names what is late and who owes it, an extension respected', async () => {
    const quizId = await aQuiz(inDays(1));
    await anAttempt(quizId, beto);
    await t.world.aSubmission(challenge, his, beto);
    expect((await read()).late).toEqual([]);
    t.clock.pass(8 * DAY_MS);
    expect((await read()).late).toMatchObject([
      { kind: 'challenge', id: challenge.id, memberIds: [ana.memberId] },
      { kind: 'quiz', id: quizId, title: 'Validación', memberIds: [ana.memberId] },
    ]);
    await t.db.query(
      `INSERT INTO extensions (id, course_id, thing, thing_id, group_id, until, reason, created_at)
       VALUES ($1, $2, 'challenge', $3, $4, $5, 'r', $6)`,
      [t.nextKey(), courseId, challenge.id, hers, inDays(1), t.clock.now()],
    );
    expect((await read()).late.map(({ kind }) => kind)).toEqual(['quiz']);
    t.clock.pass(30 * DAY_MS);
    expect((await read()).late).toEqual([]);
  });

  it('names who is silent, by the days asked for', async () => {
    const seen = (who: Enrolled) =>
      t.db.query('UPDATE sessions SET last_seen_at = $2 WHERE account_id = $1', [
        who.accountId,
        t.clock.now(),
      ]);
    t.clock.pass(5 * DAY_MS);
    for (const who of [ana, beto]) await seen(who);
    await t.world.aSubmission(challenge, his, beto);
    t.clock.pass(3 * DAY_MS);
    expect((await read()).silent).toMatchObject([
      { memberId: ana.memberId, reasons: ['no-submission', 'no-attempt'], workedAt: null },
    ]);
    expect((await read('?silentDays=2')).silent).toMatchObject([
      { memberId: ana.memberId, reasons: ['no-sign-in', 'no-submission', 'no-attempt'] },
      { memberId: beto.memberId },
    ]);
    expect((await read('?silentDays=30')).silent).toEqual([]);
    expect((await read()).people).toMatchObject([
      { memberId: ana.memberId, group: 'Las de Ana' },
      { memberId: beto.memberId, group: 'Los de Beto' },
    ]);
  });

  it('counts what waits for a mark, and says what comes next', async () => {
    const quizId = await aQuiz(inDays(2));
    await anAttempt(quizId, ana, 2);
    await anAttempt(quizId, beto, 1);
    const anActivity = (day: string | null, starts: Date | null) =>
      t.db.query(
        `INSERT INTO activities (id, course_id, type, title, lead, day, starts_at, ends_at, place, created_at)
         VALUES ($1, $2, 'class', 'Clase', '', $3, $4, $4::timestamptz + interval '1 hour', '', $5)`,
        [t.nextKey(), courseId, day, starts, t.clock.now()],
      );
    await anActivity('2026-03-01', null);
    await anActivity('2026-03-02', null);
    await anActivity(null, inDays(-0.1));
    await anActivity(null, inDays(1));
    const { toMark, regrades, next, challenges } = await read();
    expect(toMark).toEqual([{ quizId, title: 'Validación', count: 3 }]);
    expect(regrades).toEqual([]);
    expect(next.map(({ kind, what, day }) => [kind, what, day])).toEqual([
      ['activity', 'on', '2026-03-02'],
      ['activity', 'on', null],
      ['quiz', 'closes', null],
      ['challenge', 'closes', null],
    ]);
    expect(challenges[0]!.silent).toEqual([
      { groupId: hers, name: 'Las de Ana', memberIds: [ana.memberId] },
      { groupId: his, name: 'Los de Beto', memberIds: [beto.memberId] },
    ]);
  });

  it('is the staff’s alone, and asks for a sensible number of days', async () => {
    const path = `/api/courses/${courseId}/overview`;
    await t.as(ana).get(path).expect(404);
    await t.as(teacher).get(path).set('x-holdout-view-as', hers).expect(404);
    const stranger = await t.world.aMember(await t.world.aCourse(), 'instructor');
    await t.as(stranger).get(path).expect(404);
    for (const days of ['0', '91', 'x', '1.5'])
      await t.as(teacher).get(`${path}?silentDays=${days}`).expect(400);
  });

  describe('a message from it', () => {
    const path = (id = '') => `/api/courses/${courseId}/messages${id && `/${id}`}`;
    const text = { subject: 'Le faltan envíos', body: 'Hola, **¿todo bien?**' };
    const write = async (memberIds: string[]) =>
      (
        await t
          .as(teacher)
          .post(path())
          .send({ memberIds, ...text })
          .expect(201)
      ).body as { id: string; leavesAt: string; recipients: number };
    const inbox = async (who: Enrolled) =>
      ((await t.as(who).get('/api/inbox?type=message')).body as { items: object[] }).items;

    it('leaves after ten seconds, once, to those it names, and is in the audit', async () => {
      const { recipients, leavesAt } = await write([ana.memberId, ana.memberId]);
      expect([recipients, leavesAt]).toEqual([1, '2026-03-02T15:00:10.000Z']);
      t.clock.pass(9_999);
      await choresOf(t).messages();
      expect(await inbox(ana)).toEqual([]);
      t.clock.pass(1);
      await Promise.all([choresOf(t).messages(), choresOf(t).messages()]);
      expect(await inbox(ana)).toMatchObject([
        { key: 'message', facts: { subject: text.subject }, body: text.body },
      ]);
      expect(await inbox(beto)).toEqual([]);
      const { body } = await t.as(teacher).get(`/api/courses/${courseId}/audit`).expect(200);
      expect(body).toMatchObject({
        items: [{ deed: 'message.written', new: { toMembers: [ana.memberId] } }],
      });
    });

    it('is taken back before it leaves, by whoever wrote it, and not after', async () => {
      const first = await write([ana.memberId]);
      const other = await t.world.aMember(courseId, 'assistant');
      await t.as(other).delete(path(first.id)).expect(404);
      await t.as(teacher).delete(path(first.id)).expect(200);
      t.clock.pass(60_000);
      await choresOf(t).messages();
      expect(await inbox(ana)).toEqual([]);
      const second = await write([ana.memberId]);
      t.clock.pass(60_000);
      await choresOf(t).messages();
      await t.as(teacher).delete(path(second.id)).expect(409);
      expect(await inbox(ana)).toHaveLength(1);
    });

    it('is for staff to write: students write to nobody, and nobody beyond the course is written to', async () => {
      const memberIds = [beto.memberId];
      await t
        .as(ana)
        .post(path())
        .send({ memberIds, ...text })
        .expect(403);
      await t
        .as(teacher)
        .post(path())
        .set('x-holdout-view-as', hers)
        .send({ memberIds, ...text })
        .expect(403);
      const stranger = await t.world.aMember(await t.world.aCourse(), 'student');
      const refused = await t
        .as(teacher)
        .post(path())
        .send({ memberIds: [beto.memberId, stranger.memberId], ...text })
        .expect(400);
      expect((refused.body as { faults: unknown }).faults).toEqual([
        { code: 'member-unknown', column: 'memberIds', value: stranger.memberId },
      ]);
      for (const bad of [
        { memberIds: [], ...text },
        { memberIds: ['x'], ...text },
        { memberIds, subject: ' ', body: 'x' },
        { memberIds, subject: 'x', body: '' },
        { memberIds, subject: 'x', body: 'x'.repeat(10_001) },
      ])
        await t.as(teacher).post(path()).send(bad).expect(400);
      t.clock.pass(60_000);
      await choresOf(t).messages();
      expect(await inbox(beto)).toEqual([]);
    });
  });
});
