/**
 * The guard: a process of its own that starts the sandboxes, watches what they take, and kills at the limit.
 *
 * It is the parent of every sandbox, so that the kernel ends them with it (bwrap's --die-with-parent), and the
 * worker is on the other end of its IPC channel: when the worker vanishes, the guard ends. A blocked event loop
 * in the worker therefore guards nothing less. It holds no secret: its environment is empty.
 *
 * This file runs as `guard.js` after the build, and as `guard.ts` under jest, where Node strips its types: so it
 * imports node built-ins only, has erasable syntax only, and is otherwise imported for its types.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import {
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  rmdirSync,
  statfsSync,
  writeFileSync,
} from 'node:fs';
import { performance } from 'node:perf_hooks';
import { type Readable, type Writable } from 'node:stream';

/** What the guard enforces. Times in milliseconds, sizes in bytes. */
export interface GuardLimits {
  cpuMs: number;
  wallMs: number;
  memoryBytes: number;
  inodes: number;
  stdoutBytes: number;
  stderrBytes: number;
  resultBytes: number;
}

/** A sandbox to start: descriptors 3 result, 4 seccomp, 5 status, 6 bwrap's arguments. */
export interface Order {
  id: string;
  bwrap: string;
  /** What bwrap reads from descriptor 6: no host path stands on its command line, which the program can read. */
  options: string[];
  argv: string[];
  seccomp: Uint8Array;
  /** The host's user to become; null to stay who the guard is. */
  uid: number | null;
  /** Its sized file systems: where, and the size by which they are told from the host's. */
  tmpfs: { path: string; bytes: number }[];
  limits: GuardLimits;
}

export type KillReason =
  | 'cpu_limit'
  | 'wall_limit'
  | 'memory_limit'
  | 'disk_limit'
  | 'output_limit'
  | 'result_limit'
  | 'cancelled'
  | 'host_memory';

/** The bare facts of a run; what they mean is decided in verdict.rules.ts. */
export interface Report {
  id: string;
  killedFor: KillReason | null;
  /** From bwrap's status pipe; null: the program never ended by itself, or never began. */
  exitCode: number | null;
  /** Why bwrap could not be started or did not end; null in the ordinary case. */
  failure: string | null;
  cpuMs: number;
  wallMs: number;
  peakMemoryBytes: number;
  peakThreads: number;
  /** The fullest that any of its file systems was seen, from 0 to 1. */
  peakDisk: number;
  stdout: Uint8Array;
  stdoutTruncated: boolean;
  stderr: Uint8Array;
  stderrTruncated: boolean;
  result: Uint8Array;
  accounting: 'polling' | 'cgroup2';
}

export type ToGuard = { type: 'run'; order: Order } | { type: 'cancel'; id: string };
export type FromGuard = { type: 'ready' } | { type: 'done'; report: Report };

/** The argument that makes this file a process instead of a module. */
export const GUARD_FLAG = '--holdout-guard';

const POLL_MS = 25;
/** Near the limit: 2 GB/s into 256 MiB leave no 25 ms. */
const FAST_POLL_MS = 4;
const TICK_MS = 10; // USER_HZ is 100 on every Linux that Node supports
const PAGE_BYTES = 4096;
const TMPFS_MAGIC = 0x01021994;
/** Below this the host itself is in danger, and whoever is at fault, the sandboxes go first. */
const HOST_RESERVE_BYTES = 192 * 1024 * 1024;
const UNKILLABLE_MS = 5_000;

interface Process {
  pid: number;
  parent: number;
  /** Its own CPU time, and that of its ended children that were waited for. */
  ownMs: number;
  childrenMs: number;
  threads: number;
}

/**
 * `/proc/PID/stat`, whose second field is a name that may hold spaces and parentheses.
 * Undefined where the text is not such a line. See proc(5).
 */
export function parseStat(text: string): Process | undefined {
  const close = text.lastIndexOf(')');
  if (close < 0) return undefined;
  const fields = text.slice(close + 2).split(' ');
  const field = (number: number): number => Number(fields[number - 3]);
  const process: Process = {
    pid: Number.parseInt(text, 10),
    parent: field(4),
    ownMs: (field(14) + field(15)) * TICK_MS,
    childrenMs: (field(16) + field(17)) * TICK_MS,
    threads: field(20),
  };
  return Number.isNaN(process.threads) ? undefined : process;
}

