import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

import { Inject, Injectable } from '@nestjs/common';

import type { DeskTask } from './desk.thread';
import type { PrepareOutcome, PrepareTask } from './prepare-challenge';
import type { ReadOutcome } from './read-version';
import type { SplitTask, SplitVersionOutcome } from './split-version';

/** The file that a thread begins with. */
export const DESK_FILE = Symbol('DeskFile');
export const deskFile = { provide: DESK_FILE, useValue: join(__dirname, 'desk.thread.js') };

/** Numbers and texts on the heap; the file itself and its offsets lie outside of it. */
const HEAP_MIB = 2048;

/**
 * Does what takes seconds on a large file in a thread of its own, so that the worker goes on renewing leases and
 * answering; the thread's memory is gone with it.
 */
@Injectable()
export class Desk {
  constructor(@Inject(DESK_FILE) private readonly file: string) {}

  read(path: string, signal: AbortSignal): Promise<ReadOutcome> {
    return this.run<ReadOutcome>({ kind: 'read', path }, signal);
  }

  split(task: SplitTask, signal: AbortSignal): Promise<SplitVersionOutcome> {
    return this.run<SplitVersionOutcome>({ kind: 'split', ...task }, signal);
  }

  prepare(challenge: PrepareTask, signal: AbortSignal): Promise<PrepareOutcome> {
    return this.run<PrepareOutcome>({ kind: 'prepare', challenge }, signal);
  }

  private run<T>(task: DeskTask, signal: AbortSignal): Promise<T> {
    signal.throwIfAborted();
    const thread = new Worker(this.file, {
      workerData: task,
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MIB },
    });
    return new Promise<T>((done, fail) => {
      const stop = () => {
        fail(new Error('somebody else has this work now'));
        void thread.terminate();
      };
      signal.addEventListener('abort', stop, { once: true });
      thread.once('message', (answer: T) => {
        done(answer);
      });
      thread.once('error', fail);
      thread.once('exit', (code) => {
        signal.removeEventListener('abort', stop);
        fail(new Error(`the thread ended with ${code} and no answer`));
      });
    });
  }
}
