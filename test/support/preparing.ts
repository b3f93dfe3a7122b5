import { Test } from '@nestjs/testing';

import { Evaluating, EvaluatingModule } from '../../apps/api/src/evaluating';
import { Clock } from '../../apps/api/src/platform/clock';
import { Log } from '../../apps/api/src/platform/log';
import { PlatformModule } from '../../apps/api/src/platform/platform.module';
import { Chores } from '../../apps/api/src/platform/queue/chore';
import { Hints } from '../../apps/api/src/platform/queue/hints';
import { PreparingModule } from '../../apps/api/src/preparing';
import { DESK_FILE } from '../../apps/api/src/preparing/desk';
import { Vault } from '../../apps/api/src/vault';
import type { RecordingHints, TestClock } from './app';

/**
 * The part of the worker that prepares, and scores what needs no sandbox, on the database and the folder that `startApp`
 * made. It does nothing by itself: `settle` prepares all that is due, `evaluate` scores all predictions that wait.
 */
export async function startPreparing(t: { clock: TestClock; hints: RecordingHints }) {
  const module = await Test.createTestingModule({
    imports: [PlatformModule, PreparingModule, EvaluatingModule],
  })
    .overrideProvider(Clock)
    .useValue(t.clock)
    .overrideProvider(Hints)
    .useValue(t.hints)
    .overrideProvider(DESK_FILE)
    .useValue(require.resolve('./desk.cjs'))
    .compile();
  await module.init();
  const chores = module.get(Chores).all;
  const evaluating = module.get(Evaluating);
  return {
    chores,
    vault: module.get(Vault),
    log: module.get(Log),
    async settle(): Promise<void> {
      for (let busy = true; busy;) {
        busy = false;
        for (const chore of chores) {
          const deed = await chore.next('test');
          if (!deed) continue;
          busy = true;
          await deed();
        }
      }
    },
    async evaluate(): Promise<void> {
      for (const next of [
        () => evaluating.nextToValidate('test'),
        () => evaluating.nextPredictions('test'),
      ])
        for (let deed = await next(); deed; deed = await next()) await deed();
    },
    /** Proves the sandbox and answers what can run in it. */
    async prove() {
      await evaluating.prove();
      return evaluating.means;
    },
    /** Looks at all that waits and runs all code that does. */
    async run(): Promise<void> {
      for (const next of [
        () => evaluating.nextToValidate('test'),
        () => evaluating.nextCode('test'),
      ])
        for (let deed = await next(); deed; deed = await next()) await deed();
    },
    async close(): Promise<void> {
      await evaluating.close();
      await module.close();
    },
  };
}

export type TestPreparing = Awaited<ReturnType<typeof startPreparing>>;
