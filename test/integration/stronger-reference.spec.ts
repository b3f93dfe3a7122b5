import { setTimeout as sleep } from 'node:timers/promises';

import type { Challenge, StrongerReference } from '@holdout/contracts';

import { Hints } from '../../apps/api/src/platform/queue/hints';
import { Vault } from '../../apps/api/src/vault';
import { Laboratory } from '../support/laboratory';
import {
  type ChallengeRows,
  EvaluatedCourse,
  SANDBOX,
  type TestWorker,
  startWorker,
} from '../support/worker';

jest.setTimeout(90_000);

if (!SANDBOX) console.warn('stronger-reference.spec: no bubblewrap here; nothing is measured');
const withSandbox = SANDBOX ? describe : describe.skip;

/** A step that no line follows: what gradient boosting is for. */
const STEP = Array.from({ length: 400 }, (_, i) => {
  const x = (i * 37) % 400;
  return { id: i, x, high: x % 100 < 50, part: [0, 1, 0, 2][i % 4]! };
});
const REGRESSION: ChallengeRows = {
  task: 'regression',
  metric: 'rmse',
  classes: [],
  rows: STEP.map(({ high, ...row }) => ({ ...row, truth: (high ? 10 : 0) + (row.id % 3) })),
};
const BINARY: ChallengeRows = {
  task: 'binary',
  metric: 'roc_auc',
  classes: ['bajo', 'alto'],
  rows: STEP.map(({ high, ...row }) => ({ ...row, truth: high ? 1 : 0 })),
};

interface Row {
  readonly state: string;
  readonly public_skill: number | null;
  readonly private_skill: number | null;
  readonly cpu_seconds: number | null;
  readonly verdict: string | null;
}

withSandbox('a stronger reference', () => {
  let worker: TestWorker;
  let course: EvaluatedCourse;

  beforeAll(async () => {
    worker = await startWorker();
    course = await EvaluatedCourse.on(worker);
  });
  afterAll(async () => {
    await worker.stop();
    worker.remove();
  });

  /** A skill between a constant and half the way to the truth. */
  async function measured(given: ChallengeRows): Promise<Row> {
    const id = await course.aChallenge(given);
    const binary = given.task === 'binary';
    const held = given.rows.filter(({ part }) => part > 0);
    const guess = (share: number) => {
      const predicted = held.map(({ truth }) => (binary ? 0 : 6 + share * (truth - 6)));
      const probability = held.map(({ truth, x }) => 0.5 + share * (truth - 0.5) * (x % 3));
      return {
        predicted: Float64Array.from(predicted),
        probability: binary ? Float64Array.from(probability) : null,
      };
    };
    const vault = worker.context.get(Vault);
    await vault.putYardsticks(id, { baseline: guess(0), reference: guess(0.5) });
    await worker.db.query(
      `INSERT INTO stronger_references (challenge_id, course_id, state, asked_at)
       SELECT id, course_id, 'waiting', now() FROM challenges WHERE id = $1`,
      [id],
    );
    await worker.context.get(Hints).due('evaluation', id);
    for (const end = performance.now() + 60_000; performance.now() < end;) {
      const [row] = await worker.db.query<Row[]>(
        'SELECT * FROM stronger_references WHERE challenge_id = $1',
        [id],
      );
      if (row && row.state !== 'waiting') return row;
      await sleep(200);
    }
    throw new Error('it was never measured');
  }

  it('learns in the sandbox what no line can, and is measured on the held-out rows', async () => {
    const found = await measured(REGRESSION);
    expect(found).toMatchObject({ state: 'measured', verdict: null });
    expect(found.private_skill).toBeGreaterThan(1.2);
    expect(found.public_skill).toBeGreaterThan(1.2);
    expect(found.private_skill! * 1e4).toBeCloseTo(Math.round(found.private_skill! * 1e4), 6);
    expect(found.cpu_seconds).toBeGreaterThan(0.1);
  });

  it('gives the probability of the positive class where the metric asks for one', async () => {
    const found = await measured(BINARY);
    expect(found).toMatchObject({ state: 'measured', verdict: null });
    expect(found.private_skill).toBeGreaterThan(1);
  });

  it('says how it ended where the challenge’s limits are too small for it', async () => {
    const found = await measured({ ...REGRESSION, limits: { cpuSeconds: 60, memoryMiB: 32 } });
    expect(found).toMatchObject({ state: 'failed', private_skill: null });
    expect(['memory_limit', 'runtime_error']).toContain(found.verdict);
  });
});

describe('asking for a stronger reference', () => {
  let lab: Laboratory;
  let challenge: Challenge;
  const at = (id: string) => `${lab.path}/challenges/${id}/stronger-reference`;

  beforeAll(async () => {
    lab = await Laboratory.open();
    const rows = Array.from(
      { length: 600 },
      (_, i) => `${i % 83},${2 * (i % 83) + ((i * 7) % 11)}`,
    );
    const { version } = await lab.aSplit(`x,y\n${rows.join('\n')}\n`);
    challenge = await lab.published(version.id, {
      target: { kind: 'column', column: 'y' },
      task: 'regression',
      metric: 'rmse',
      closesAt: '2026-03-20T05:00:00Z',
    });
  });
  afterAll(() => lab.close());

  it('is the instructor’s alone, and twice is once', async () => {
    const assistant = await lab.t.world.aMember(lab.courseId, 'assistant');
    for (const who of [assistant, lab.student])
      await lab.t.as(who).post(at(challenge.id)).expect(403);
    await lab.t.as(lab.student).get(at(challenge.id)).expect(404);
    const before = await lab.t.as(lab.instructor).get(at(challenge.id)).expect(200);
    expect(before.body).toMatchObject({ state: 'unasked', privateSkill: null });
    const first = await lab.t.as(lab.instructor).post(at(challenge.id)).expect(201);
    lab.t.clock.moveTo('2026-03-03T15:00:00Z');
    const second = await lab.t.as(lab.instructor).post(at(challenge.id)).expect(201);
    expect(first.body).toMatchObject({ state: 'waiting' });
    expect((second.body as StrongerReference).askedAt).toBe(
      (first.body as StrongerReference).askedAt,
    );
  });

  it('is refused where there is no skill to measure between', async () => {
    const draft = await lab.aDraft(challenge.datasetVersionId, {
      target: { kind: 'column', column: 'y' },
      task: 'regression',
      metric: 'mae',
    });
    const { body } = await lab.t.as(lab.instructor).post(at(draft.id)).expect(409);
    expect(body).toMatchObject({ code: 'no-skill' });
  });
});
