import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

import type { Gap } from '@holdout/contracts';

import {
  compareFiles,
  type Found,
  foundIn,
  type Files,
  type FilesToCompare,
  type FilesToScore,
  scoreFiles,
  type Scoring,
} from './scoring.work';

export type Work =
  | { readonly deed: 'check'; readonly files: Files }
  | { readonly deed: 'score'; readonly files: FilesToScore }
  | { readonly deed: 'compare'; readonly files: FilesToCompare };

type Answer = Scoring | Found | Gap;

/**
 * From here on the main loop is spared: a million rows with their intervals take it 5 to 20 s, and a worker that does
 * not prolong its leases for 30 s has lost them. Below, a thread costs more than it saves.
 */
const LARGE_BYTES = 1024 * 1024;
const LARGE_ROWS = 50_000;

/** Under jest, which alone runs TypeScript, there is no file that a thread could load. */
const BUILT = __filename.endsWith('.js');

export function lookAt(files: Files): Promise<Found> {
  return carried({ deed: 'check', files }) as Promise<Found>;
}

export function scoringOf(files: FilesToScore): Promise<Scoring> {
  return carried({ deed: 'score', files }) as Promise<Scoring>;
}

export function gapBy(files: FilesToCompare): Promise<Gap> {
  return carried({ deed: 'compare', files }) as Promise<Gap>;
}

export function done(work: Work): Answer {
  switch (work.deed) {
    case 'check':
      return foundIn(work.files);
    case 'score':
      return scoreFiles(work.files);
    case 'compare':
      return compareFiles(work.files);
  }
}

function carried(work: Work): Promise<Answer> {
  const { predictions, truth } = work.files;
  const large = predictions.length > LARGE_BYTES || truth.ids.length > LARGE_ROWS;
  return large && BUILT ? inThread(work) : Promise.resolve(work).then(done);
}

/** Threads that have nothing to do: one that has scored before knows its code by heart. */
const idle: Worker[] = [];
const MOST_IDLE = 2;

async function inThread(work: Work): Promise<Answer> {
  const thread = idle.pop() ?? startThread();
  const ended = new AbortController();
  const { signal } = ended;
  try {
    thread.ref();
    const answer = once(thread, 'message', { signal });
    const end = once(thread, 'exit', { signal }).then(([code]) => {
      throw new Error(`the scoring thread ended with ${String(code)} and no answer`);
    });
    thread.postMessage(work);
    const [said] = (await Promise.race([answer, end])) as [Answer];
    rest(thread);
    return said;
  } finally {
    ended.abort();
  }
}

function rest(thread: Worker): void {
  if (idle.length >= MOST_IDLE) {
    void thread.terminate();
    return;
  }
  thread.unref(); // nothing waits for it at the end of the process
  idle.push(thread);
}

function startThread(): Worker {
  return new Worker(__filename.replace(/scorer\.js$/, 'scoring.thread.js'), { env: {} });
}
