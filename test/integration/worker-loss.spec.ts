import { chmodSync } from 'node:fs';

import { Client } from 'pg';

import { Hints } from '../../apps/api/src/platform/queue/hints';
import { Evaluating } from '../../apps/api/src/evaluating';
import {
  type ChallengeRows,
  EvaluatedCourse,
  SANDBOX,
  type TestWorker,
  aDataFolder,
  startWorker,
} from '../support/worker';

if (!SANDBOX) console.warn('worker-loss.spec: no bubblewrap here; what runs code is skipped');
const withSandbox = SANDBOX ? it : it.skip;
const asRoot = process.getuid?.() === 0;
if (!asRoot) console.warn('worker-loss.spec: not root; a sandbox that is out of reach is skipped');
const whereReachMatters = SANDBOX && asRoot ? it : it.skip;

jest.setTimeout(60_000);

const ROWS: ChallengeRows = {
  task: 'regression',
  metric: 'rmse',
  classes: [],
  rows: Array.from({ length: 12 }, (_, i) => ({ id: i, x: i, truth: i % 3, part: i % 3 })),
};
const ONES = `id,prediction\n${ROWS.rows.flatMap(({ id, part }) => (part > 0 ? [`${id},1\n`] : [])).join('')}`;
const slowly = (seconds: number) =>
  `import time; time.sleep(${seconds}); open('predictions.csv', 'w').write(${JSON.stringify(ONES)})`;

let workers: TestWorker[] = [];
async function aWorker(place: Parameters<typeof startWorker>[0] = {}): Promise<TestWorker> {
  const worker = await startWorker(place);
  workers.push(worker);
  return worker;
}
afterEach(async () => {
  for (const worker of workers) await worker.stop();
  for (const worker of workers) worker.remove();
  workers = [];
}, 60_000);

withSandbox('a run whose worker was lost is taken up by another, and scored once', async () => {
  const first = await aWorker({ slots: 1 });
  const course = await EvaluatedCourse.on(first);
  const id = await course.submit(await course.aChallenge(ROWS), 'main.py', slowly(8));
  await course.reaches(id, 'running');
  await aWorker({ database: first.database, data: first.data, slots: 1 });
  // The first goes on prolonging what it holds: as if it hung, its lease runs out again and again.
  while ((await course.stands(id)).fence === '2')
    await first.db.query(
      `UPDATE evaluations SET lease_until = now() - interval '1 second' WHERE id = $1 AND fence = 2`,
      [id],
    );
  const end = await course.reaches(id, 'scored');
  expect(end.attempt).toBe(2);
  expect(end.stages.filter(({ state }) => state === 'running')).toHaveLength(2);
  expect(end.stages.slice(-2).map(({ state }) => state)).toEqual(['scoring', 'scored']);
  const told = await first.db.query(
    `SELECT count(*)::int AS times FROM live_events WHERE data->>'state' = 'scored' AND topic LIKE 'submissions:%:%'`,
  );
  expect(told).toEqual([{ times: 1 }]);
});

withSandbox('a worker that was lost three times in a run is enough', async () => {
  const worker = await aWorker({ slots: 1 });
  const course = await EvaluatedCourse.on(worker);
  const id = await course.submit(await course.aChallenge(ROWS), 'main.py', slowly(60));
  await course.reaches(id, 'running');
  await worker.db.query(
    `UPDATE evaluations SET attempt = 3, fence = fence + 1, lease_until = now() - interval '1 second' WHERE id = $1`,
    [id],
  );
  const end = await course.reaches(id, 'failed', 40);
  expect(end.verdict).toBe('worker_lost');
  expect(end.returned_at).not.toBeNull();
});

whereReachMatters('without a sound sandbox predictions are scored and code waits', async () => {
  const data = aDataFolder();
  chmodSync(data, 0o700);
  const worker = await aWorker({ data });
  const course = await EvaluatedCourse.on(worker);
  const challenge = await course.aChallenge(ROWS);
  const [row] = await worker.db.query('SELECT isolation, runtimes, faults FROM workers');
  expect(row).toEqual({
    isolation: 'none',
    runtimes: [],
    faults: [{ code: 'folder_unreachable', fix: `chmod o+x ${data}` }],
  });
  const code = await course.submit(challenge, 'main.py', slowly(0));
  await course.reaches(await course.submit(challenge, 'p.csv', ONES), 'scored');
  expect(await course.stands(code)).toMatchObject({ state: 'queued', log: null, usage: null });

  chmodSync(data, 0o711);
  await worker.context.get(Evaluating).prove();
  await worker.context.get(Hints).due('evaluation', code);
  await course.reaches(code, 'scored');
});

it('what nobody announced is found by the sweep', async () => {
  const worker = await aWorker();
  const course = await EvaluatedCourse.on(worker);
  const challenge = await course.aChallenge(ROWS);
  const id = await course.submit(challenge, 'p.csv', ONES, { announced: false });
  await course.reaches(id, 'scored', 20);
});

withSandbox(
  'a worker that is stopped gives its run back, and the attempt does not count',
  async () => {
    const first = await aWorker({ slots: 1 });
    const database = await freshConnection(first.database);
    const course = await EvaluatedCourse.on(first);
    const id = await course.submit(await course.aChallenge(ROWS), 'main.py', slowly(60));
    await course.reaches(id, 'running');
    workers = [];
    await first.stop();
    const { rows } = await database.query(
      'SELECT state, attempt, lease_until, ran_at, (SELECT count(*)::int FROM workers) AS workers FROM evaluations WHERE id = $1',
      [id],
    );
    await database.end();
    first.remove();
    expect(rows).toEqual([
      { state: 'queued', attempt: 0, lease_until: null, ran_at: null, workers: 0 },
    ]);
  },
);

async function freshConnection(connectionString: string): Promise<Client> {
  const client = new Client({ connectionString });
  await client.connect();
  return client;
}
