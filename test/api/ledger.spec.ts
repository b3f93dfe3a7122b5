import { Ledger, Problem } from '@holdout/contracts';

import { DifferencesRepository } from '../../apps/api/src/ledger/differences.repository';
import { Differences } from '../../apps/api/src/ledger/differences.facade';
import { Database } from '../../apps/api/src/platform/database/database';
import { Live } from '../../apps/api/src/platform/live/live';
import { type TestApp, startApp } from '../support/app';
import type { Enrolled, Person, PublishedChallenge } from '../support/world';

const GAP = { difference: 0.05, low: 0.01, high: 0.09, p: null, reason: null };

describe('the improvement ledger', () => {
  let t: TestApp;
  let courseId: string;
  let instructor: Enrolled;
  let ana: Enrolled;
  let beto: Enrolled;
  let celia: Enrolled;
  let alone: Enrolled;
  let residuals: string;
  let worker: Differences;

  beforeAll(async () => {
    t = await startApp();
    const database = t.app.get(Database);
    worker = new Differences(new DifferencesRepository(database), database, t.app.get(Live));
  });
  afterAll(() => t.close());
  beforeEach(async () => {
    t.clock.moveTo('2026-03-02T15:00:00Z');
    await t.db.query('DELETE FROM ledger_differences');
    courseId = await t.world.aCourse();
    instructor = await t.world.aMember(courseId, 'instructor');
    ana = await t.world.aMember(courseId, 'student');
    beto = await t.world.aMember(courseId, 'student');
    celia = await t.world.aMember(courseId, 'student');
    alone = await t.world.aMember(courseId, 'student');
    residuals = await t.world.aGroup(courseId, [ana, beto], 'Los Residuales');
    await t.world.aGroup(courseId, [celia], 'El Bosque');
  });

  const at = (path = '') => `/api/courses/${courseId}/projects/${residuals}/ledger${path}`;
  const ledgerFor = async (who: Person) =>
    Ledger.parse((await t.as(who).get(at()).expect(200)).body);
  const written = (who: Person, submissionId: string, given: object = {}) =>
    t
      .as(who)
      .put(at(`/${submissionId}`))
      .send({ change: 'Más árboles', tags: ['another-model'], upon: 'best', version: 0, ...given });
  const minutes = (n: number) => new Date(t.clock.now().getTime() - n * 60_000);
  const sent = async (
    challenge: PublishedChallenge,
    ago: number,
    figures: { public: number; private: number; ladder?: 'better' | 'no-better' },
  ) =>
    (
      await t.world.aScoredSubmission(challenge, residuals, ana, {
        ...figures,
        receivedAt: minutes(ago),
      })
    ).submissionId;

  it('says what changed, upon the best before it, newest first', async () => {
    const challenge = await t.world.aChallenge(courseId);
    const first = await sent(challenge, 30, { public: 0.8, private: 0.7 });
    const worse = await sent(challenge, 20, { public: 0.6, private: 0.9 });
    const last = await sent(challenge, 10, { public: 0.9, private: 0.8 });
    const { body } = await written(beto, last, { tags: ['more-data', 'more-data'] }).expect(200);
    const { items } = Ledger.parse(body);
    expect(items.map(({ submissionId }) => submissionId)).toEqual([last, worse, first]);
    expect(items[0]).toMatchObject({
      change: 'Más árboles',
      tags: ['more-data'],
      parent: { submissionId: first },
      score: 0.9,
      version: 1,
      difference: { state: 'not-yet' },
    });
    expect(items[2]).toMatchObject({ parent: null, version: 0, difference: { state: 'not-yet' } });
  });

  it('is nowhere for others, and staff read it alone', async () => {
    const challenge = await t.world.aChallenge(courseId);
    const id = await sent(challenge, 10, { public: 0.8, private: 0.7 });
    const stranger = await t.world.aPerson();
    for (const who of [celia, alone, stranger]) {
      await t.as(who).get(at()).expect(404);
      await t.as(who).get(at('.csv')).expect(404);
      await written(who, id).expect(404);
    }
    await t.anonymous().get(at()).expect(401);
    await written(instructor, id).expect(403);
    expect((await ledgerFor(instructor)).mayWrite).toBe(false);
    const viewing = await t
      .as(instructor)
      .get(at())
      .set('x-holdout-view-as', residuals)
      .expect(200);
    expect(viewing.body).toMatchObject({ mayWrite: false });
    await t.db.query('UPDATE memberships SET until = $2 WHERE member_id = $1', [
      beto.memberId,
      t.clock.now(),
    ]);
    await t.as(beto).get(at()).expect(404);
  });

  it('tells a group of a strict challenge the figure of its best alone, in the file too', async () => {
    const challenge = await t.world.aChallenge(courseId, { openness: 'strict' });
    const best = await sent(challenge, 20, { public: 0.8125, private: 0.7, ladder: 'better' });
    const other = await sent(challenge, 10, {
      public: 0.8375,
      private: 0.6375,
      ladder: 'no-better',
    });
    const { items } = await ledgerFor(ana);
    expect(items.find(({ submissionId }) => submissionId === other)).toMatchObject({
      score: null,
      low: null,
      high: null,
      tier: null,
      noBetter: true,
      privateScore: null,
      parent: { submissionId: best },
    });
    const file = (await t.as(ana).get(at('.csv')).expect(200)).text;
    for (const hidden of ['0.8375', '0.6375', '0.7,']) expect(file).not.toContain(hidden);
    const [forStaff] = (await ledgerFor(instructor)).items;
    expect(forStaff).toMatchObject({ score: 0.8375, privateScore: 0.6375 });
  });

  it('asks the worker for nothing before the reveal, and tells the difference after it', async () => {
    const challenge = await t.world.aChallenge(courseId, { closesAt: minutes(5) });
    const first = await sent(challenge, 30, { public: 0.8, private: 0.7 });
    const second = await sent(challenge, 20, { public: 0.85, private: 0.75 });
    for (const who of [ana, instructor]) await ledgerFor(who);
    expect(await worker.claim()).toBeUndefined();
    // Even a row that is there is no work, and nobody's to read.
    const evaluations = await t.db.query<{ id: string; submission_id: string }[]>(
      'SELECT id, submission_id FROM evaluations WHERE submission_id = ANY ($1)',
      [[first, second]],
    );
    const of = (id: string) => evaluations.find(({ submission_id }) => submission_id === id)!.id;
    await t.db.query(
      'INSERT INTO ledger_differences (evaluation_id, parent_evaluation_id, challenge_id, asked_at) VALUES ($1, $2, $3, $4)',
      [of(second), of(first), challenge.id, t.clock.now()],
    );
    expect(await worker.claim()).toBeUndefined();
    expect((await ledgerFor(ana)).items[0]!.difference).toEqual({ state: 'not-yet' });

    await t.db.query('UPDATE challenges SET revealed_at = $2 WHERE id = $1', [
      challenge.id,
      t.clock.now(),
    ]);
    expect((await ledgerFor(ana)).items.map(({ difference }) => difference.state)).toEqual([
      'pending',
      'none',
    ]);
    const held = await worker.claim();
    expect(held).toMatchObject({
      challengeId: challenge.id,
      own: { submissionId: second },
      parent: { submissionId: first },
    });
    expect(await worker.claim()).toBeUndefined();
    await worker.put(held!, GAP);
    expect((await ledgerFor(ana)).items[0]!.difference).toEqual({ state: 'made', gap: GAP });
    const file = (await t.as(ana).get(at('.csv')).expect(200)).text;
    expect(file).toContain('0.05,0.01,0.09');
  });

  it('compares with the one that was chosen, which came before, to the same challenge', async () => {
    const challenge = await t.world.aChallenge(courseId);
    const elsewhere = await t.world.aChallenge(courseId);
    const first = await sent(challenge, 30, { public: 0.8, private: 0.7 });
    const second = await sent(challenge, 20, { public: 0.6, private: 0.7 });
    const third = await sent(challenge, 10, { public: 0.7, private: 0.7 });
    const foreign = await sent(elsewhere, 40, { public: 0.7, private: 0.7 });
    for (const parentId of [third, foreign, t.nextKey()]) {
      const { body } = await written(ana, second, { upon: 'chosen', parentId }).expect(422);
      expect(Problem.parse(body).code).toBe('ledger-refused');
    }
    const { body } = await written(ana, third, { upon: 'chosen', parentId: second }).expect(200);
    expect(Ledger.parse(body).items[0]!.parent).toMatchObject({ submissionId: second });
    await written(ana, third, { upon: 'none', version: 1 }).expect(200);
    expect((await ledgerFor(ana)).items[0]!.parent).toBeNull();
    await written(ana, first, { tags: ['magic'] }).expect(400);
    await written(ana, first, { change: 'x'.repeat(2001) }).expect(400);
    await written(ana, t.nextKey()).expect(404);
  });

  it('is written upon what was read', async () => {
    const challenge = await t.world.aChallenge(courseId);
    const id = await sent(challenge, 10, { public: 0.8, private: 0.7 });
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, i) => written(i % 2 ? ana : beto, id, { change: `n.º ${i}` })),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([
      200,
      ...Array<number>(7).fill(409),
    ]);
  });
});
