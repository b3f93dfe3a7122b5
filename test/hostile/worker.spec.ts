import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import { runInSandbox, type SandboxJob } from '@holdout/ml/sandbox';
import { residentGuard } from '@holdout/ml/sandbox/resident-guard';

import { leftAfterASecond, processesLeft, Victim, whyNot } from './victim';

const reason = whyNot();
if (reason !== undefined) console.warn(`the sandbox's worker was not tried: ${reason}`);
const describeHere = reason === undefined ? describe : describe.skip;

let victim: Victim;
beforeAll(async () => {
  if (reason === undefined) victim = await Victim.plant();
}, 30_000);
afterAll(async () => {
  if (reason === undefined) await victim.leave();
});

/** A worker of its own that runs this job; `descriptors` are open in it from number 3 on. */
function aWorker(job: SandboxJob, descriptors: readonly number[] = []): ChildProcess {
  const script = join(__dirname, '../support/sandbox-process.cjs');
  const worker = spawn(process.execPath, [script, 'run'], {
    stdio: ['pipe', 'pipe', 'inherit', ...descriptors],
    env: { HOLDOUT_SECRET: victim.canary },
  });
  worker.stdin?.end(JSON.stringify(job));
  return worker;
}

async function untilItRuns(): Promise<void> {
  while ((await processesLeft()).length < 2) await wait(20);
}

describeHere('a worker', () => {
  it('hands none of its open files to a program', async () => {
    const { folder, job } = await victim.prepare('inherited_descriptor');
    const labels = openSync(victim.labels, 'r');
    const worker = aWorker(
      job,
      Array.from({ length: 28 }, () => labels),
    );
    let said = '';
    worker.stdout?.on('data', (part: Buffer) => (said += part.toString()));
    await once(worker, 'close');
    await folder.remove();
    expect(said).toContain('"verdict":"ok"');
    expect(said).toContain('held thirty');
    expect(said).not.toMatch(/BREACH|CANARY/);
  }, 20_000);

  it('takes its sandboxes with it when it is killed', async () => {
    const { folder, job } = await victim.prepare('sleeps_for_ever');
    const worker = aWorker(job);
    await untilItRuns();
    worker.kill('SIGKILL');
    await once(worker, 'close');
    expect(await leftAfterASecond()).toEqual([]);
    await folder.remove();
  }, 20_000);

  it('is told when its guard was killed; no program goes on, and the next run has a guard again', async () => {
    const { folder, job } = await victim.prepare('sleeps_for_ever');
    const ending = runInSandbox(job);
    await untilItRuns();
    process.kill(residentGuard.pid!, 'SIGKILL');
    expect(await ending).toMatchObject({
      verdict: 'sandbox_failure',
      reason: expect.stringContaining('SIGKILL'),
    });
    expect(await leftAfterASecond()).toEqual([]);
    expect((await victim.run('honest')).outcome.verdict).toBe('ok');
    await folder.remove();
  }, 20_000);
});
