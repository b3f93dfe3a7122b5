import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

import { Inject, Injectable } from '@nestjs/common';

import { type Read, type Reading, readIn } from './reading';

/** How files are read, and how long at most. */
export const READING = Symbol('Reading');
export interface ReadingLimits {
  /** The file that a thread begins with. */
  readonly thread: string;
  readonly longestMs: number;
}
export const reading = {
  provide: READING,
  useValue: { thread: join(__dirname, 'reading.thread.js'), longestMs: 90_000 },
};

/** Up to here a file is read in a few dozen milliseconds; 20 MB take 2 to 26 s, in which nobody else is to wait. */
const SMALL_BYTES = 64 * 1024;
const HEAP_MIB = 1024;

/** Reads files of questions: large ones in a thread, one after another, and none for ever. */
@Injectable()
export class QuestionReader {
  private last: Promise<unknown> = Promise.resolve();

  constructor(@Inject(READING) private readonly limits: ReadingLimits) {}

  read(given: Reading): Promise<Read> {
    if (given.bytes.byteLength <= SMALL_BYTES) return readIn(given);
    const mine = this.last.then(() => this.inThread(given));
    this.last = mine.catch(() => undefined);
    return mine;
  }

  private inThread(given: Reading): Promise<Read> {
    const thread = new Worker(this.limits.thread, {
      env: {},
      workerData: given,
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MIB },
    });
    return new Promise<Read>((done, fail) => {
      const tooSlow = setTimeout(() => {
        done(this.tooMuch());
        void thread.terminate();
      }, this.limits.longestMs);
      thread.once('message', done);
      thread.once('error', (error: Error & { code?: string }) => {
        if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') done(this.tooMuch());
        else fail(error);
      });
      thread.once('exit', (code) => {
        clearTimeout(tooSlow);
        fail(new Error(`the thread ended with ${code} and no answer`));
      });
    });
  }

  private tooMuch(): Read {
    const value = String(this.limits.longestMs / 1000);
    return {
      file: { ok: false, faults: [{ code: 'question-import-too-slow', value }] },
      images: [],
    };
  }
}
