import { Ledger } from '@holdout/contracts';

import { Laboratory } from '../support/laboratory';
import type { Enrolled } from '../support/world';

jest.setTimeout(120_000);

const CSV = `x,y\n${Array.from(
  { length: 1000 },
  (_, i) => `${(i * 7919) % 997},${(i * 31) % 7 < 3 ? 'sí' : 'no'}`,
).join('\n')}\n`;

describe('paired differences of the improvement ledger', () => {
  let lab: Laboratory;
  let ada: Enrolled;
  let groupId: string;

  beforeAll(async () => {
    lab = await Laboratory.open();
    ada = await lab.t.world.aMember(lab.courseId, 'student');
    groupId = await lab.t.world.aGroup(lab.courseId, [ada], 'Ada');
  });
  afterAll(() => lab.close());

  /** Wrong on every `every`-th held-out row. */
  const send = async (challengeId: string, every: number) => {
    const { ids, parts, truth } = await lab.worker.vault.truth(challengeId);
    let seen = 0;
    const lines = [...ids].flatMap((id, row) => {
      if (parts[row] === 0) return [];
      const wrong = seen++ % every === 0;
      return [`${id},${(truth[row] === 1) === wrong ? 'no' : 'sí'}\n`];
    });
    await lab.t
      .as(ada)
      .post(`${lab.path}/challenges/${challengeId}/submissions`)
      .set('idempotency-key', lab.t.nextKey())
      .attach('file', Buffer.from(`id,prediction\n${lines.join('')}`), `cada${every}.csv`)
      .expect(201);
    await lab.worker.evaluate();
    lab.t.clock.pass(60_000);
  };
  const ledger = async () =>
    Ledger.parse(
      (await lab.t.as(ada).get(`${lab.path}/projects/${groupId}/ledger`).expect(200)).body,
    ).items;

  it('are made by the worker from the labels, once the challenge is revealed', async () => {
    const { version } = await lab.aSplit(CSV, { method: 'random' });
    const { id: challengeId } = await lab.published(version.id, {
      target: { kind: 'column', column: 'y' },
      task: 'binary',
      metric: 'accuracy',
      positive: 'sí',
      closesAt: '2026-03-09T05:00:00Z',
    });
    await send(challengeId, 3);
    await send(challengeId, 20);
    await lab.worker.settle();
    expect((await ledger()).map(({ difference }) => difference.state)).toEqual([
      'not-yet',
      'not-yet',
    ]);
    await lab.worker.settle();
    expect(await lab.t.db.query('SELECT 1 FROM ledger_differences')).toEqual([]);

    lab.t.clock.moveTo('2026-03-09T05:00:01Z');
    await lab.t
      .as(lab.instructor)
      .post(`${lab.path}/challenges/${challengeId}/reveal`)
      .send({ confirm: 'Reto' })
      .expect(201);
    expect((await ledger())[0]!.difference).toEqual({ state: 'pending' });
    await lab.worker.settle();
    const [last, first] = await ledger();
    expect(first!.difference).toEqual({ state: 'none' });
    if (last!.difference.state !== 'made') throw new Error(last!.difference.state);
    const { gap } = last!.difference;
    // It is the difference of the two private figures that the group sees by now, and its interval proves it.
    expect(gap.difference).toBeCloseTo(last!.privateScore! - first!.privateScore!, 3);
    expect(gap.low).toBeGreaterThan(0);
    expect(gap.high).toBeGreaterThan(gap.difference);
    expect(last!.parent).toMatchObject({ filename: 'cada3.csv' });
  });
});
