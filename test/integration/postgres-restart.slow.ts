import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, type Socket, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';

import { type TestApp, startApp } from '../support/app';
import {
  type Ended,
  EvaluatedCourse,
  SANDBOX,
  type TestWorker,
  startWorker,
} from '../support/worker';

interface Cluster {
  readonly url: string;
  stop(): Promise<void>;
}

const TOOLS = join(__dirname, '../../tools');

/** One address for a server that comes back at another port. */
async function aGate() {
  let target = 0;
  const open = new Set<Socket>();
  const gate = createServer((from) => {
    const to = connect(target, '127.0.0.1');
    for (const [one, other] of [
      [from, to],
      [to, from],
    ] as const) {
      open.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        open.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  });
  await new Promise<void>((done) => gate.listen(0, '127.0.0.1', done));
  return {
    port: (gate.address() as AddressInfo).port,
    leadsTo(url: string) {
      target = Number(new URL(url).port);
    },
    close() {
      for (const socket of open) socket.destroy();
      gate.close();
    },
  };
}

jest.setTimeout(120_000);
const withSandbox = SANDBOX ? it : it.skip;
if (!SANDBOX) console.warn('skipped: bubblewrap or Python is not here');

describe('PostgreSQL that is restarted in the middle of a run', () => {
  const place = mkdtempSync(`${tmpdir()}/holdout-restart-`);
  let cluster: Cluster;
  let gate: Awaited<ReturnType<typeof aGate>>;
  let app: TestApp;
  let worker: TestWorker;

  const start = async () => {
    const { openDatabase } = (await import(pathToFileURL(join(TOOLS, 'postgres.mjs')).href)) as {
      readonly openDatabase: (given: object) => Promise<Cluster>;
    };
    cluster = await openDatabase({ folder: join(place, 'postgres'), env: {} });
    gate.leadsTo(cluster.url);
  };
  beforeAll(async () => {
    gate = await aGate();
    await start();
    execFileSync(process.execPath, [join(TOOLS, 'migrate.mjs')], {
      env: { ...process.env, DATABASE_URL: cluster.url },
    });
    const url = new URL(cluster.url);
    url.port = String(gate.port);
    app = await startApp({ DATABASE_URL: url.href });
    worker = await startWorker({ database: url.href });
  });
  afterAll(async () => {
    await worker.stop();
    worker.remove();
    await app.close();
    gate.close();
    await cluster.stop();
    rmSync(place, { recursive: true, force: true });
  });

  withSandbox(
    'costs nobody anything: the run ends with one score, and pages say 503 meanwhile',
    async () => {
      const course = await EvaluatedCourse.on(worker);
      const challenge = await course.aChallenge({
        task: 'regression',
        metric: 'rmse',
        classes: [],
        rows: Array.from({ length: 60 }, (_, id) => ({ id, x: id, truth: 2 * id, part: id % 3 })),
      });
      const program = [
        'import csv, time',
        'time.sleep(5)',
        'rows = list(csv.DictReader(open("data/test.csv")))',
        'with open("predictions.csv", "w") as out:',
        '    out.write("id,prediction\\n")',
        "    out.writelines(f\"{r['id']},{2 * float(r['x']) + 1}\\n\" for r in rows)",
      ].join('\n');
      const running = await course.submit(challenge, 'main.py', program);
      await course.reaches(running, 'running');
      const waiting = await course.submit(challenge, 'main.py', program);

      await cluster.stop();
      const away = await app.anonymous().get('/health/ready');
      expect(away.status).toBe(503);
      const page = await app.as({ token: 'x'.repeat(43) }).get('/api/courses');
      expect(page.status).toBe(503);
      expect(page.headers['retry-after']).toBe('5');
      await sleep(3000);
      await start();

      for (const id of [running, waiting]) {
        const end = await untilItEnds(course, id);
        expect(end.state).toBe('scored');
        expect(end.returned_at).toBeNull();
        const scores = await course.scoresOf(id);
        expect(
          scores.filter(({ part, metric }) => part === 'public' && metric === 'rmse'),
        ).toMatchObject([{ value: 1 }]);
      }
      expect((await app.anonymous().get('/health/ready')).status).toBe(200);
    },
  );
});

/** A run whose worker could not say that it lives is begun again when its lease ends, after 30 s. */
async function untilItEnds(course: EvaluatedCourse, id: string): Promise<Ended> {
  const end = performance.now() + 90_000;
  while (performance.now() < end) {
    const row = await course.stands(id).catch(() => undefined);
    if (row && ['scored', 'rejected', 'failed', 'cancelled'].includes(row.state)) return row;
    await sleep(200);
  }
  throw new Error(`${id} did not end`);
}
