import { type ChildProcess, spawn } from 'node:child_process';
import { dirname, extname, join } from 'node:path';

import {
  type FromGuard,
  GUARD_FLAG,
  type Order,
  type Report,
  type ToGuard,
} from './guard-protocol';

/** Longer than the guard gives a killed sandbox to end: then it is the guard that hangs. */
const GRACE_MS = 10_000;

/**
 * Descriptors that native code in this process forgot to mark would reach the guard, and from there every sandbox:
 * close all but the standard ones and the channel, once, before it begins.
 */
const CLOSE_THE_REST =
  'for f in /proc/self/fd/*; do n=${f##*/}; [ "$n" -gt 3 ] && eval "exec $n>&-"; done; exec "$0" "$@"';

/** Under jest this file and the guard's are TypeScript, whose types Node strips; built, both are JavaScript. */
function guardCommand(): string[] {
  const guard = join(dirname(__filename), `guard${extname(__filename)}`);
  return [process.execPath, '--no-warnings', '--max-semi-space-size=1', guard, GUARD_FLAG];
}

interface Waiting {
  readonly settle: (report: Report) => void;
}

/** The guard process and the jobs it has in hand. Started once, restarted when it died. */
class ResidentGuard {
  #process: ChildProcess | undefined;
  #ready: Promise<void> = Promise.resolve();
  #words = '';
  readonly #waiting = new Map<string, Waiting>();

  /** Its pid, while it lives. */
  get pid(): number | undefined {
    return this.#process?.pid;
  }

  /** Starts it ahead of the first job: its 50 ms are then nobody's wait. */
  async start(): Promise<void> {
    if (!this.#process) this.#launch();
    this.#process?.channel?.ref(); // a program with nothing else to do would end here
    await this.#ready;
    if (this.#waiting.size === 0) this.#process?.channel?.unref();
  }

  /** Ends it, and with it every sandbox. */
  async stop(): Promise<void> {
    const child = this.#process;
    if (!child) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await gone;
  }

  /** Never rejects: a guard that dies or hangs is a `failure` of the report. */
  async run(order: Order, signal?: AbortSignal): Promise<Report> {
    if (signal?.aborted) return lost(order, null, 'cancelled');
    if (this.#waiting.has(order.id))
      return lost(order, `a job with the id ${order.id} is running already`);
    return new Promise((resolve) => {
      const cancel = (): void => {
        this.#send({ type: 'cancel', id: order.id });
      };
      const hung = setTimeout(() => {
        this.#process?.kill('SIGKILL');
        settle(lost(order, 'the guard did not answer'));
      }, order.limits.wallMs + GRACE_MS);
      const settle = (report: Report): void => {
        clearTimeout(hung);
        signal?.removeEventListener('abort', cancel);
        this.#waiting.delete(order.id);
        if (this.#waiting.size === 0) this.#process?.channel?.unref();
        resolve(report);
      };
      this.#waiting.set(order.id, { settle });
      signal?.addEventListener('abort', cancel);
      if (!this.#process) this.#launch();
      this.#process?.channel?.ref();
      this.#send({ type: 'run', order });
    });
  }

  #send(message: ToGuard): void {
    // A channel that has just closed: `exit` settles what waits.
    this.#process?.send(message, () => undefined);
  }

  #launch(): void {
    const child = spawn(
      '/bin/bash',
      ['--noprofile', '--norc', '-c', CLOSE_THE_REST, ...guardCommand()],
      {
        stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
        serialization: 'advanced',
        env: {},
        cwd: '/',
        detached: true, // a Ctrl-C of the terminal is for the worker, which drains first
      },
    );
    this.#process = child;
    this.#words = '';
    this.#ready = new Promise((resolve) => {
      child.once('exit', () => {
        resolve();
      });
      child.on('message', (message: FromGuard) => {
        if (message.type === 'ready') resolve();
        else this.#waiting.get(message.report.id)?.settle(message.report);
      });
    });
    child.stderr?.on('data', (part: Buffer) => {
      this.#words = (this.#words + part.toString('utf8')).slice(-2000);
    });
    const died = (why: string): void => {
      if (this.#process !== child) return;
      this.#process = undefined;
      // Its sandboxes died with it: the kernel saw to that.
      for (const [id, { settle }] of this.#waiting) settle(lost({ id }, `${why} ${this.#words}`));
    };
    child.on('error', (error) => {
      died(`the guard could not be started: ${String(error)}`);
    });
    child.on('exit', (code, signal) => {
      died(`the guard died (${signal ?? `exit ${code ?? '?'}`})`);
    });
    // Alone it keeps nobody awake; a job in hand does, by the channel.
    child.unref();
    child.channel?.unref();
    (child.stderr as { unref?: () => void } | null)?.unref?.();
  }
}

/** A report of a run that never was, or whose end nobody saw. */
function lost(
  { id }: Pick<Order, 'id'>,
  failure: string | null,
  killedFor: Report['killedFor'] = null,
): Report {
  return {
    id,
    killedFor,
    exitCode: null,
    failure,
    cpuMs: 0,
    wallMs: 0,
    peakMemoryBytes: 0,
    peakThreads: 0,
    stdout: Buffer.alloc(0),
    stdoutTruncated: false,
    stderr: Buffer.alloc(0),
    stderrTruncated: false,
    result: Buffer.alloc(0),
    accounting: 'polling',
  };
}

/** One per process: it serves any number of jobs at a time. */
export const residentGuard = new ResidentGuard();

/** Starts the guard ahead of the first job. */
export const startGuard = (): Promise<void> => residentGuard.start();

/** Ends the guard and every sandbox with it; for an orderly exit, and at the end of a test. */
export const stopGuard = (): Promise<void> => residentGuard.stop();
