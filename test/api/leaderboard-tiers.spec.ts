import { Board, type BoardRow, type Submission } from '@holdout/contracts';

import { Laboratory } from '../support/laboratory';
import type { Enrolled } from '../support/world';

jest.setTimeout(120_000);

/** 1,000 rows of 40 shops; the target follows from nothing. */
const CSV = `shop,x,y\n${Array.from(
  { length: 1000 },
  (_, i) => `s${i % 40},${(i * 7919) % 997},${(i * 31) % 7 < 3 ? 'sí' : 'no'}`,
).join('\n')}\n`;

const PUBLIC = 1;
const PRIVATE = 2;

describe('tie tiers', () => {
  let lab: Laboratory;
  beforeAll(async () => {
    lab = await Laboratory.open();
  });
  afterAll(() => lab.close());

  const group = async (name: string) => {
    const member = await lab.t.world.aMember(lab.courseId, 'student');
    await lab.t.world.aGroup(lab.courseId, [member], name);
    return member;
  };
  const aChallenge = async (plan: object, metric: 'accuracy' | 'roc_auc' = 'accuracy') => {
    const { version } = await lab.aSplit(CSV, plan);
    const challenge = await lab.published(version.id, {
      target: { kind: 'column', column: 'y' },
      task: 'binary',
      metric,
      positive: 'sí',
      closesAt: '2026-03-09T05:00:00Z',
    });
    expect([challenge.state, challenge.complaints]).toEqual(['open', []]);
    return challenge.id;
  };
  const board = async (challengeId: string, who = lab.student, query = '') =>
    Board.parse(
      (
        await lab.t
          .as(who)
          .get(`${lab.path}/challenges/${challengeId}/leaderboard${query}`)
          .expect(200)
      ).body,
    );

  /** Wrong on every `every`-th row of both parts, beginning with `from`; of it the public score is known. */
  const send = async (challengeId: string, who: Enrolled, every: number, from = 0) => {
    const { ids, parts, truth } = await lab.worker.vault.truth(challengeId);
    const seen = [0, 0, 0];
    const lines = [...ids].flatMap((id, row) => {
      const part = parts[row]!;
      if (part !== PUBLIC && part !== PRIVATE) return [];
      const wrong = (seen[part]!++ + from) % every === 0;
      const label = (truth[row] === 1) === wrong ? 'no' : 'sí';
      return [`${id},${label},${label === 'sí' ? 0.9 : 0.1}\n`];
    });
    await lab.t
      .as(who)
      .post(`${lab.path}/challenges/${challengeId}/submissions`)
      .set('idempotency-key', lab.t.nextKey())
      .attach(
        'file',
        Buffer.from(`id,prediction,probability\n${lines.join('')}`),
        'predictions.csv',
      )
      .expect(201);
    await lab.worker.evaluate();
  };
  const placed = (rows: readonly BoardRow[]) =>
    rows.map(({ name, tier, rank }) => [name, tier, rank]);

  it('follow the score, which the board shows at once', async () => {
    const challengeId = await aChallenge({ method: 'random' });
    const [ada, bea, cai] = [await group('Ada'), await group('Bea'), await group('Cai')];
    await send(challengeId, ada, 20);
    await send(challengeId, bea, 18, 1);
    await send(challengeId, cai, 3, 2);
    const before = await board(challengeId);
    expect(placed(before.rows)).toEqual([
      ['Ada', null, 1],
      ['Bea', null, 2],
      ['Cai', null, 3],
    ]);
    await lab.worker.settle();
    const after = await board(challengeId);
    expect(placed(after.rows)).toEqual([
      ['Ada', 1, 1],
      ['Bea', 1, 1],
      ['Cai', 2, 3],
    ]);
    expect(Number(after.version)).toBeGreaterThan(Number(before.version));

    // Staff read how far each is from its leader, on the same rows; students not before the reveal.
    expect(after.rows.map(({ gap }) => gap)).toEqual([null, null, null]);
    const [first, second, third] = (await board(challengeId, lab.instructor)).rows;
    expect([first!.gap, third!.gap]).toEqual([null, null]);
    expect(second!.gap!.difference).toBeCloseTo(second!.score - first!.score, 12);
    expect(second!.gap!.low!).toBeLessThanOrEqual(0);
    expect(second!.gap!.high!).toBeGreaterThanOrEqual(0);
    expect(second!.gap!.p!).toBeGreaterThan(0.05);

    // A better one of Cai: its line is by score until it is placed; the others stay as they were meanwhile.
    await send(challengeId, cai, 200, 7);
    expect(placed((await board(challengeId)).rows)).toEqual([
      ['Cai', null, 1],
      ['Ada', 1, 1],
      ['Bea', 1, 1],
    ]);
    await lab.worker.settle();
    const [leader, ...others] = (await board(challengeId)).rows;
    expect(placed([leader!])).toEqual([['Cai', 1, 1]]);
    expect(others.map(({ tier }) => tier)).toEqual([2, 2]);

    // What nobody changed is not worked out again.
    const rest = await board(challengeId);
    await lab.worker.settle();
    expect(await board(challengeId)).toEqual(rest);
  });

  it('of the private rows are there for staff, and for all after the reveal, with the differences', async () => {
    const challengeId = await aChallenge({ method: 'random' }, 'roc_auc');
    const [dan, eva] = [await group('Dan'), await group('Eva')];
    await send(challengeId, dan, 30);
    await send(challengeId, eva, 3, 1);
    await lab.worker.settle();
    const { version } = await board(challengeId);
    expect(placed((await board(challengeId, lab.instructor, '?part=private')).rows)).toEqual([
      ['Dan', 1, 1],
      ['Eva', 2, 2],
    ]);
    // That private tiers were worked out, the public board does not tell.
    await lab.worker.settle();
    expect((await board(challengeId)).version).toBe(version);
    lab.t.clock.moveTo('2026-03-09T05:00:01Z');
    await lab.t
      .as(lab.instructor)
      .post(`${lab.path}/challenges/${challengeId}/reveal`)
      .send({ confirm: 'Reto' })
      .expect(201);
    await lab.worker.settle();
    const seen = await board(challengeId);
    expect(seen.part).toBe('private');
    expect(placed(seen.rows)).toEqual([
      ['Dan', 1, 1],
      ['Eva', 2, 2],
    ]);
    lab.t.clock.moveTo('2026-03-02T15:00:00Z');
  });

  it('and intervals draw whole groups where the split keeps groups together; too few have neither', async () => {
    const challengeId = await aChallenge({ method: 'group', column: 'shop' });
    const fay = await group('Fay');
    await send(challengeId, fay, 10);
    await send(challengeId, await group('Gil'), 2);
    await lab.worker.settle();
    const { rows } = await board(challengeId, lab.instructor);
    // 40 shops: 24 in train, eight in each part.
    expect(
      rows.map(({ name, tier, low, high, noInterval }) => [name, tier, low, high, noInterval]),
    ).toEqual([
      ['Fay', 1, null, null, 'too-few-groups'],
      ['Gil', 1, null, null, 'too-few-groups'],
    ]);
    expect(rows[1]!.gap).toMatchObject({ low: null, reason: 'too-few-groups', p: null });
    const { items } = (
      await lab.t.as(fay).get(`${lab.path}/challenges/${challengeId}/submissions`).expect(200)
    ).body as { items: { id: string }[] };
    const seen = (await lab.t.as(fay).get(`${lab.path}/submissions/${items[0]!.id}`).expect(200))
      .body as Submission;
    expect(seen.scores.find(({ metric }) => metric === 'accuracy')).toMatchObject({
      low: null,
      reason: null,
      noInterval: 'too-few-groups',
    });
  });

  it('is a column of the file, with the baselines below the groups', async () => {
    const challengeId = await aChallenge({ method: 'random' });
    await send(challengeId, await group('Hal'), 10);
    await lab.worker.settle();
    const { text } = await lab.t
      .as(lab.instructor)
      .get(`${lab.path}/challenges/${challengeId}/leaderboard.csv`)
      .expect(200);
    const [header, first, ...rest] = text.trim().split(/\r?\n/);
    expect(header).toBe(
      'rank,tier,group,score,low,high,skill,skill_low,skill_high,submissions,achieved_at,public_rank,public_score',
    );
    expect(first).toMatch(/^1,1,Hal,0\.9/);
    expect(rest.some((line) => line.startsWith(',,majority,0.'))).toBe(true);
  });
});
