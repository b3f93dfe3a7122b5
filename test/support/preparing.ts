import { Test } from '@nestjs/testing';

import { Clock } from '../../apps/api/src/platform/clock';
import { PlatformModule } from '../../apps/api/src/platform/platform.module';
import { Chores } from '../../apps/api/src/platform/queue/chore';
import { Hints } from '../../apps/api/src/platform/queue/hints';
import { PreparingModule } from '../../apps/api/src/preparing';
import { DESK_FILE } from '../../apps/api/src/preparing/desk';
import { Vault } from '../../apps/api/src/vault';
import type { RecordingHints, TestClock } from './app';

/**
 * The part of the worker that prepares, on the database and the folder that `startApp` made. It does nothing by itself:
 * `settle` does all that is due.
 */
export async function startPreparing(t: { clock: TestClock; hints: RecordingHints }) {
  const module = await Test.createTestingModule({ imports: [PlatformModule, PreparingModule] })
    .overrideProvider(Clock)
    .useValue(t.clock)
    .overrideProvider(Hints)
    .useValue(t.hints)
    .overrideProvider(DESK_FILE)
    .useValue(require.resolve('./desk.cjs'))
    .compile();
  await module.init();
  const chores = module.get(Chores).all;
  return {
    chores,
    vault: module.get(Vault),
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
    close: () => module.close(),
  };
}

export type TestPreparing = Awaited<ReturnType<typeof startPreparing>>;
