import { readdirSync, readFileSync } from 'node:fs';

import { startGuard } from '@holdout/ml/sandbox';
import { residentGuard } from '@holdout/ml/sandbox/resident-guard';

import { leftAfterASecond, twoAtATime, Victim, whyNot } from './victim';

const reason = whyNot();
if (reason !== undefined) console.warn(`the sandbox was not worn: ${reason}`);
const describeHere = reason === undefined ? describe : describe.skip;
const MiB = 1024 * 1024;

let victim: Victim;
beforeAll(async () => {
  if (reason === undefined) victim = await Victim.plant();
}, 30_000);
afterAll(async () => {
  if (reason === undefined) await victim.leave();
});

interface Traces {
  readonly descriptors: number;
  readonly mounts: number;
  /** Resident memory of the guard. */
  readonly guardBytes: number;
  /** Memory of every tmpfs of the host: a sandbox whose mounts stayed would show here. */
  readonly tmpfsBytes: number;
}

async function traces(): Promise<Traces> {
  await startGuard();
  const guard = `/proc/${residentGuard.pid ?? 0}`;
  const kB = (path: string, field: string): number =>
    Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(readFileSync(path, 'latin1'))?.[1]) *
    1024;
  return {
    descriptors: readdirSync(`${guard}/fd`).length,
    mounts: readFileSync('/proc/mounts', 'latin1').split('\n').length,
    guardBytes: kB(`${guard}/status`, 'VmRSS'),
    tmpfsBytes: kB('/proc/meminfo', 'Shmem'),
  };
}

describeHere('a sandbox in use', () => {
  it('leaves nothing after 200 runs in a row', async () => {
    await victim.run('honest');
    const before = await traces();
    for (let run = 0; run < 200; run++)
      expect((await victim.run('honest')).outcome.verdict).toBe('ok');
    const after = await traces();
    expect(await leftAfterASecond()).toEqual([]);
    expect(after).toMatchObject({ descriptors: before.descriptors, mounts: before.mounts });
    expect(after.guardBytes - before.guardBytes).toBeLessThan(48 * MiB);
    expect(await victim.isUnharmed()).toBe(true);
  }, 300_000);

  it('gives all memory back after 40 programs that took what they could', async () => {
    await victim.run('full_disks');
    const before = await traces();
    const hogs = Array.from({ length: 10 }, () => [
      'slow_memory',
      'full_disks',
      'non_dumpable',
      'many_files',
    ]);
    const ends = await twoAtATime(hogs.flat(), (program) => victim.run(program));
    expect(ends.map(({ outcome }) => outcome.verdict)).not.toContain('sandbox_failure');
    expect(await leftAfterASecond()).toEqual([]);
    const after = await traces();
    expect(after).toMatchObject({ descriptors: before.descriptors, mounts: before.mounts });
    expect(after.guardBytes - before.guardBytes).toBeLessThan(48 * MiB);
    expect(after.tmpfsBytes - before.tmpfsBytes).toBeLessThan(64 * MiB);
  }, 300_000);

  it('judges each for itself with twelve at a time', async () => {
    const crowd = [
      'busy_loop',
      'fork_bomb',
      'slow_memory',
      'many_files',
      'line_without_end',
      'daemon',
    ];
    const limits = { cpuMs: 2_000, wallMs: 120_000 };
    const runs = [...crowd, ...Array.from({ length: 6 }, () => 'honest')];
    const ends = await Promise.all(runs.map((program) => victim.run(program, limits)));
    expect(ends.map(({ outcome }) => outcome.verdict)).toEqual([
      ...['cpu_limit', 'cpu_limit', 'memory_limit', 'disk_limit', 'output_limit', 'ok'],
      ...Array.from({ length: 6 }, () => 'ok'),
    ]);
    expect(await leftAfterASecond()).toEqual([]);
  }, 200_000);
});
