import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { access, chmod, constants, mkdir, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { join, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { promisify } from 'node:util';

import { blockingFolder, type JobFolder, prepareJob } from './job-folder';
import { DEFAULT_LIMITS, type Limits, type Outcome, type SandboxJob } from './outcome';
import { BWRAP, hostUid, runInSandbox } from './sandbox';
import { PROBE } from './selftest-probe';

/** What the self-test tries, one by one; a failed one is named by these words. */
export const CHECKS = [
  'canary_hidden',
  'root_read_only',
  'no_secret_in_pid_1',
  'loopback_only',
  'own_pid_namespace',
  'uid_not_root',
  'no_capabilities',
  'no_new_privileges',
  'seccomp_on',
  'user_namespaces_refused',
  'no_inherited_descriptor',
  'process_limit',
  'file_size_limit',
  'host_loopback_unreachable',
  'result_pipe',
  'memory_kill',
  'wall_kill',
  'output_kill',
] as const;
export type Check = (typeof CHECKS)[number];

/** Why code cannot run here. The web has a sentence for each, with its facts; `fix` is the line to run or the thing to do. */
export type SelfTestFault =
  | { readonly code: 'not_linux'; readonly fix: string }
  | { readonly code: 'bubblewrap_missing'; readonly fix: string }
  | { readonly code: 'bubblewrap_too_old'; readonly found: string; readonly fix: string }
  | { readonly code: 'python_missing'; readonly fix: string }
  | { readonly code: 'user_namespaces_refused'; readonly detail: string; readonly fix: string }
  | { readonly code: 'folder_unreachable'; readonly folder: string; readonly fix: string }
  | { readonly code: 'sandbox_broken'; readonly detail: string; readonly fix: string }
  | {
      readonly code: 'check_failed';
      readonly check: Check;
      readonly detail: string;
      readonly fix: string;
    };

/** Fail closed: code is accepted only where `usable` is true, and that only where every check held. */
export type SelfTest =
  | { readonly usable: true; readonly isolation: string; readonly tookMs: number }
  | { readonly usable: false; readonly faults: readonly SelfTestFault[]; readonly tookMs: number };

export interface SelfTestPlaces {
  /** The installation's data folder, where labels lie: the canary is laid here. */
  readonly data: string;
  /** Where job folders are made. */
  readonly jobs: string;
  /** Further folders that runs are given to read (a venv). */
  readonly readable?: readonly string[];
  readonly uid?: number;
}

const PYTHON = '/usr/bin/python3';
const MiB = 1024 * 1024;
const NOT_A_FAULT_OF_YOURS =
  'Do not run students’ code on this machine; report this line with the versions of its kernel and of bubblewrap.';

/**
 * Proves, by trying, that the sandbox holds on this machine: 18 checks, run at the worker's start and every hour.
 * What is missing is told before anything is tried; every failed check is named. Takes a second or two.
 */
export async function selfTest(places: SelfTestPlaces): Promise<SelfTest> {
  const started = performance.now();
  const tried = await everything(places);
  const tookMs = performance.now() - started;
  return tried.faults.length > 0
    ? { usable: false, faults: tried.faults, tookMs }
    : { usable: true, isolation: tried.isolation, tookMs };
}

interface Tried {
  readonly faults: readonly SelfTestFault[];
  readonly isolation: string;
}

/** What stands in the way of trying (a full disk, a folder that is not there) is a fault as well. */
async function everything(places: SelfTestPlaces): Promise<Tried> {
  try {
    const faults = await missingParts(places);
    return faults.length > 0 ? { faults, isolation: '' } : await tryAll(places);
  } catch (error) {
    return { faults: [broken(String(error))], isolation: '' };
  }
}

async function missingParts({
  jobs,
  readable = [],
  uid,
}: SelfTestPlaces): Promise<SelfTestFault[]> {
  if (process.platform !== 'linux')
    return [{ code: 'not_linux', fix: 'Run the evaluation worker on Linux.' }];
  const faults: SelfTestFault[] = [];
  const version = await bwrapVersion();
  if (version === undefined)
    faults.push({ code: 'bubblewrap_missing', fix: 'apt-get install bubblewrap' });
  else if (isOlderThan(version, [0, 8]))
    faults.push({
      code: 'bubblewrap_too_old',
      found: version,
      fix: 'Install bubblewrap 0.8 or newer (Debian 12, Ubuntu 24.04).',
    });
  if (!(await exists(PYTHON)))
    faults.push({ code: 'python_missing', fix: 'apt-get install python3' });
  const host = hostUid(uid);
  if (host === null) return faults;
  await mkdir(jobs, { recursive: true });
  await chmod(jobs, 0o711);
  for (const path of [jobs, ...readable]) {
    const folder = (await exists(path)) ? await blockingFolder(path, host) : undefined;
    if (folder !== undefined) faults.push(unreachable(folder));
  }
  return faults;
}

function unreachable(folder: string): SelfTestFault {
  return { code: 'folder_unreachable', folder, fix: `chmod o+x ${folder}` };
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path, constants.F_OK);
    return true;
  } catch {
    return false;
  }
}

async function bwrapVersion(): Promise<string | undefined> {
  try {
    const { stdout } = await promisify(execFile)(BWRAP, ['--version'], { env: {} });
    return /\d+(\.\d+)+/.exec(stdout)?.[0];
  } catch {
    return undefined;
  }
}

