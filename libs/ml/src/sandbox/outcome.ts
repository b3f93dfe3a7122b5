/** What a run may take. Sizes in bytes, times in milliseconds; counts are of the whole sandbox. */
export interface Limits {
  /** CPU time of all its processes together, the ended ones included. */
  readonly cpuMs: number;
  /** Time on the wall; 3 to 4 times the CPU time, because machines are busy. */
  readonly wallMs: number;
  /** Resident memory of all its processes plus what lies in its file systems. */
  readonly memoryBytes: number;
  /** Address space of one process, or null where the runtime reserves far more than it uses (Node, wasm). */
  readonly addressSpaceBytes: number | null;
  /** Processes and threads. */
  readonly processes: number;
  /** Descriptors of one process. */
  readonly openFiles: number;
  /** Files, folders and links in its file systems. */
  readonly inodes: number;
  /** The largest single file. */
  readonly fileBytes: number;
  readonly scratchBytes: number;
  readonly tmpBytes: number;
  readonly shmBytes: number;
  readonly stdoutBytes: number;
  readonly stderrBytes: number;
  /** Each file that is taken back. */
  readonly resultBytes: number;
}

const MiB = 1024 * 1024;

export const DEFAULT_LIMITS: Limits = {
  cpuMs: 60_000,
  wallMs: 240_000,
  memoryBytes: 1024 * MiB,
  addressSpaceBytes: null,
  processes: 64,
  openFiles: 256,
  inodes: 20_000,
  fileBytes: 64 * MiB,
  scratchBytes: 64 * MiB,
  tmpBytes: 64 * MiB,
  shmBytes: 16 * MiB,
  stdoutBytes: 64 * 1024,
  stderrBytes: 64 * 1024,
  resultBytes: 8 * MiB,
};

/** The result's limit for a test set of that many rows: 8 MiB, or 128 bytes a row where that is more. */
export function resultLimit(testRows: number): number {
  return Math.max(8 * MiB, 128 * testRows);
}

/** A host path seen read-only inside. */
export interface Bind {
  readonly from: string;
  readonly to: string;
}

/** One program to run once. */
export interface SandboxJob {
  /** Opaque: it may be read inside. */
  readonly id: string;
  /** Run with /scratch as working folder. */
  readonly argv: readonly string[];
  /** The job folder that `prepareJob` made, seen read-only as /in; null for a program without input. */
  readonly folder: string | null;
  /** Further host paths, read-only. */
  readonly binds: readonly Bind[];
  /** The program's environment besides PATH, HOME, LANG, TMPDIR and the like, which are given. */
  readonly env: Readonly<Record<string, string>>;
  /** Files of /scratch to bring back, by plain name. Without the first of them a run is `no_result`; none: nothing is expected. */
  readonly results: readonly string[];
  readonly limits: Limits;
  /** Who runs it on the host when the worker is root. Default DROPPED_UID. */
  readonly uid?: number;
  /** Aborting ends the run as `cancelled`. */
  readonly signal?: AbortSignal;
}

/** What it took. CPU counts all processes of the sandbox; memory is the highest that was seen. */
export interface Usage {
  readonly cpuMs: number;
  readonly wallMs: number;
  readonly peakMemoryBytes: number;
}

/** One stream of text, without control characters or escape sequences; `truncated` says that there was more. */
export interface LogText {
  readonly text: string;
  readonly truncated: boolean;
}

/** What is known of every run, however it ended. */
export interface Run {
  readonly usage: Usage;
  readonly stdout: LogText;
  readonly stderr: LogText;
  /** The program's own exit code (128 + signal where a signal ended it); null where it never ended by itself. */
  readonly exitCode: number | null;
  /** How it was held, to be kept with the evaluation: `bwrap+seccomp+uid polling`. */
  readonly isolation: string;
}

/** Ends that are the program's own doing; final, and shown with a sentence that helps. */
export type Misbehaviour =
  | 'runtime_error'
  | 'cpu_limit'
  | 'wall_limit'
  | 'memory_limit'
  | 'disk_limit'
  | 'process_limit'
  | 'output_limit'
  | 'result_limit'
  | 'forbidden_syscall'
  | 'no_result';

/**
 * How a run ended. `ok` alone brings files, by name; what the program did not write is not in them.
 * `sandbox_failure` is ours, never the student's: retry it and raise an alarm; `reason` is for the operator.
 */
export type Outcome =
  | ({ readonly verdict: 'ok'; readonly files: ReadonlyMap<string, Buffer> } & Run)
  | ({ readonly verdict: Misbehaviour } & Run)
  | ({ readonly verdict: 'cancelled' } & Run)
  | ({ readonly verdict: 'sandbox_failure'; readonly reason: string } & Run);

export type SandboxVerdict = Outcome['verdict'];
