import { arch } from 'node:os';

import { frameLimit, readFrame } from './frame';
import { type Order, type Report } from './guard-protocol';
import { logText } from './log-text';
import { type Limits, type Outcome, type Run, type SandboxJob } from './outcome';
import { residentGuard } from './resident-guard';
import { seccompFilter } from './seccomp';
import { judge } from './verdict.rules';

export const BWRAP = '/usr/bin/bwrap';

/** Who the program is on the host when the worker is root: nobody else's number. */
export const DROPPED_UID = 61234;

/**
 * The user a job runs as on the host: as root an unprivileged one of its own, because limits on processes do not
 * bind root and root may read everyone's files; otherwise who we are (null).
 */
export function hostUid(wanted: number = DROPPED_UID): number | null {
  return process.getuid?.() === 0 ? wanted : null;
}

/** Given to every program; a runtime's own come on top. */
const ENVIRONMENT = {
  PATH: '/usr/bin:/bin',
  HOME: '/scratch',
  USER: 'sandbox',
  LOGNAME: 'sandbox',
  LANG: 'C.UTF-8',
  TZ: 'UTC',
  TMPDIR: '/tmp',
};

/**
 * Runs inside, before and after the program, under its limits too, because the program may write into its memory; with
 * a few processes more, because it must still work when the program has used up its own. It puts the code where the program may change it, says `ready`, runs
 * the program with the result's pipe closed, then kills whatever is left so that no file changes any more, and
 * sends each regular file (never a link, FIFO, folder or device: `-f` and not `-L`) cut at its limit.
 * $1 the program's processes, $2 limit in bytes, $3 the names, then the program.
 */
const FINALISER = `
processes=$1 limit=$2 names=$3; shift 3
if [ -d /in/code ]; then cp -R /in/code/. . || exit 125; fi
echo ready >&3
(ulimit -p "$processes"; exec "$@") 3>&-
code=$?
set -- /proc/[0-9]*; left=$#
kill -KILL -1 2>/dev/null
read -r stat </proc/$$/stat
set --
for name in $names; do [ -f "$name" ] && [ ! -L "$name" ] && [ -r "$name" ] && set -- "$@" "$name"; done
{
  echo "usage $left $stat"
  [ $# -gt 0 ] && stat -c '%s %n' -- "$@"
  echo
  [ $# -gt 0 ] && head -q -c "$limit" -- "$@"
} >&3 2>/dev/null </dev/null
exit $code`;

const PLAIN_NAME = /^[\w][\w.-]*$/;

function fileSystems(limits: Limits): Order['tmpfs'] {
  return [
    { path: '/dev/shm', bytes: limits.shmBytes },
    { path: '/tmp', bytes: limits.tmpBytes },
    { path: '/scratch', bytes: limits.scratchBytes },
  ];
}

/** bubblewrap's options for a job: everything unshared, nothing writable but the sized file systems. */
export function bwrapOptions(job: SandboxJob): string[] {
  const environment = { ...ENVIRONMENT, ...job.env };
  const binds = [...(job.folder === null ? [] : [{ from: job.folder, to: '/in' }]), ...job.binds];
  return [
    ...['--unshare-user', '--unshare-ipc', '--unshare-pid', '--unshare-net', '--unshare-uts'],
    ...['--unshare-cgroup-try', '--hostname', 'sandbox', '--uid', '1000', '--gid', '1000'],
    ...['--disable-userns', '--die-with-parent', '--new-session', '--clearenv'],
    ...Object.entries(environment).flatMap(([name, value]) => ['--setenv', name, value]),
    ...['--ro-bind', '/usr', '/usr', '--symlink', 'usr/bin', '/bin', '--symlink', 'usr/sbin'],
    ...['/sbin', '--symlink', 'usr/lib', '/lib', '--symlink', 'usr/lib64', '/lib64'],
    ...['/etc/ld.so.cache', '/etc/alternatives'].flatMap((path) => ['--ro-bind-try', path, path]),
    ...['--proc', '/proc', '--dev', '/dev'],
    ...fileSystems(job.limits).flatMap(({ path, bytes }) => [
      ...['--size', String(bytes), '--tmpfs', path],
    ]),
    ...binds.flatMap(({ from, to }) => ['--ro-bind', from, to]),
    ...(job.folder === null ? [] : ['--symlink', '/in/data', '/scratch/data']),
    // Last: what is mounted after it would be writable again.
    ...['--remount-ro', '/dev', '--remount-ro', '/', '--chdir', '/scratch', '--cap-drop', 'ALL'],
    ...['--json-status-fd', '5', '--seccomp', '4'],
  ];
}

