import { type Frame } from './frame';
import { type KillReason } from './guard-protocol';
import { type Limits, type Misbehaviour } from './outcome';

/** The facts of a run from which its verdict follows. */
export interface Evidence {
  readonly killedFor: KillReason | null;
  readonly exitCode: number | null;
  readonly failure: string | null;
  readonly cpuMs: number;
  readonly peakThreads: number;
  readonly stderr: string;
  readonly frame: Frame;
  /** What must come back; the first of these names is indispensable. */
  readonly results: readonly string[];
  readonly limits: Limits;
}

export type Judgement =
  | { readonly verdict: 'ok' }
  | { readonly verdict: 'cancelled' | Misbehaviour }
  | { readonly verdict: 'sandbox_failure'; readonly reason: string };

const SIGKILL = 128 + 9;
const SIGXCPU = 128 + 24;
const SIGXFSZ = 128 + 25;
const SIGSYS = 128 + 31;

/**
 * Decides how a run ended. What the guard killed for comes first; then whether the sandbox itself worked (no exit
 * code, or a program that never began, is ours); then how the program ended; last what it left.
 */
export function judge(evidence: Evidence): Judgement {
  const { killedFor, exitCode, failure, frame } = evidence;
  if (killedFor === 'cancelled') return { verdict: 'cancelled' };
  if (failure !== null) return { verdict: 'sandbox_failure', reason: failure };
  if (killedFor === 'host_memory')
    return { verdict: 'sandbox_failure', reason: 'the host was about to run out of memory' };
  if (killedFor !== null) return { verdict: killedFor };
  if (exitCode === null)
    return {
      verdict: 'sandbox_failure',
      reason: `bubblewrap gave no exit code: ${lastLines(evidence.stderr)}`,
    };
  if (!frame.ready)
    return {
      verdict: 'sandbox_failure',
      reason: `the program was not started (${exitCode}): ${lastLines(evidence.stderr)}`,
    };
  if (exitCode !== 0) return { verdict: causeOf(exitCode, evidence) };
  const [first] = evidence.results;
  if (frame.tooLarge.length > 0) return { verdict: 'result_limit' };
  if (first !== undefined && !frame.files.has(first)) return { verdict: 'no_result' };
  return { verdict: 'ok' };
}

/** A program that failed by itself: because of a limit it met, or of its own fault? Its last words tell. */
function causeOf(exitCode: number, evidence: Evidence): Misbehaviour {
  const { limits, cpuMs } = evidence;
  if (exitCode === SIGXCPU || (exitCode === SIGKILL && cpuMs >= limits.cpuMs)) return 'cpu_limit';
  if (exitCode === SIGXFSZ) return 'disk_limit';
  if (exitCode === SIGSYS) return 'forbidden_syscall';
  // The end of the log: an exception that was caught and printed earlier is not what ended it.
  const words = lastLines(evidence.stderr);
  // Also said of a pipe that is empty: a refused fork leaves many processes behind.
  if (words.includes('Resource temporarily unavailable'))
    return evidence.peakThreads >= limits.processes / 2 ? 'process_limit' : 'runtime_error';
  return LAST_WORDS.find(([pattern]) => pattern.test(words))?.[1] ?? 'runtime_error';
}

const LAST_WORDS: readonly (readonly [RegExp, Misbehaviour])[] = [
  [/MemoryError|Unable to allocate|Cannot allocate memory|cannot allocate vector/, 'memory_limit'],
  [/No space left on device|File too large|Disk quota exceeded/, 'disk_limit'],
  [/can't start new thread|Cannot fork/, 'process_limit'],
  [
    /Address family not supported by protocol|name resolution|Operation not permitted|Function not implemented/,
    'forbidden_syscall',
  ],
];

/** The last three lines, at most 600 characters of them. */
function lastLines(text: string): string {
  return text.trimEnd().split('\n').slice(-3).join('\n').slice(-600);
}
