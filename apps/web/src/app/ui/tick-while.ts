import { type Signal, effect, signal } from '@angular/core';

const TICK_MS = 2_500;

/** Grows every 2.5 s while `working` holds: hand it to `api.read` as `again` where no stream tells of changes. */
export function tickWhile(working: () => boolean): Signal<number> {
  const ticks = signal(0);
  effect((onCleanup) => {
    if (!working()) return;
    const timer = setInterval(() => {
      ticks.update((count) => count + 1);
    }, TICK_MS);
    onCleanup(() => {
      clearInterval(timer);
    });
  });
  return ticks.asReadonly();
}
