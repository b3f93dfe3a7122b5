import { type Frame } from './frame';
import { type KillReason } from './guard-protocol';
import { DEFAULT_LIMITS } from './outcome';
import { type Evidence, judge } from './verdict.rules';

const FILES = new Map([['predictions.csv', Buffer.from('id')]]);
const FRAME: Frame = { ready: true, cpuMs: 0, processesLeft: 3, files: FILES, tooLarge: [] };

/** A run that went well, but for what is said. */
function verdictOf(evidence: Partial<Evidence>): string {
  return judge({
    killedFor: null,
    exitCode: 0,
    failure: null,
    cpuMs: 100,
    peakThreads: 4,
    stderr: '',
    frame: FRAME,
    results: ['predictions.csv', 'validation.csv'],
    limits: DEFAULT_LIMITS,
    ...evidence,
  }).verdict;
}

describe('how a run ended', () => {
  it('is ok with its first result, whatever the second', () => {
    expect(verdictOf({})).toBe('ok');
  });

  it('is no_result without the first, even if the second is there', () => {
    const files = new Map([['validation.csv', Buffer.from('id')]]);
    expect(verdictOf({ frame: { ...FRAME, files } })).toBe('no_result');
    expect(verdictOf({ frame: { ...FRAME, files: new Map() }, results: [] })).toBe('ok');
  });

  it('is result_limit when any result is too large', () => {
    expect(verdictOf({ frame: { ...FRAME, tooLarge: ['validation.csv'] } })).toBe('result_limit');
    expect(
      verdictOf({ frame: { ...FRAME, files: new Map(), tooLarge: ['predictions.csv'] } }),
    ).toBe('result_limit');
  });

  it.each<KillReason>([
    'cpu_limit',
    'wall_limit',
    'memory_limit',
    'disk_limit',
    'output_limit',
    'result_limit',
    'cancelled',
  ])('is what the guard killed it for: %s, also when it had ended well meanwhile', (killedFor) => {
    expect(verdictOf({ killedFor, exitCode: null })).toBe(killedFor);
    expect(verdictOf({ killedFor })).toBe(killedFor);
  });

  it('is never the student’s fault when the sandbox or the machine failed', () => {
    expect(verdictOf({ exitCode: null, stderr: 'bwrap: oops' })).toBe('sandbox_failure');
    expect(verdictOf({ killedFor: 'host_memory', exitCode: null })).toBe('sandbox_failure');
    expect(verdictOf({ killedFor: 'wall_limit', failure: 'did not end' })).toBe('sandbox_failure');
    // The kernel took it before the program began.
    for (const exitCode of [0, 1, 125, 137])
      expect(verdictOf({ exitCode, frame: { ...FRAME, ready: false } })).toBe('sandbox_failure');
  });

  it('tells the operator why, in the last words of bubblewrap', () => {
    const judgement = judge({
      ...{ killedFor: null, exitCode: null, failure: null, cpuMs: 0, peakThreads: 0, frame: FRAME },
      ...{
        results: [],
        limits: DEFAULT_LIMITS,
        stderr: 'one\ntwo\nthree\nbwrap: no permissions\n',
      },
    });
    expect(judgement).toEqual({
      verdict: 'sandbox_failure',
      reason: 'bubblewrap gave no exit code: two\nthree\nbwrap: no permissions',
    });
  });

  it.each([
    [1, '', 'runtime_error'],
    [1, 'Traceback …\nValueError: bad\n', 'runtime_error'],
    [1, 'Traceback …\nMemoryError\n', 'memory_limit'],
    [1, 'numpy.core._exceptions._ArrayMemoryError: Unable to allocate 3.0 GiB', 'memory_limit'],
    [1, 'OSError: [Errno 28] No space left on device', 'disk_limit'],
    [1, 'OSError: [Errno 27] File too large', 'disk_limit'],
    [1, "RuntimeError: can't start new thread", 'process_limit'],
    [1, 'OSError: [Errno 97] Address family not supported by protocol', 'forbidden_syscall'],
    [
      1,
      'urllib.error.URLError: <urlopen error [Errno -3] Temporary failure in name resolution>',
      'forbidden_syscall',
    ],
    [1, `MemoryError was caught\n${'a line\n'.repeat(5)}ValueError: bad`, 'runtime_error'],
    [128 + 24, '', 'cpu_limit'],
    [128 + 25, '', 'disk_limit'],
    [128 + 31, '', 'forbidden_syscall'],
    [128 + 9, '', 'runtime_error'],
    [128 + 11, 'Segmentation fault', 'runtime_error'],
  ])('exit %i with “%s” is %s', (exitCode, stderr, verdict) => {
    expect(verdictOf({ exitCode, stderr })).toBe(verdict);
  });

  it('is cpu_limit when the kernel’s own limit came first', () => {
    expect(verdictOf({ exitCode: 137, cpuMs: DEFAULT_LIMITS.cpuMs })).toBe('cpu_limit');
  });

  it('is process_limit for a refused fork only where there were many processes', () => {
    const stderr = 'BlockingIOError: [Errno 11] Resource temporarily unavailable';
    expect(verdictOf({ exitCode: 1, stderr, peakThreads: 64 })).toBe('process_limit');
    expect(verdictOf({ exitCode: 1, stderr, peakThreads: 3 })).toBe('runtime_error');
  });

  it('is ok for a program that only talks of trouble', () => {
    expect(verdictOf({ stderr: 'MemoryError' })).toBe('ok');
  });
});
