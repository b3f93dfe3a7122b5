/**
 * What the worker and its guard say to each other.
 *
 * The files of the guard (this one, guard.ts and what that imports) also run as they are, where Node strips their
 * types: so they import by full name, have erasable syntax only, and know Node's own modules and each other.
 */

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
