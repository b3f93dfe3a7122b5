import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';

import { runInSandbox } from '@holdout/ml/sandbox';

import { type Expectation, FILES, KERNEL, LANGUAGES, OUTPUTS, RESOURCES } from './programs';
import { type Aftermath, leftAfterASecond, twoAtATime, Victim, whyNot } from './victim';

const reason = whyNot();
if (reason !== undefined) console.warn(`the hostile programs were not run: ${reason}`);
const describeHere = reason === undefined ? describe : describe.skip;
const MiB = 1024 * 1024;
const R = existsSync('/usr/bin/Rscript');
if (!R) console.warn('the hostile programs in R were not run: R is not installed');

let victim: Victim;
beforeAll(async () => {
  if (reason === undefined) victim = await Victim.plant();
}, 30_000);
afterAll(async () => {
  if (reason === undefined) await victim.leave();
});

async function honestFile(): Promise<string | undefined> {
  const { outcome } = await victim.run('honest');
  return outcome.verdict === 'ok' ? outcome.files.get('predictions.csv')?.toString() : undefined;
}

describeHere.each([
  ['files and labels', FILES],
  ['results and output', OUTPUTS],
  ['resources', RESOURCES],
  ['network and kernel', KERNEL],
  ['R and JavaScript', LANGUAGES.filter(({ program }) => R || !program.endsWith('.R'))],
])('hostile programs: %s', (_, expectations: readonly Expectation[]) => {
  const aftermaths = new Map<string, Aftermath>();

  beforeAll(async () => {
    await twoAtATime(expectations, async ({ program, limits }) => {
      aftermaths.set(program, await victim.run(program, limits));
    });
  }, 120_000);

  it.each(expectations)(
    '$program ends as $ends and gains nothing',
    ({ program, ends, held = 0 }) => {
      const { outcome, breaches, readable, folderChanged, ...rest } = aftermaths.get(program)!;
      expect({ breaches, readable }).toEqual({ breaches: [], readable });
      if (!ends.includes(outcome.verdict)) console.log(program, outcome);
      expect(ends).toContain(outcome.verdict);
      expect(rest.held).toBeGreaterThanOrEqual(held);
      expect(readable).not.toContain(victim.canary);
      expect(folderChanged).toBe(false);
    },
  );

  it('leaves no process, no change on the host, and the next honest submission its predictions', async () => {
    expect(await leftAfterASecond()).toEqual([]);
    expect(await victim.isUnharmed()).toBe(true);
    expect(await honestFile()).toBe('id,prediction\n1,0.5\n2,0.5\n');
  });
});

describeHere('the guard', () => {
  it('kills for memory while the worker’s own loop is blocked', async () => {
    const { folder, job } = await victim.prepare('slow_memory');
    try {
      const ending = runInSandbox(job);
      await new Promise(setImmediate);
      const until = performance.now() + 3_000;
      while (performance.now() < until);
      const { verdict, usage } = await ending;
      expect(verdict).toBe('memory_limit');
      expect(usage.peakMemoryBytes).toBeLessThan(320 * MiB);
      expect(usage.wallMs).toBeLessThan(2_500);
    } finally {
      await folder.remove();
    }
  });

  it('has files and keys of one run gone before the next', async () => {
    expect((await victim.run('leaves_files')).outcome.verdict).toBe('ok');
    const next = await victim.run('finds_files');
    expect(next).toMatchObject({ outcome: { verdict: 'ok' }, breaches: [], held: 2 });
  });

  it('ends a run that is cancelled, at once and as cancelled', async () => {
    const { folder, job } = await victim.prepare('sleeps_for_ever');
    const giveUp = new AbortController();
    try {
      const ending = runInSandbox({ ...job, signal: giveUp.signal });
      setTimeout(() => {
        giveUp.abort();
      }, 300);
      const { verdict, usage } = await ending;
      expect(verdict).toBe('cancelled');
      expect(usage.wallMs).toBeLessThan(1_500);
      expect(await leftAfterASecond()).toEqual([]);
    } finally {
      await folder.remove();
    }
  });
});

it('runs every program of the folder', () => {
  const listed = [...FILES, ...OUTPUTS, ...RESOURCES, ...KERNEL].map(({ program }) => program);
  const apart = ['attempt', 'honest', 'leaves_files', 'finds_files'];
  const there = readdirSync(join(__dirname, 'programs')).map((name) => name.replace(/\.py$/, ''));
  const others = LANGUAGES.map(({ program }) => program);
  expect([...listed, ...apart, ...others].sort()).toEqual(there.sort());
});
