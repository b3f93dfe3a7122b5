import { type Claimed, type Ending, Evaluations } from '../../apps/api/src/submissions';
import { type TestApp, startApp } from '../support/app';
import type { Enrolled, PublishedChallenge, Sent } from '../support/world';

const SCORED: Ending = {
  state: 'scored',
  scores: [
    {
      part: 'public',
      metric: 'accuracy',
      value: 0.8125,
      low: 0.7,
      high: 0.9,
      reason: null,
      noInterval: null,
    },
    {
      part: 'private',
      metric: 'accuracy',
      value: 0.75,
      low: 0.65,
      high: 0.85,
      reason: null,
      noInterval: null,
    },
  ],
  reports: [],
  ladder: null,
  notes: [],
};

describe('evaluations', () => {
  let t: TestApp;
  let evaluations: Evaluations;
  let challenge: PublishedChallenge;
  let student: Enrolled;
  let group: string;

  beforeAll(async () => {
    t = await startApp();
    evaluations = t.app.get(Evaluations);
  });
  afterAll(() => t.close());

  beforeEach(async () => {
    await t.db.query(`UPDATE evaluations SET state = 'cancelled', finished_at = now()
                       WHERE finished_at IS NULL`);
    const courseId = await t.world.aCourse();
    student = await t.world.aMember(courseId, 'student');
    group = await t.world.aGroup(courseId, [student]);
    challenge = await t.world.aChallenge(courseId);
  });

  const send = (given: Parameters<typeof t.world.aSubmission>[3] = {}) =>
    t.world.aSubmission(challenge, group, student, given);
  const run = async (worker = 'a', runtimes = ['python']): Promise<Claimed> => {
    const claimed = await evaluations.claimToRun(worker, runtimes);
    if (!claimed) throw new Error('nothing was due');
    return claimed;
  };
  const loseTheWorker = () =>
    t.db.query(`UPDATE evaluations SET lease_until = now() - interval '1 second'
                 WHERE lease_until IS NOT NULL`);
  const now = async ({ submissionId }: Sent) => {
    const [row] = await t.db.query<Record<string, unknown>[]>(
      `SELECT e.state, e.verdict, e.attempt, e.stages, s.returned_why, e.log
         FROM evaluations e JOIN submissions s ON s.id = e.submission_id
        WHERE s.id = $1 ORDER BY e.version DESC LIMIT 1`,
      [submissionId],
    );
    return row;
  };
  const told = async (topic: string) =>
    (
      await t.db.query<{ data: { state: string } }[]>(
        'SELECT data FROM live_events WHERE topic = $1 ORDER BY id',
        [topic],
      )
    ).map(({ data }) => data.state);

  it('goes from received to scored, tells the group and the staff, and says when it is due', async () => {
    const sent = await send({ state: 'received', kind: 'python' });
    const validating = await evaluations.claimToValidate('a');
    expect(validating).toMatchObject({
      ...sent,
      groupId: group,
      challengeId: challenge.id,
      kind: 'python',
      filename: 'main.py',
      bytes: 25,
      version: 1,
      attempt: 1,
      maxAttempts: 3,
    });
    t.hints.given.length = 0;
    expect(await evaluations.validated(validating!, { inputsDigest: 'd' })).toBe(true);
    expect(t.hints.given).toEqual([{ what: 'evaluation', id: sent.evaluationId }]);
    expect(await evaluations.claimToRun('a', [])).toBeUndefined(); // no Python there
    const running = await run();
    expect(running).toMatchObject({ ...sent, attempt: 1 });
    expect(await evaluations.codeStarted(running)).toBe(true);
    expect(await evaluations.finish(running, SCORED)).toBe(false); // not without scoring
    expect(await evaluations.scoring(running)).toBe(true);
    expect(await evaluations.finish(running, SCORED)).toBe(true);
    expect(await now(sent)).toMatchObject({ state: 'scored', verdict: 'ok', returned_why: null });
    const way = ['validating', 'queued', 'running', 'scoring', 'scored'];
    expect(await told(`submissions:${challenge.id}:${group}`)).toEqual(way);
    expect(await told(`submissions:${challenge.id}`)).toEqual(way);
    const [line] = await t.db.query<object[]>(
      `SELECT score, submission_id FROM standings WHERE challenge_id = $1 AND part = 'public'`,
      [challenge.id],
    );
    expect(line).toEqual({ score: 0.8125, submission_id: sent.submissionId });
  });

  it('is claimed by one of eight workers', async () => {
    for (let round = 0; round < 5; round++) {
      await send();
      const claims = await Promise.all(
        Array.from({ length: 8 }, (_, i) => evaluations.claimToRun(`w${i}`, ['python'])),
      );
      expect(claims.filter(Boolean)).toHaveLength(1);
    }
  });

  it('runs first what the group with the fewest running sent, then the oldest', async () => {
    const other = await t.world.aMember(challenge.courseId, 'student');
    const quiet = await t.world.aGroup(challenge.courseId, [other]);
    const at = (minute: number) => new Date(Date.UTC(2026, 2, 1, 10, minute));
    const first = await send({ receivedAt: at(0) });
    const second = await send({ receivedAt: at(1) });
    const late = await t.world.aSubmission(challenge, quiet, other, { receivedAt: at(2) });
    const order = [await run(), await run(), await run()].map(({ evaluationId }) => evaluationId);
    expect(order).toEqual([first, late, second].map(({ evaluationId }) => evaluationId));
  });

  it('refuses the late words of a worker that froze: its fence is an older one', async () => {
    const sent = await send();
    const frozen = await run('frozen');
    expect(await evaluations.claimToRun('other', ['python'])).toBeUndefined();
    await loseTheWorker();
    const fresh = await run('other');
    expect(fresh).toMatchObject({ evaluationId: sent.evaluationId, attempt: 2 });
    expect(BigInt(fresh.fence)).toBe(BigInt(frozen.fence) + 1n);
    expect(await evaluations.codeStarted(frozen)).toBe(false);
    expect(await evaluations.scoring(fresh)).toBe(true);
    expect(await evaluations.finish(frozen, SCORED)).toBe(false);
    expect(await evaluations.giveBack(frozen, 'internal_error')).toBe(false);
    expect(await evaluations.release(frozen)).toBe(false);
    expect((await evaluations.heartbeat([frozen])).lost).toEqual([sent.evaluationId]);
    expect((await evaluations.heartbeat([fresh])).lost).toEqual([]);
    expect(await evaluations.finish(fresh, SCORED)).toBe(true);
    expect(await evaluations.finish(fresh, SCORED)).toBe(false); // and once
    const [{ n }] = (await t.db.query<{ n: number }[]>(
      'SELECT count(*)::int AS n FROM scores WHERE evaluation_id = $1',
      [sent.evaluationId],
    )) as [{ n: number }];
    expect(n).toBe(2);
  });

  it('keeps what it holds while its heart beats', async () => {
    await send();
    const held = await run();
    await t.db.query(
      `UPDATE evaluations SET lease_until = now() + interval '1 second'
                       WHERE id = $1`,
      [held.evaluationId],
    );
    expect(await evaluations.heartbeat([held])).toEqual({ cancelled: [], lost: [] });
    const [row] = await t.db.query<{ left: number }[]>(
      'SELECT extract(epoch FROM lease_until - now())::float8 AS left FROM evaluations WHERE id = $1',
      [held.evaluationId],
    );
    expect(row?.left).toBeGreaterThan(25);
    expect(await evaluations.heartbeat([])).toEqual({ cancelled: [], lost: [] });
  });

  it('fails after three attempts with its reason, and gives the day’s quota back three times', async () => {
    for (let poison = 1; poison <= 4; poison++) {
      const sent = await send({ kind: 'python' });
      for (let attempt = 1; attempt <= 3; attempt++) {
        const claimed = await run();
        expect(claimed.attempt).toBe(attempt);
        await evaluations.codeStarted(claimed);
        expect(await evaluations.giveBack(claimed, 'sandbox_failure')).toBe(true);
      }
      expect(await evaluations.claimToRun('a', ['python'])).toBeUndefined();
      expect(await now(sent)).toMatchObject({
        state: 'failed',
        verdict: 'sandbox_failure',
        returned_why: poison <= 3 ? 'our-fault' : null,
      });
    }
  });

  it('is swept when its worker was lost: due again, and failed after the third', async () => {
    const sent = await send();
    for (const attempt of [1, 2, 3]) {
      expect((await run()).attempt).toBe(attempt);
      expect(await evaluations.sweep()).toMatchObject({ requeued: 0, failed: 0 });
      await loseTheWorker();
      t.hints.given.length = 0;
      expect(await evaluations.sweep()).toEqual(
        attempt < 3 ? { requeued: 1, failed: 0, due: 1 } : { requeued: 0, failed: 1, due: 0 },
      );
      if (attempt < 3) expect(t.hints.given).toHaveLength(1);
    }
    expect(await now(sent)).toMatchObject({
      state: 'failed',
      verdict: 'worker_lost',
      returned_why: 'our-fault',
    });
  });

  it('validates again what was lost while it was validated', async () => {
    const sent = await send({ state: 'received' });
    await evaluations.claimToValidate('a');
    expect(await evaluations.claimToValidate('b')).toBeUndefined();
    await loseTheWorker();
    expect(await evaluations.claimToValidate('b')).toMatchObject({ ...sent, attempt: 2 });
    await loseTheWorker();
    expect(await evaluations.sweep()).toEqual({ requeued: 1, failed: 0, due: 1 });
    expect(await now(sent)).toMatchObject({ state: 'received' });
  });

  it('is released by a worker that stops, and the attempt does not count', async () => {
    await send();
    expect(await evaluations.release(await run())).toBe(true);
    expect((await run()).attempt).toBe(1);
  });

  it('is cancelled at once while it waits, and by its worker while it runs', async () => {
    const asked = (sent: Sent) => ({ ...sent, challengeId: challenge.id, groupId: group });
    const waiting = await send({ state: 'received' });
    const validating = await evaluations.claimToValidate('a');
    expect(await evaluations.cancel(asked(waiting))).toBe(true);
    expect(await evaluations.validated(validating!, { inputsDigest: 'd' })).toBe(false);
    expect(await now(waiting)).toMatchObject({ state: 'cancelled', returned_why: 'cancelled' });
    expect(await evaluations.cancel(asked(waiting))).toBe(false);

    for (const [codeRan, returned] of [
      [false, 'cancelled'],
      [true, null],
    ] as const) {
      const sent = await send({ kind: 'python' });
      const running = await run();
      if (codeRan) expect(await evaluations.codeStarted(running)).toBe(true);
      expect(await evaluations.cancel(asked(sent))).toBe(true);
      expect(await now(sent)).toMatchObject({ state: 'running' });
      expect(await evaluations.codeStarted(running)).toBe(false); // no code is started any more
      expect(await evaluations.heartbeat([running])).toEqual({
        cancelled: [sent.evaluationId],
        lost: [],
      });
      const log = { stdout: 'half', stderr: '', truncated: false };
      expect(await evaluations.finish(running, { state: 'cancelled', log })).toBe(true);
      expect(await now(sent)).toMatchObject({ state: 'cancelled', returned_why: returned, log });
    }
  });

  it('is not run again after its worker was lost, when somebody had asked to stop it', async () => {
    for (const end of ['sweep', 'release', 'giveBack'] as const) {
      const sent = await send();
      const running = await run();
      await evaluations.cancel({ ...sent, challengeId: challenge.id, groupId: group });
      if (end === 'sweep') {
        await loseTheWorker();
        expect(await evaluations.claimToRun('b', ['python'])).toBeUndefined();
        await evaluations.sweep();
      } else if (end === 'release') await evaluations.release(running);
      else await evaluations.giveBack(running, 'internal_error');
      expect([end, await now(sent)]).toMatchObject([end, { state: 'cancelled' }]);
    }
  });

  it('of a strict challenge is compared with the group’s best of those it sent before', async () => {
    const at = (minute: number) => new Date(Date.UTC(2026, 2, 1, 10, minute));
    const figures = { public: 0.7, private: 0.7 };
    const best = await t.world.aScoredSubmission(challenge, group, student, {
      ...figures,
      receivedAt: at(0),
      ladder: 'better',
    });
    await t.db.query('UPDATE evaluations SET predictions_blob = $2 WHERE id = $1', [
      best.evaluationId,
      await t.world.aBlob('id,prediction\n'),
    ]);
    await t.world.aScoredSubmission(challenge, group, student, {
      ...figures,
      receivedAt: at(1),
      ladder: 'no-better',
    });
    await send({ receivedAt: at(2) });
    expect(await evaluations.ladderBest(await run())).toMatchObject({
      evaluationId: best.evaluationId,
    });
    await send({ receivedAt: new Date(Date.UTC(2026, 2, 1, 9)) });
    expect(await evaluations.ladderBest(await run())).toBeUndefined();
  });
});