const FINALISERS_PROCESSES = 8;

/** Limits of each process, set inside the user namespace, where they count this sandbox alone. */
function resourceLimits(limits: Limits): string[] {
  const cpuSeconds = Math.ceil(limits.cpuMs / 1000) + 1; // the guard is exact; this one is for its absence
  return [
    '/usr/bin/prlimit',
    `--nproc=${limits.processes + FINALISERS_PROCESSES}`,
    `--nofile=${limits.openFiles}`,
    `--fsize=${limits.fileBytes}`,
    `--cpu=${cpuSeconds}:${cpuSeconds + 1}`,
    ...(limits.addressSpaceBytes === null ? [] : [`--as=${limits.addressSpaceBytes}`]),
    ...['--core=0', '--memlock=65536', '--msgqueue=0', '--'],
  ];
}

function orderFor(job: SandboxJob): Order {
  const { limits, results } = job;
  const odd = results.find((name) => !PLAIN_NAME.test(name));
  if (odd !== undefined) throw new RangeError(`a result is a plain file name, not ${odd}`);
  return {
    id: job.id,
    bwrap: BWRAP,
    options: bwrapOptions(job),
    argv: [
      ...resourceLimits(limits),
      ...['/bin/sh', '-c', FINALISER, 'sh', String(limits.processes)],
      ...[String(limits.resultBytes), results.join(' ')],
      ...job.argv,
    ],
    seccomp: seccompFilter(arch()),
    uid: hostUid(job.uid),
    tmpfs: fileSystems(limits),
    limits: {
      cpuMs: limits.cpuMs,
      wallMs: limits.wallMs,
      memoryBytes: limits.memoryBytes,
      inodes: limits.inodes,
      stdoutBytes: limits.stdoutBytes,
      stderrBytes: limits.stderrBytes,
      resultBytes: frameLimit(results.length, limits.resultBytes),
    },
  };
}

/** How jobs are held here, as it is stored with an evaluation. */
export function isolation(accounting: Report['accounting'], uid: number | null): string {
  return `bwrap+seccomp${uid === null ? '' : '+uid'} ${accounting}`;
}

/**
 * Runs a program that nobody trusts, and tells how it ended: outcomes are data, never exceptions. It is held by
 * namespaces, a seccomp filter, limits, a user of its own when we are root, and the guard, a process of its own
 * that goes on guarding while this one is busy. Nothing of the host is writable; results come back as bytes.
 *
 * @throws RangeError where the job itself is malformed (a result's name with a slash, an unknown architecture).
 */
export async function runInSandbox(job: SandboxJob): Promise<Outcome> {
  const order = orderFor(job);
  const report = await residentGuard.run(order, job.signal);
  const frame = readFrame(Buffer.from(report.result), job.results, job.limits.resultBytes);
  const cpuMs = Math.max(report.cpuMs, frame.cpuMs);
  const stdout = logText(report.stdout, report.stdoutTruncated);
  const stderr = logText(report.stderr, report.stderrTruncated);
  const run: Run = {
    usage: {
      cpuMs,
      wallMs: Math.round(report.wallMs),
      peakMemoryBytes: report.peakMemoryBytes,
    },
    stdout,
    stderr,
    exitCode: report.exitCode,
    isolation: isolation(report.accounting, order.uid),
  };
  const judgement = judge({
    killedFor: report.killedFor,
    exitCode: report.exitCode,
    failure: report.failure,
    cpuMs,
    peakThreads: Math.max(report.peakThreads, frame.processesLeft),
    stderr: stderr.text,
    frame,
    results: job.results,
    limits: job.limits,
  });
  if (judgement.verdict === 'ok') return { verdict: 'ok', files: frame.files, ...run };
  return { ...judgement, ...run };
}