const scratch = Buffer.alloc(4096);

/** A small file of /proc, or undefined where it is gone or not ours to read. */
function readProc(path: string): string | undefined {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(path, 'r');
    return scratch.toString('latin1', 0, readSync(descriptor, scratch, 0, scratch.length, 0));
  } catch {
    return undefined; // the process ended meanwhile
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

function availableMemory(): number {
  const match = /MemAvailable:\s+(\d+) kB/.exec(readProc('/proc/meminfo') ?? '');
  return match ? Number(match[1]) * 1024 : Infinity;
}

/**
 * Who descends from whom. Inside a PID namespace orphans go to its init, so every process of a sandbox has an
 * unbroken line to bwrap: the tree is complete, also for processes that hide by being non-dumpable.
 */
class Census {
  #strangers = new Set<number>();

  /** For each root, its live descendants, the root left out. */
  take(roots: ReadonlySet<number>): Map<number, Process[]> {
    const seen = new Map<number, Process>();
    const strangers = new Set<number>();
    for (const name of readdirSync('/proc')) {
      const first = name.charCodeAt(0);
      if (first < 48 || first > 57) continue;
      const pid = Number(name);
      if (this.#strangers.has(pid)) {
        strangers.add(pid);
        continue;
      }
      const process = parseStat(readProc(`/proc/${name}/stat`) ?? '');
      if (process) seen.set(pid, process);
    }
    const families = new Map<number, Process[]>([...roots].map((root) => [root, []]));
    for (const process of seen.values()) {
      const root = this.#rootOf(process, seen, roots, strangers);
      if (root === 'nobody') strangers.add(process.pid);
      else if (root !== 'unknown' && root !== process.pid) families.get(root)?.push(process);
    }
    this.#strangers = strangers;
    return families;
  }

  /** A line that breaks off (a parent ended between two reads) is unknown: asked again next time, never dismissed. */
  #rootOf(
    process: Process,
    seen: ReadonlyMap<number, Process>,
    roots: ReadonlySet<number>,
    strangers: ReadonlySet<number>,
  ): number | 'nobody' | 'unknown' {
    let at: Process | undefined = process;
    for (let steps = 0; at && steps < 4096; steps++) {
      if (roots.has(at.pid)) return at.pid;
      if (at.parent <= 1 || strangers.has(at.parent)) return 'nobody';
      at = seen.get(at.parent);
    }
    return 'unknown';
  }

  /** A new root may have been a stranger's number a moment ago. */
  forget(): void {
    this.#strangers.clear();
  }
}

/** Collects a stream up to a limit. */
class Intake {
  readonly #parts: Buffer[] = [];
  #length = 0;
  truncated = false;

  constructor(stream: Readable, limit: number, onTooMuch: () => void) {
    stream.on('error', () => undefined); // the sandbox was killed
    stream.on('data', (part: Buffer) => {
      const room = limit - this.#length;
      if (room > 0) this.#parts.push(part.length > room ? part.subarray(0, room) : part);
      this.#length += Math.min(part.length, Math.max(room, 0));
      if (part.length <= room) return;
      this.truncated = true;
      onTooMuch();
    });
  }

  bytes(): Buffer {
    return Buffer.concat(this.#parts);
  }
}

/** A delegated cgroup v2 of its own for one sandbox: the kernel counts and kills. */
class ControlGroup {
  readonly #path: string;

  constructor(path: string, memoryBytes: number) {
    this.#path = path;
    mkdirSync(path);
    this.#write('memory.max', String(memoryBytes));
    this.#write('memory.oom.group', '1');
    try {
      this.#write('memory.swap.max', '0');
    } catch {
      // a kernel without swap accounting
    }
  }

  #write(name: string, value: string): void {
    writeFileSync(`${this.#path}/${name}`, value);
  }

