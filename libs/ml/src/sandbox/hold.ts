import { type ChildProcess, spawn } from 'node:child_process';
import { statfsSync, writeFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { type Readable, type Writable } from 'node:stream';

import { type Process, readProc } from './census.ts';
import { type ControlGroup } from './control-group.ts';
import { type KillReason, type Order, type Report } from './guard-protocol.ts';

const PAGE_BYTES = 4096;
const TMPFS_MAGIC = 0x01021994;
/** What a socket that nobody reads may hold: net.core.wmem_default, which the filter lets nobody raise, and a letter. */
const SOCKET_BYTES = 256 * 1024;
const UNKILLABLE_MS = 5_000;

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

/**
 * What a process holds: its own pages with the tables that lead to them (a page of zeros costs nothing but its table),
 * and those of files and of shared memory, which others may hold too. See proc(5), `status`. Zero where it is gone.
 */
function residentMemory(pid: number): { own: number; shared: number } {
  const status = readProc(`/proc/${pid}/status`) ?? '';
  const bytes = (field: string): number =>
    Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? 0) * 1024;
  return { own: bytes('RssAnon') + bytes('VmPTE'), shared: bytes('RssFile') + bytes('RssShmem') };
}

/** How many sockets its network namespace has, all of them the sandbox's. */
function socketCount(pid: number): number {
  const match = /^sockets: used (\d+)/.exec(readProc(`/proc/${pid}/net/sockstat`) ?? '');
  return match ? Number(match[1]) : 0;
}

/** What the kernel keeps for a sandbox outside of its processes. */
interface KernelUse {
  /** In its file systems. */
  bytes: number;
  inodes: number;
  sockets: number;
}

/** One sandbox from its start to its report. */
export class Hold {
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
    try {
      this.#group?.admit(child.pid);
    } catch (error) {
      this.#failure = `not admitted to its control group: ${String(error)}`; // nobody would count it
      child.kill('SIGKILL');
    }
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
    const kernel = this.#kernelUse(family);
    this.#countCpu(family);
    let own = 0;
    let shared = 0;
    let threads = 0;
    for (const { pid, threads: count } of family) {
      threads += count;
      const resident = residentMemory(pid);
      own += resident.own;
      shared = Math.max(shared, resident.shared);
    }
    const memory = this.#group ? this.#group.memoryBytes() : own + shared + kernel.bytes;
    this.#growth = Math.max(memory - this.#memory, 0);
    this.#memory = memory;
    this.#peakMemory = Math.max(this.#peakMemory, memory);
    this.#peakThreads = Math.max(this.#peakThreads, threads);
    const inSockets = this.#group ? 0 : kernel.sockets * SOCKET_BYTES;
    if (memory + inSockets > limits.memoryBytes || this.#group?.ranOutOfMemory())
      this.kill('memory_limit');
    else if (this.#cpuMs > limits.cpuMs) this.kill('cpu_limit');
    else if (kernel.inodes > limits.inodes) this.kill('disk_limit');
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

  #kernelUse(family: readonly Process[]): KernelUse {
    for (const { pid } of family) {
      const use = this.#kernelUseSeenBy(pid);
      if (use) return { ...use, sockets: socketCount(pid) };
    }
    return { bytes: 0, inodes: 0, sockets: 0 };
  }

  /** Before pivot_root a process still sees the host's folders: only a tmpfs of the expected size is the sandbox's. */
  #kernelUseSeenBy(pid: number): KernelUse | undefined {
    const use = { bytes: 0, inodes: 0, sockets: 0 };
    for (const { path, bytes } of this.#order.tmpfs) {
      try {
        const stat = statfsSync(`/proc/${pid}/root${path}`);
        const size = stat.blocks * stat.bsize;
        if (stat.type !== TMPFS_MAGIC || size !== Math.ceil(bytes / PAGE_BYTES) * PAGE_BYTES)
          return undefined;
        const used = (stat.blocks - stat.bfree) * stat.bsize;
        use.bytes += used;
        use.inodes += stat.files - stat.ffree;
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
      stdout: this.#stdout?.bytes() ?? Buffer.alloc(0),
      stdoutTruncated: this.#stdout?.truncated ?? false,
      stderr: this.#stderr?.bytes() ?? Buffer.alloc(0),
      stderrTruncated: this.#stderr?.truncated ?? false,
      result: this.#result?.bytes() ?? Buffer.alloc(0),
      accounting: this.#group ? 'cgroup2' : 'polling',
    });
  }
}
