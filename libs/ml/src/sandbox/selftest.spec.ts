import { type Outcome, type Run } from './outcome';
import { CHECKS, faultsOfProbe, isOlderThan, whyItDidNotStart } from './selftest';

const RUN: Run = {
  usage: { cpuMs: 0, wallMs: 0, peakMemoryBytes: 0 },
  stdout: { text: '', truncated: false },
  stderr: { text: '', truncated: false },
  exitCode: 0,
  isolation: 'bwrap+seccomp polling',
};
const INSIDE = CHECKS.slice(0, CHECKS.indexOf('result_pipe'));

function said(answers: Record<string, unknown>): Outcome {
  const files = new Map([['checks.json', Buffer.from(JSON.stringify(answers))]]);
  return { verdict: 'ok', files, ...RUN };
}
const allHeld = Object.fromEntries(INSIDE.map((check) => [check, true]));

describe('the self-test', () => {
  it('compares versions by their numbers', () => {
    for (const version of ['0.8.0', '0.8', '0.11.0', '1.0'])
      expect(isOlderThan(version, [0, 8])).toBe(false);
    for (const version of ['0.7.9', '0.4', '0']) expect(isOlderThan(version, [0, 8])).toBe(true);
  });

  it('finds no fault where every check held', () => {
    expect(faultsOfProbe(said(allHeld))).toEqual([]);
  });

  it.each(INSIDE)('tells that %s failed, and what was seen', (check) => {
    expect(faultsOfProbe(said({ ...allHeld, [check]: 'seen' }))).toMatchObject([
      { code: 'check_failed', check, detail: '"seen"' },
    ]);
    expect(faultsOfProbe(said({ ...allHeld, [check]: false }))).toMatchObject([{ check }]);
    expect(faultsOfProbe(said({ ...allHeld, [check]: 1 }))).toMatchObject([{ check }]);
    expect(faultsOfProbe(said({ ...allHeld, [check]: undefined }))).toMatchObject([
      { check, detail: 'was not tried' },
    ]);
  });

  it('takes a probe that brought nothing for a broken pipe', () => {
    expect(faultsOfProbe({ verdict: 'runtime_error', ...RUN })).toMatchObject([
      { check: 'result_pipe' },
    ]);
    expect(faultsOfProbe({ verdict: 'ok', files: new Map(), ...RUN })).toMatchObject([
      { check: 'result_pipe' },
    ]);
    expect(
      faultsOfProbe({ verdict: 'sandbox_failure', reason: 'bwrap: oops', ...RUN }),
    ).toMatchObject([{ code: 'sandbox_broken', detail: 'bwrap: oops' }]);
  });

  it.each([
    [
      'bwrap: No permissions to create new namespace, likely because the kernel does not allow it',
      'user_namespaces_refused',
    ],
    ['bwrap: Creating new namespace failed: Operation not permitted', 'user_namespaces_refused'],
    ['bwrap: setting up uid map: Permission denied', 'user_namespaces_refused'],
    ["bwrap: Can't find source path /home/ana/jobs/x: Permission denied", 'folder_unreachable'],
    ['bwrap: execvp /usr/bin/prlimit: No such file or directory', 'sandbox_broken'],
  ])('understands “%s”', (words, code) => {
    expect(whyItDidNotStart(words).code).toBe(code);
  });

  it('names the folder that bubblewrap could not reach', () => {
    expect(
      whyItDidNotStart("bwrap: Can't find source path /home/ana/jobs/x: Permission denied"),
    ).toMatchObject({
      folder: '/home/ana/jobs/x',
    });
  });
});
