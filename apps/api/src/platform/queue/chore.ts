import { Injectable } from '@nestjs/common';

import type { Due } from './hints';

/**
 * Work of the worker process that rows say is due. `next` claims one (lease by the database's clock, attempt + 1) for
 * this worker and answers with the deed, or undefined when nothing is due. The deed renews its own lease while it is
 * long, stores how it ended, and throws only what is a bug: that is logged, and the lease's end makes it due again.
 */
export interface Chore {
  readonly what: Due;
  next(worker: string): Promise<(() => Promise<void>) | undefined>;
}

/** The chores of this process. A worker-only feature adds its own in `onModuleInit`; `duty` runs them, on hints and by the sweep. */
@Injectable()
export class Chores {
  private readonly added: Chore[] = [];

  add(chore: Chore): void {
    this.added.push(chore);
  }

  get all(): readonly Chore[] {
    return this.added;
  }
}
