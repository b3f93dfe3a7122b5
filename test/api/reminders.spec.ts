import { type TestApp, startApp } from '../support/app';
import { choresOf } from '../support/chores';
import type { Enrolled, PublishedChallenge } from '../support/world';

const HOUR_MS = 3_600_000;
const CLOSES = new Date('2026-03-10T05:00:00Z');

describe('reminders', () => {
  let t: TestApp;
  let courseId: string;
  let teacher: Enrolled;
  let ana: Enrolled;
  let beto: Enrolled;
  let alone: Enrolled;
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
    alone = await t.world.aMember(courseId, 'student');
    hers = await t.world.aGroup(courseId, [ana]);
    his = await t.world.aGroup(courseId, [beto]);
    challenge = await t.world.aChallenge(courseId, { closesAt: CLOSES });
  });

  const reminded = async (who: Enrolled) =>
    (
      (await t.as(who).get('/api/inbox?type=reminder').expect(200)).body as {
        items: { key: string; facts: { dueAt: string }; link: string }[];
      }
    ).items;
  const before = async (hours: number, due = CLOSES) => {
    t.clock.time = new Date(due.getTime() - hours * HOUR_MS);
    await choresOf(t).reminders();
  };
  const aQuiz = async (takenBy: 'person' | 'group') => {
    const id = t.nextKey();
    await t.db.query(
      `INSERT INTO quizzes (id, course_id, title, instructions, taken_by, "order", seed, entries, closes_at, attempts, counts,
         release, published_at, created_at)
       VALUES ($1, $2, 'Validación', '', $3, 'fixed', 's', '[]', $4, 1, 'best', 'hand', $5, $5)`,
      [id, courseId, takenBy, CLOSES, t.clock.now()],
    );
    return id;
  };
  const anAttempt = (quizId: string, who: { member?: string; group?: string }, in_ = true) =>
    t.db.query(
      `INSERT INTO attempts (id, course_id, quiz_id, group_id, member_id, number, seed, started_by, started_at, submitted_at,
         points, models) VALUES ($1, $2, $3, $4, $5, 1, 's', $6, $7, $8, 1, '[]')`,
      [
        t.nextKey(),
        courseId,
        quizId,
        who.group ?? null,
        who.member ?? null,
        ana.memberId,
        t.clock.now(),
        in_ ? t.clock.now() : null,
      ],
    );

  it('come three days, one day and two hours before, once each, to groups that sent nothing', async () => {
    await t.world.aSubmission(challenge, his, beto);
    await before(72.1);
    expect(await reminded(ana)).toEqual([]);
    for (const hours of [72, 71, 30, 24, 3, 2, 1]) await before(hours);
    await Promise.all(Array.from({ length: 8 }, () => before(0.5)));
    const hersNow = await reminded(ana);
    expect(hersNow).toHaveLength(3);
    expect(hersNow[0]).toMatchObject({
      key: 'reminder-challenge',
      facts: { title: 'Vino bueno', dueAt: CLOSES.toISOString() },
      link: `/courses/${courseId}/challenges/${challenge.id}`,
    });
    for (const other of [beto, alone, teacher]) expect(await reminded(other)).toEqual([]);
  });

  it('are not made up for: who comes late gets the nearest alone, and none is for what is past', async () => {
    await before(1);
    expect(await reminded(ana)).toHaveLength(1);
    await before(-1);
    expect(await reminded(ana)).toHaveLength(1);
  });

  it('are none for a challenge that was published after the reminder’s time', async () => {
    await t.db.query('UPDATE challenges SET published_at = $2 WHERE id = $1', [
      challenge.id,
      new Date(CLOSES.getTime() - 20 * HOUR_MS),
    ]);
    await before(19);
    expect(await reminded(ana)).toEqual([]);
    await before(2);
    expect(await reminded(ana)).toHaveLength(1);
  });

  it('follow a group’s extension', async () => {
    const until = new Date(CLOSES.getTime() + 48 * HOUR_MS);
    await t
      .as(teacher)
      .put(`/api/courses/${courseId}/challenges/${challenge.id}/extensions/${hers}`)
      .send({ until: until.toISOString(), reason: 'Enfermedad' })
      .expect(200);
    await before(24);
    expect((await reminded(beto)).map(({ facts }) => facts.dueAt)).toEqual([CLOSES.toISOString()]);
    expect((await reminded(ana)).map(({ facts }) => facts.dueAt)).toEqual([until.toISOString()]);
  });

  it('of a quiz go to each who has not handed in, or to the groups that have not', async () => {
    await t.db.query('UPDATE challenges SET closes_at = NULL WHERE id = $1', [challenge.id]);
    const [each, together] = [await aQuiz('person'), await aQuiz('group')];
    await anAttempt(each, { member: ana.memberId });
    await anAttempt(each, { member: beto.memberId }, false);
    await anAttempt(together, { group: his });
    await before(2);
    const links = async (who: Enrolled) => (await reminded(who)).map(({ link }) => link).sort();
    const to = (id: string) => `/courses/${courseId}/quizzes/${id}`;
    expect(await links(ana)).toEqual([to(together)]);
    expect(await links(beto)).toEqual([to(each)]);
    expect(await links(alone)).toEqual([to(each), to(together)].sort());
  });

  it('do not speak of drafts, of what is in the bin, not open yet, or for other groups', async () => {
    const change = (set: string) =>
      t.db.query(`UPDATE challenges SET ${set} WHERE id = $1`, [challenge.id]);
    await change('published_at = NULL');
    await before(2);
    await change(`published_at = '2026-03-01T00:00:00Z', removed_at = now()`);
    await before(2);
    await change(`removed_at = NULL, opens_at = '2026-03-10T04:00:00Z'`);
    await before(2);
    await change(
      `opens_at = NULL, former_groups = '[{"id":"${hers}","since":"2026-03-01T00:00:00Z"}]'`,
    );
    await before(2);
    await change(`opens_at = NULL, group_ids = '["${his}"]'`);
    await before(2);
    expect(await reminded(ana)).toEqual([]);
    expect(await reminded(beto)).toHaveLength(1);
  });

  it('are when the instructor wants them, or never', async () => {
    const path = `/api/courses/${courseId}/reminders`;
    expect((await t.as(teacher).get(path).expect(200)).body).toEqual({ hoursBefore: [72, 24, 2] });
    const put = (hoursBefore: unknown, who = teacher) => t.as(who).put(path).send({ hoursBefore });
    expect((await put([6, 48, 6]).expect(200)).body).toEqual({ hoursBefore: [48, 6] });
    await before(24);
    await before(2);
    expect(await reminded(ana)).toHaveLength(2);
    await put([]).expect(200);
    await before(1);
    expect(await reminded(ana)).toHaveLength(2);
    for (const bad of [[0], [337], [1.5], 'never', [1, 2, 3, 4, 5, 6], null])
      await put(bad).expect(400);
    const assistant = await t.world.aMember(courseId, 'assistant');
    await put([1], assistant).expect(403);
    await put([1], ana).expect(403);
    await t.as(ana).get(path).expect(404);
  });
});
