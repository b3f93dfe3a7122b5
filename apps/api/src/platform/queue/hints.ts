import { InjectQueue } from '@nestjs/bullmq';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Queue } from 'bullmq';

import { Log } from '../log';

export const HINTS = 'due';

/** What the worker can be woken for. The rows are the truth; it looks for them itself. */
export type Due = 'evaluation' | 'dataset' | 'challenge' | 'board' | 'attempt' | 'mail' | 'notice';

/** Says that work of a kind is due. Losing a hint costs seconds, never work: the worker sweeps. */
export abstract class Hints {
  abstract due(what: Due, id: string): Promise<void>;
}

@Injectable()
export class BullHints extends Hints implements OnModuleInit {
  constructor(
    @InjectQueue(HINTS) private readonly queue: Queue<{ id: string }>,
    private readonly log: Log,
  ) {
    super();
  }

  onModuleInit(): void {
    this.queue.on('error', (error) => {
      this.log.warn({ err: error }, 'queue');
    });
  }

  override async due(what: Due, id: string): Promise<void> {
    try {
      await within(
        2000,
        this.queue.add(what, { id }, { removeOnComplete: true, removeOnFail: true }),
      );
    } catch (error) {
      this.log.warn({ err: error, what, id }, 'queue: a hint was lost; the sweep finds the row');
    }
  }
}

function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, fail) => {
    timer = setTimeout(() => {
      fail(new Error(`no answer in ${ms} ms`));
    }, ms);
  });
  return Promise.race([work, late]).finally(() => {
    clearTimeout(timer);
  });
}