  #number(name: string, pattern: RegExp): number {
    const match = pattern.exec(readProc(`${this.#path}/${name}`) ?? '');
    return match ? Number(match[1]) : 0;
  }

  admit(pid: number): void {
    this.#write('cgroup.procs', String(pid));
  }

  cpuMs(): number {
    return this.#number('cpu.stat', /usage_usec (\d+)/) / 1000;
  }

  memoryBytes(): number {
    return Math.max(this.#number('memory.current', /(\d+)/), this.#number('memory.peak', /(\d+)/));
  }

  ranOutOfMemory(): boolean {
    return this.#number('memory.events', /oom_kill (\d+)/) > 0;
  }

  kill(): void {
    try {
      this.#write('cgroup.kill', '1');
    } catch {
      // gone already, or a kernel before 5.14: the namespace's init is killed besides
    }
  }

  remove(): void {
    try {
      rmdirSync(this.#path);
    } catch {
      // a process still leaves; the worker's next start clears it
    }
  }
}

/**
 * The delegated part of the cgroup v2 tree, or null where there is none (then the guard polls). The guard moves
 * itself into a leaf first: a group that gives controllers away may hold no process.
 */
function delegatedTree(): string | null {
  try {
    const own = /^0::(\/.*)$/m.exec(readFileSync('/proc/self/cgroup', 'latin1'))?.[1];
    if (own === undefined) return null;
    const path = `/sys/fs/cgroup${own}`;
    const controllers = readFileSync(`${path}/cgroup.controllers`, 'latin1').split(/\s+/);
    if (!controllers.includes('memory') || own === '/') return null;
    const leaf = `${path}/guard-${process.pid}`;
    mkdirSync(leaf);
    writeFileSync(`${leaf}/cgroup.procs`, String(process.pid));
    writeFileSync(`${path}/cgroup.subtree_control`, '+memory');
    return path;
  } catch {
    return null; // not ours to divide
  }
}

/** One sandbox from its start to its report. */
class Hold {
  readonly #order: Order;
  readonly #child: ChildProcess;
  readonly #started = performance.now();
  readonly #report: (report: Report) => void;
  readonly #stdout: Intake | undefined;
  readonly #stderr: Intake | undefined;
  readonly #result: Intake | undefined;
  readonly #wall: NodeJS.Timeout;
  readonly #group: ControlGroup | null;
  #unkillable: NodeJS.Timeout | undefined;
  #status = '';
  #killedFor: KillReason | null = null;
  #failure: string | null = null;
  #done = false;
  #cpuMs = 0;
  #goneMs = 0;
  #lastOwn = new Map<number, number>();
  #memory = 0;
  #growth = 0;
  #peakMemory = 0;
  #peakThreads = 0;
  #peakDisk = 0;

  constructor(order: Order, group: ControlGroup | null, report: (report: Report) => void) {
    this.#order = order;
    this.#group = group;
    this.#report = report;
    const { limits } = order;
    this.#wall = setTimeout(() => {
      this.kill('wall_limit');
    }, limits.wallMs);
    this.#child = this.#spawn();
    this.#child.on('error', (error) => {
      this.#failure = String(error);
      // A process that never was emits no close on its own.
      if (this.#child.pid === undefined) this.#finish();
    });
    this.#child.on('close', () => {
      this.#finish();
    });
    if (this.#child.pid === undefined) return;
    const [, stdout, stderr, result, seccomp, status, options] = this.#child.stdio as unknown as [
      unknown,
      Readable,
      Readable,
      Readable,
      Writable,
      Readable,
      Writable,
    ];
    for (const [stream, bytes] of [
      [seccomp, order.seccomp],
      [options, `${order.options.join('\0')}\0`],
    ] as const) {
      stream.on('error', () => undefined); // bwrap ended before it read them, and says so in its own words
      stream.end(bytes);
    }
    const tooMuchSaid = (): void => {
      this.kill('output_limit');
    };
    this.#stdout = new Intake(stdout, limits.stdoutBytes, tooMuchSaid);
    this.#stderr = new Intake(stderr, limits.stderrBytes, tooMuchSaid);
    this.#result = new Intake(result, limits.resultBytes, () => {
      this.kill('result_limit');
    });
    status.on('error', () => undefined);
    status.on('data', (part: Buffer) => {
      if (this.#status.length < 4096) this.#status += part.toString('latin1');
    });
  }

  /**
   * Starts bwrap with an empty environment. It forks nothing before it has read its options, which are sent when
   * this has returned: so what is set on it here holds for every process of the sandbox.
   */
  #spawn(): ChildProcess {
    const { bwrap, argv, uid } = this.#order;
    const child = spawn(bwrap, ['--args', '6', '--', ...argv], {
      stdio: ['ignore', 'pipe', 'pipe', 'pipe', 'pipe', 'pipe', 'pipe'],
      env: {},
      cwd: '/',
      ...(uid === null ? {} : { uid, gid: uid }),
    });
    // After a failed spawn there is no pid.
    if (child.pid === undefined) return child;
    this.#group?.admit(child.pid);
    try {
      // The kernel's own memory emergency takes a sandbox before anything else of the host.
      writeFileSync(`/proc/${child.pid}/oom_score_adj`, '1000');
    } catch {
      // it ended already; its close tells
    }
    return child;
  }

  get pid(): number | undefined {
    return this.#done ? undefined : this.#child.pid;
  }

  /** The first reason stands. */
  kill(reason: KillReason): void {
    if (this.#done || this.#killedFor !== null) return;
    this.#killedFor = reason;
    this.strike();
    this.#unkillable = setTimeout(() => {
      this.#failure = 'its processes did not end within 5 s of being killed';
      this.#finish();
    }, UNKILLABLE_MS);
  }

  /** The namespace's init first: with it the kernel kills everything inside. */
  strike(): void {
    this.#group?.kill();
    const init = /"child-pid":\s*(\d+)/.exec(this.#status)?.[1];
    // Only while bwrap lives is that number still its child's; and without a pid, kill(0) would hit our own group.
    if (this.#child.pid === undefined || this.#child.exitCode !== null) return;
    if (this.#child.signalCode !== null) return;
    try {
      if (init !== undefined) process.kill(Number(init), 'SIGKILL');
    } catch {
      // gone already
    }
    this.#child.kill('SIGKILL');
  }

  /** Counts what its processes hold, and kills at the limit. */
  weigh(family: readonly Process[]): void {
    const { limits } = this.#order;
    const disk = this.#diskUse(family);
    this.#countCpu(family);
    let anonymous = 0;
    let shared = 0;
    let threads = 0;
    for (const { pid, threads: own } of family) {
      threads += own;
      // size resident shared …, in pages. Shared are files' pages: the same library in each process, once.
      const pages = (readProc(`/proc/${pid}/statm`) ?? '').split(' ');
      const ofFiles = Number(pages[2] ?? 0);
      anonymous += Math.max(0, Number(pages[1] ?? 0) - ofFiles);
      shared = Math.max(shared, ofFiles);
    }
    const memory = this.#group
      ? this.#group.memoryBytes()
      : (anonymous + shared) * PAGE_BYTES + disk.bytes;
    this.#growth = Math.max(memory - this.#memory, 0);
    this.#memory = memory;
    this.#peakMemory = Math.max(this.#peakMemory, memory);
    this.#peakThreads = Math.max(this.#peakThreads, threads);
    this.#peakDisk = Math.max(this.#peakDisk, disk.fullest);
    if (memory > limits.memoryBytes || this.#group?.ranOutOfMemory()) this.kill('memory_limit');
    else if (this.#cpuMs > limits.cpuMs) this.kill('cpu_limit');
    else if (disk.inodes > limits.inodes) this.kill('disk_limit');
  }

  /** Whether it could pass its memory limit before an ordinary poll. */
  get hurries(): boolean {
    return this.#growth * 2 > this.#order.limits.memoryBytes - this.#memory;
  }

  get memoryBytes(): number {
    return this.#memory;
  }

  /**
   * Two lower bounds, the higher counts: the live ones with what they inherited from children they waited for;
   * and the live ones alone with what the vanished were last seen at (children nobody waited for).
   */
  #countCpu(family: readonly Process[]): void {
    let waited = 0;
    let own = 0;
    const now = new Map<number, number>();
    for (const process of family) {
      waited += process.ownMs + process.childrenMs;
      own += process.ownMs;
      now.set(process.pid, process.ownMs);
    }
    for (const [pid, ms] of this.#lastOwn) if (!now.has(pid)) this.#goneMs += ms;
    this.#lastOwn = now;
    const counted = this.#group?.cpuMs() ?? Math.max(waited, own + this.#goneMs);
    this.#cpuMs = Math.max(this.#cpuMs, counted);
  }

  #diskUse(family: readonly Process[]): { bytes: number; inodes: number; fullest: number } {
    for (const { pid } of family) {
      const use = this.#diskSeenBy(pid);
      if (use) return use;
    }
    return { bytes: 0, inodes: 0, fullest: 0 };
  }

  /** Before pivot_root a process still sees the host's folders: only a tmpfs of the expected size is the sandbox's. */
  #diskSeenBy(pid: number): { bytes: number; inodes: number; fullest: number } | undefined {
    const use = { bytes: 0, inodes: 0, fullest: 0 };
    for (const { path, bytes } of this.#order.tmpfs) {
      try {
        const stat = statfsSync(`/proc/${pid}/root${path}`);
        const size = stat.blocks * stat.bsize;
        if (stat.type !== TMPFS_MAGIC || size !== Math.ceil(bytes / PAGE_BYTES) * PAGE_BYTES)
          return undefined;
        const used = (stat.blocks - stat.bfree) * stat.bsize;
        use.bytes += used;
        use.inodes += stat.files - stat.ffree;
        use.fullest = Math.max(use.fullest, used / size);
      } catch {
        return undefined;
      }
    }
    return use;
  }

  #finish(): void {
    if (this.#done) return;
    this.#done = true;
    clearTimeout(this.#wall);
    clearTimeout(this.#unkillable);
    const code = /"exit-code":\s*(\d+)/.exec(this.#status)?.[1];
    if (this.#group) {
      this.#cpuMs = Math.max(this.#cpuMs, this.#group.cpuMs());
      this.#peakMemory = Math.max(this.#peakMemory, this.#group.memoryBytes());
      if (this.#group.ranOutOfMemory()) this.#killedFor ??= 'memory_limit';
      this.#group.remove();
    }
    this.#report({
      id: this.#order.id,
      killedFor: this.#killedFor,
      exitCode: code === undefined ? null : Number(code),
      failure: this.#failure,
      cpuMs: this.#cpuMs,
      wallMs: performance.now() - this.#started,
      peakMemoryBytes: this.#peakMemory,
      peakThreads: this.#peakThreads,
      peakDisk: this.#peakDisk,
      stdout: this.#stdout?.bytes() ?? Buffer.alloc(0),
      stdoutTruncated: this.#stdout?.truncated ?? false,
      stderr: this.#stderr?.bytes() ?? Buffer.alloc(0),
      stderrTruncated: this.#stderr?.truncated ?? false,
      result: this.#result?.bytes() ?? Buffer.alloc(0),
      accounting: this.#group ? 'cgroup2' : 'polling',
    });
  }
}

/** Serves the worker at the other end of the IPC channel until it goes. */
function serve(): void {
  const holds = new Map<string, Hold>();
  const census = new Census();
  const tree = delegatedTree();
  let timer: NodeJS.Timeout | undefined;
  const say = (message: FromGuard): void => {
    process.send?.(message);
  };

  const weighAll = (): void => {
    timer = undefined;
    const roots = new Map<number, Hold>();
    for (const hold of holds.values()) if (hold.pid !== undefined) roots.set(hold.pid, hold);
    for (const [pid, family] of census.take(new Set(roots.keys()))) roots.get(pid)?.weigh(family);
    if (availableMemory() < HOST_RESERVE_BYTES) {
      const largest = [...roots.values()].sort((a, b) => b.memoryBytes - a.memoryBytes)[0];
      largest?.kill('host_memory');
    }
    keepWeighing();
  };
  const keepWeighing = (): void => {
    if (holds.size === 0 || timer) return;
    const hurry = [...holds.values()].some((hold) => hold.hurries);
    timer = setTimeout(weighAll, hurry ? FAST_POLL_MS : POLL_MS);
  };

  const leave = (): void => {
    for (const hold of holds.values()) hold.strike();
    process.exit(0);
  };
  process.on('disconnect', leave);
  process.on('SIGTERM', leave);
  process.on('message', (message: ToGuard) => {
    if (message.type === 'cancel') {
      holds.get(message.id)?.kill('cancelled');
      return;
    }
    const { order } = message;
    census.forget();
    const group =
      tree === null ? null : new ControlGroup(`${tree}/job-${order.id}`, order.limits.memoryBytes);
    holds.set(
      order.id,
      new Hold(order, group, (report) => {
        holds.delete(report.id);
        say({ type: 'done', report });
      }),
    );
    keepWeighing();
  });
  say({ type: 'ready' });
}

if (process.argv.includes(GUARD_FLAG)) serve();
