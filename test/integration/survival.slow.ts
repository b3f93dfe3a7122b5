import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Client } from 'pg';
import { DataSource } from 'typeorm';

import { PlatformModule } from '../../apps/api/src/platform/platform.module';
import { VaultModule } from '../../apps/api/src/vault';
import { freshDatabase } from '../support/database';
import {
  type ChallengeRows,
  EvaluatedCourse,
  SANDBOX,
  aDataFolder,
  environmentOf,
} from '../support/worker';

const ROOT = resolve(__dirname, '../..');
const SCRIPT = join(ROOT, 'dist/apps/api/src/worker.js');
const possible = SANDBOX && existsSync(SCRIPT);
if (!possible) console.warn('survival.slow: skipped; it needs bubblewrap and a build');

jest.setTimeout(300_000);

/** The database and the files, with nobody at work. */
@Module({ imports: [PlatformModule, VaultModule] })
class SiteModule {}

/** The worker as `npm start` runs it: built, a process of its own. */
class BuiltWorker {
  said = '';
  private constructor(readonly process: ChildProcess) {}

  static async start(database: string, data: string): Promise<BuiltWorker> {
    const env = { PATH: process.env['PATH'], ...environmentOf({ database, data, slots: 1 }) };
    const child = spawn(process.execPath, [SCRIPT], {
      cwd: ROOT,
      env: { ...env, LOG_LEVEL: 'warn' },
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    });
    const worker = new BuiltWorker(child);
    child.stdout?.on('data', (text: Buffer) => (worker.said += text.toString()));
    await once(child, 'message');
    return worker;
  }

  async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    const ended = once(this.process, 'exit');
    this.process.kill(signal);
    await ended;
  }
}

/** Processes whose command line has this text. */
function running(text: string): number {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(text);
      } catch {
        return false; // it ended while we looked
      }
    }).length;
}

const rows = (n: number): ChallengeRows => ({
  task: 'regression',
  metric: 'rmse',
  classes: [],
  rows: Array.from({ length: n }, (_, i) => ({ id: i, x: i, truth: i % 3, part: i % 3 })),
});
const onesFor = ({ rows: all }: ChallengeRows) =>
  `id,prediction\n${all.flatMap(({ id, part }) => (part > 0 ? [`${id},1\n`] : [])).join('')}`;
const SMALL = rows(12);
const slowly = (seconds: number) =>
  `import subprocess
subprocess.run(['sleep', '${seconds}'], check=True)
open('predictions.csv', 'w').write(${JSON.stringify(onesFor(SMALL))})`;

(possible ? describe : describe.skip)('what an evaluation survives', () => {
  let database: string;
  let data: string;
  let site: Awaited<ReturnType<typeof NestFactory.createApplicationContext>>;
  let course: EvaluatedCourse;
  let challenge: string;
  let worker: BuiltWorker;

  beforeAll(async () => {
    database = await freshDatabase();
    data = aDataFolder();
    Object.assign(process.env, environmentOf({ database, data }));
    site = await NestFactory.createApplicationContext(SiteModule, { logger: false });
    course = await EvaluatedCourse.on({ context: site, db: site.get(DataSource) });
    challenge = await course.aChallenge(SMALL);
  });
  beforeEach(async () => {
    worker = await BuiltWorker.start(database, data);
  });
  afterEach(() => worker.end('SIGTERM'));
  afterAll(async () => {
    await site.close();
    rmSync(data, { recursive: true, force: true });
  });

  async function scoredOnce(id: string, seconds: number) {
    const end = await course.reaches(id, 'scored', seconds);
    const scores = await course.scoresOf(id);
    expect(scores.filter(({ part, metric }) => part === 'public' && metric === 'rmse')).toEqual([
      expect.objectContaining({ value: expect.any(Number) }),
    ]);
    expect(end.stages.filter(({ state }) => state === 'scored')).toHaveLength(1);
    return end;
  }

  it('kill -9 of the worker in mid-run: the sandbox dies at once, one score within 60 s', async () => {
    const id = await course.submit(challenge, 'main.py', slowly(7.25));
    await course.reaches(id, 'running');
    for (let tries = 0; running('sleep\u00007.25') === 0; tries++) {
      if (tries > 200) throw new Error('the code never ran');
      await sleep(50);
    }
    await worker.end('SIGKILL');
    await sleep(1000);
    expect(running('sleep\u00007.25')).toBe(0);
    worker = await BuiltWorker.start(database, data);
    const end = await scoredOnce(id, 60);
    expect(end.attempt).toBe(2);
  });

  it('the database is away for 8 s in mid-run: work resumes, one score', async () => {
    const id = await course.submit(challenge, 'main.py', slowly(5));
    await course.reaches(id, 'running');
    const url = new URL(database);
    const name = url.pathname.slice(1);
    url.pathname = '/postgres';
    const admin = new Client({ connectionString: url.href });
    await admin.connect();
    await admin.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`);
    await admin.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [
      name,
    ]);
    await sleep(8000);
    await admin.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS true`);
    await admin.end();
    await scoredOnce(id, 120);
    expect(worker.process.exitCode).toBeNull();
  });

  it('the queue is dropped: what is submitted is scored by the sweep, and the log is not flooded', async () => {
    const client = new Client({ connectionString: database });
    await client.connect();
    await client.query('DROP SCHEMA queue CASCADE');
    await client.end();
    const id = await course.submit(challenge, 'p.csv', onesFor(SMALL));
    await scoredOnce(id, 40);
    await sleep(10_000);
    expect(worker.said.split('\n').length).toBeLessThan(40);
  });

  it('a million rows: read and scored beside the main loop, which goes on prolonging', async () => {
    const large = rows(1_000_000);
    const id = await course.submit(await course.aChallenge(large), 'p.csv', onesFor(large));
    let silent = 0;
    const watch = setInterval(
      () =>
        void site
          .get(DataSource)
          .query(`SELECT extract(epoch FROM now() - max(seen_at)) AS s FROM workers`)
          .then(([row]: { s: string }[]) => (silent = Math.max(silent, Number(row?.s)))),
      500,
    );
    const end = await scoredOnce(id, 280);
    clearInterval(watch);
    expect(end.attempt).toBe(1);
    expect(silent).toBeLessThan(15);
    console.log(
      `a million rows: ${end.stages.map(({ state, at }) => `${state} ${at.slice(14, 23)}`).join(', ')}; longest silence ${silent.toFixed(1)} s`,
    );
  });
});
