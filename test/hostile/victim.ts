import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import {
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import {
  findNodeHost,
  findPython,
  findR,
  javascriptRuntime,
  jobFor,
  type Runtime,
} from '@holdout/ml/runtimes';
import {
  type JobFolder,
  type Limits,
  type Outcome,
  prepareJob,
  runInSandbox,
  type SandboxJob,
  stopGuard,
} from '@holdout/ml/sandbox';

import { VENV } from '../support/venv';

const MiB = 1024 * 1024;
const PROGRAMS = join(__dirname, 'programs');
/** Not of what is planted: it may change, and is made once. */
const NODE_FOLDER = join(tmpdir(), 'holdout-hostile-node');
/** Not the product's own: so that what is left by these programs is told from any other run on the machine. */
export const HOSTILE_UID = 61235;

/** Small, so that what must be killed is killed soon. */
export const SMALL: Partial<Limits> = { cpuMs: 1_500, wallMs: 20_000, memoryBytes: 256 * MiB };

/** Why nothing can be tried on this machine, or undefined. */
export function whyNot(): string | undefined {
  if (process.platform !== 'linux') return 'the sandbox runs on Linux only';
  if (!existsSync('/usr/bin/bwrap')) return 'bubblewrap is missing: apt-get install bubblewrap';
  if (!existsSync('/usr/bin/python3')) return 'python3 is missing: apt-get install python3';
  return undefined;
}

/** What came of one hostile program, and of the honest one after it. */
export interface Aftermath {
  readonly outcome: Outcome;
  readonly held: number;
  readonly breaches: readonly string[];
  /** Everything a student could read of the run. */
  readonly readable: string;
  /** The job folder as the run left it, compared with what was laid out. */
  readonly folderChanged: boolean;
}

/**
 * A machine worth attacking: labels, secrets, services and other people's jobs, all planted where a careless
 * sandbox would show them, and all carrying one canary.
 */
export class Victim {
  readonly canary: string;
  readonly labels: string;
  readonly #root: string;
  readonly #runtime: Runtime;
  readonly #servers: readonly Server[];
  readonly #targets: object;
  readonly #before: string;
  #count = 0;
  #r: Promise<Runtime> | undefined;
  #javascript: Promise<Runtime> | undefined;

  private constructor(planted: {
    root: string;
    canary: string;
    runtime: Runtime;
    servers: readonly Server[];
    targets: { labels: string };
    before: string;
  }) {
    this.#root = planted.root;
    this.labels = planted.targets.labels;
    this.canary = planted.canary;
    this.#runtime = planted.runtime;
    this.#servers = planted.servers;
    this.#targets = planted.targets;
    this.#before = planted.before;
  }

  static async plant(): Promise<Victim> {
    const canary = `CANARY${randomBytes(12).toString('hex')}`;
    const root = await mkdtemp(join(tmpdir(), 'holdout-hostile-'));
    await chmod(root, 0o711);
    const labels = join(root, 'vault', 'labels.csv');
    const otherJob = join(root, 'jobs', 'f00dfeed', 'code', 'main.py');
    await mkdir(join(root, 'jobs'));
    await chmod(join(root, 'jobs'), 0o711);
    for (const path of [labels, otherJob]) {
      await mkdir(join(path, '..'), { recursive: true });
      await writeFile(path, `id,label\n1,${canary}\n`);
      await chmod(path, 0o644);
    }
    // In the worker's own environment, where the guard and bwrap could hand it on.
    process.env['HOLDOUT_SECRET'] = canary;
    await stopGuard();
    const abstractSocket = `holdout-hostile-${randomBytes(6).toString('hex')}`;
    const socketFile = join(root, 'service.sock');
    const servers = await Promise.all([
      listening(canary, { host: '127.0.0.1', port: 0 }),
      listening(canary, { path: `\0${abstractSocket}` }),
      listening(canary, { path: socketFile }),
    ]);
    await chmod(socketFile, 0o777);
    const address = servers[0].address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const found = await findPython({
      uid: HOSTILE_UID,
      ...(existsSync(VENV) ? { venv: VENV } : {}),
    });
    if (!found.found) throw new Error(`${found.detail}: ${found.fix}`);
    const targets = {
      root,
      labels,
      otherJob,
      jobs: join(root, 'jobs'),
      port,
      abstractSocket,
      socketFile,
    };
    const { runtime } = found;
    const before = await fingerprint(root);
    return new Victim({ root, canary, runtime, servers, targets, before });
  }

  /** Whatever is planted, as it was planted? */
  async isUnharmed(): Promise<boolean> {
    return (await fingerprint(this.#root)) === this.#before;
  }

  /** Found when one of its programs is the first. */
  #runtimeOf(name: string): Promise<Runtime> {
    if (name.endsWith('.py')) return Promise.resolve(this.#runtime);
    if (name.endsWith('.R')) return (this.#r ??= theR());
    return (this.#javascript ??= theJavascript());
  }

  /** Lays out a job of that program. The caller removes its folder. */
  async prepare(
    program: string,
    limits: Partial<Limits> = SMALL,
  ): Promise<{ folder: JobFolder; job: SandboxJob }> {
    const targets = join(this.#root, `targets-${++this.#count}.json`);
    const test = join(this.#root, `test-${this.#count}.csv`);
    await writeFile(targets, JSON.stringify(this.#targets));
    await writeFile(test, 'id,x\n1,0.1\n2,0.2\n');
    const name = program.includes('.') ? program : `${program}.py`;
    // attempt.py is laid beside the data below; an import behind a condition is not looked for among the packages.
    const source = await readFile(join(PROGRAMS, name), 'utf8');
    const bytes = Buffer.from(
      source.replace(/^from attempt import/m, 'if True: from attempt import'),
    );
    const runtime = await this.#runtimeOf(name);
    const validation = runtime.validate(bytes, name);
    if (!validation.valid) throw new Error(JSON.stringify(validation.complaints));
    const folder = await prepareJob({
      root: join(this.#root, 'jobs'),
      id: `${this.#count}-${randomBytes(6).toString('hex')}`,
      code: validation.entry,
      files: runtime.files ?? {},
      data: [
        { name: 'attempt.py', path: join(PROGRAMS, 'attempt.py') },
        { name: 'targets.json', path: targets },
        { name: 'test.csv', path: test },
      ],
    });
    await rm(targets);
    await rm(test);
    // prepareJob makes what it lays out readable; this file was forgotten there.
    const forgotten = join(folder.path, 'data', 'private.csv');
    await writeFile(forgotten, this.canary, { mode: process.getuid?.() === 0 ? 0o600 : 0 });
    const job = jobFor(runtime, validation.entry, folder, {
      uid: HOSTILE_UID,
      limits: { ...SMALL, ...limits },
    });
    return { folder, job: { ...job, env: { ...job.env, PYTHONPATH: '/in/data' } } };
  }

  async run(program: string, limits?: Partial<Limits>): Promise<Aftermath> {
    const { folder, job } = await this.prepare(program, limits);
    try {
      const before = await fingerprint(folder.path);
      const outcome = await runInSandbox(job);
      const files = outcome.verdict === 'ok' ? [...outcome.files.values()] : [];
      const lines = `${outcome.stdout.text}\n${outcome.stderr.text}`.split('\n');
      return {
        outcome,
        held: lines.filter((line) => line.startsWith('held')).length,
        breaches: lines.filter((line) => line.startsWith('BREACH')),
        readable: [...lines, ...files.map((file) => file.toString('latin1'))].join('\n'),
        folderChanged: (await fingerprint(folder.path)) !== before,
      };
    } finally {
      await folder.remove();
    }
  }

  async leave(): Promise<void> {
    delete process.env['HOLDOUT_SECRET'];
    await stopGuard();
    for (const server of this.#servers) server.close();
    await rm(this.#root, { recursive: true, force: true });
  }
}

async function theR(): Promise<Runtime> {
  const r = await findR({ uid: HOSTILE_UID });
  if (!r.found) throw new Error(`${r.detail}: ${r.fix}`);
  return r.runtime;
}

async function theJavascript(): Promise<Runtime> {
  const node = await findNodeHost({ folder: NODE_FOLDER, uid: HOSTILE_UID });
  if (!node.found) throw new Error(node.detail);
  return javascriptRuntime(node.host);
}

function listening(
  secret: string,
  where: { host: string; port: number } | { path: string },
): Promise<Server> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.end(secret);
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(where, () => {
      resolve(server);
    });
  });
}

/** Names, modes, owners, times and contents of everything below; other jobs come and go and are left out. */
async function fingerprint(folder: string): Promise<string> {
  const lines: string[] = [];
  for (const path of (await readdir(folder, { recursive: true })).sort()) {
    if (/^(jobs\/\d+-|targets-|test-)/.test(path)) continue;
    const full = join(folder, path);
    const { mode, uid, size, mtimeMs, ino } = await stat(full);
    // A folder, a socket, or a file that even we may not read has none.
    const content = await readFile(full, 'hex').catch(() => '');
    lines.push([path, mode, uid, size, path === 'jobs' ? '' : mtimeMs, ino, content].join(' '));
  }
  return lines.join('\n');
}

/**
 * Every process that any hostile program of this run still has, wherever in the tree it hides: as root those of its
 * user; else those of ours that see other process numbers than we do, or do not let us look.
 */
export async function processesLeft(): Promise<number[]> {
  const root = process.getuid?.() === 0;
  const owner = root ? HOSTILE_UID : process.getuid?.();
  const ours = await readlink('/proc/self/ns/pid');
  const found: number[] = [];
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const status = await readFile(`/proc/${name}/status`, 'latin1').catch(() => '');
    const field = (of: string): string =>
      new RegExp(`^${of}:\\s*(\\S+)`, 'm').exec(status)?.[1] ?? '';
    // A zombie is gone but for its parent's asking.
    if (status === '' || field('State') === 'Z' || Number(field('Uid')) !== owner) continue;
    const numbers = await readlink(`/proc/${name}/ns/pid`).catch(() => 'hidden');
    if (root || numbers !== ours) found.push(Number(name));
  }
  return found;
}

/** Those of them that are there a second after their end. */
export async function leftAfterASecond(): Promise<number[]> {
  for (let tries = 0; ; tries++) {
    const left = await processesLeft();
    if (left.length === 0 || tries === 20) return left;
    await wait(50);
  }
}

/** Runs them two at a time, as many as a small machine has processors; answers in their order. */
export async function twoAtATime<T, R>(
  items: readonly T[],
  deed: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < items.length) {
      const index = next++;
      results[index] = await deed(items[index]!);
    }
  };
  await Promise.all([work(), work()]);
  return results;
}