/** Compares by the numbers, not the letters: 0.11 is newer than 0.8. */
export function isOlderThan(version: string, [major, minor]: readonly [number, number]): boolean {
  const [own = 0, ownMinor = 0] = version.split('.').map(Number);
  return own < major || (own === major && ownMinor < minor);
}

async function tryAll(places: SelfTestPlaces): Promise<Tried> {
  const id = `selftest-${randomUUID()}`;
  const canary = join(resolve(places.data), `.canary-${id}`);
  const server = await listenOnLoopback();
  let folder: JobFolder | undefined;
  try {
    await writeFile(canary, 'CANARY', { mode: 0o644 });
    folder = await prepareJob({
      root: places.jobs,
      id,
      code: { kind: 'file', name: 'probe.py', bytes: Buffer.from(PROBE) },
      data: [],
    });
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const { probe, kills } = trials(folder, canary, port, places.uid);
    const [answer, ...ends] = await Promise.all([
      runInSandbox(probe),
      ...kills.map(({ job }) => runInSandbox(job)),
    ]);
    return {
      isolation: answer.isolation,
      faults: [
        ...faultsOfProbe(answer),
        ...kills.flatMap(({ check, verdict }, index) => {
          const end = ends[index]?.verdict;
          return end === verdict ? [] : [failed(check, `ended as ${end ?? '?'}, not ${verdict}`)];
        }),
      ],
    };
  } finally {
    await rm(canary, { force: true });
    await folder?.remove();
    server.close();
  }
}

function listenOnLoopback(): Promise<Server> {
  const server = createServer((socket) => {
    socket.end();
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      resolve(server);
    });
  });
}

interface Trials {
  probe: SandboxJob;
  kills: { check: Check; verdict: Outcome['verdict']; job: SandboxJob }[];
}

/** The probe, and three programs that must be killed; small limits, so that it is quick. */
function trials(folder: JobFolder, canary: string, port: number, uid: number | undefined): Trials {
  const job = (name: string, argv: string[], limits: Partial<Limits>): SandboxJob => ({
    id: `${folder.id}-${name}`,
    argv: [PYTHON, '-I', '-S', ...argv],
    folder: folder.path,
    binds: [],
    env: {},
    results: [],
    limits: { ...DEFAULT_LIMITS, cpuMs: 10_000, wallMs: 10_000, memoryBytes: 256 * MiB, ...limits },
    ...(uid === undefined ? {} : { uid }),
  });
  const limits = { processes: 24, fileBytes: MiB };
  const figures = [port, limits.processes, limits.fileBytes].map(String);
  return {
    probe: {
      ...job('probe', ['probe.py', canary, ...figures], limits),
      results: ['checks.json'],
    },
    kills: [
      {
        check: 'memory_kill',
        verdict: 'memory_limit',
        job: job('memory', ['-c', 'held = []\nwhile True: held.append(bytearray(2 << 20))'], {
          memoryBytes: 96 * MiB,
        }),
      },
      {
        check: 'wall_kill',
        verdict: 'wall_limit',
        job: job('wall', ['-c', 'import time; time.sleep(8)'], { wallMs: 400 }),
      },
      {
        check: 'output_kill',
        verdict: 'output_limit',
        job: job('output', ['-c', 'while True: print("x" * 65536)'], {}),
      },
    ],
  };
}

function failed(check: Check, detail: string): SelfTestFault {
  return { code: 'check_failed', check, detail, fix: NOT_A_FAULT_OF_YOURS };
}

/** The faults that the probe's answer shows: every check that did not say `true`, those it never came to included. */
export function faultsOfProbe(answer: Outcome): SelfTestFault[] {
  if (answer.verdict === 'sandbox_failure') return [whyItDidNotStart(answer.reason)];
  const bytes = answer.verdict === 'ok' && answer.files.get('checks.json');
  if (!bytes)
    return [failed('result_pipe', `${answer.verdict}: ${answer.stderr.text.trim().slice(-300)}`)];
  const said = JSON.parse(bytes.toString('utf8')) as Record<string, unknown>;
  const inside = CHECKS.slice(0, CHECKS.indexOf('result_pipe'));
  return inside.flatMap((check) =>
    said[check] === true
      ? []
      : [failed(check, said[check] === undefined ? 'was not tried' : JSON.stringify(said[check]))],
  );
}

/** bubblewrap's own words, by what is to be done about them. */
export function whyItDidNotStart(reason: string): SelfTestFault {
  if (/No permissions to creat|uid map|[Cc]reating new namespace failed|setns|unshare/.test(reason))
    return {
      code: 'user_namespaces_refused',
      detail: reason,
      fix: 'Allow user namespaces for bubblewrap: on Ubuntu 24.04 an AppArmor profile for /usr/bin/bwrap with “userns,”; on older Debian sysctl kernel.unprivileged_userns_clone=1; in a container its seccomp and AppArmor profiles must allow them.',
    };
  const folder =
    /Can't (?:find source path|bind mount|open|stat|mkdir)[^/]*(\/[^\s:]*): Permission denied/.exec(
      reason,
    )?.[1];
  if (folder !== undefined) return unreachable(folder);
  return broken(reason);
}

function broken(detail: string): SelfTestFault {
  return { code: 'sandbox_broken', detail, fix: NOT_A_FAULT_OF_YOURS };
}
