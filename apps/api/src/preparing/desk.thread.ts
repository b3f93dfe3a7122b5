import { parentPort, workerData } from 'node:worker_threads';

import { type PrepareTask, prepareChallenge } from './prepare-challenge';
import { readVersion } from './read-version';
import { type SplitTask, splitVersion } from './split-version';

/** What a thread is started for. */
export type DeskTask =
  | { readonly kind: 'read'; readonly path: string }
  | ({ readonly kind: 'split' } & SplitTask)
  | { readonly kind: 'prepare'; readonly challenge: PrepareTask };

interface Answer {
  readonly value: unknown;
  /** What is handed over rather than copied. */
  readonly buffers: readonly ArrayBuffer[];
}

function answer(task: DeskTask): Answer {
  switch (task.kind) {
    case 'read':
      return { value: readVersion(task.path), buffers: [] };
    case 'split': {
      const value = splitVersion(task);
      return { value, buffers: value.ok ? [value.ids.buffer] : [] };
    }
    case 'prepare': {
      const value = prepareChallenge(task.challenge);
      const pieces = value.ok ? value.files.flatMap((file) => file.pieces) : [];
      return { value, buffers: pieces.map(({ buffer }) => buffer) };
    }
  }
}

const { value, buffers } = answer(workerData as DeskTask);
parentPort?.postMessage(value, buffers);
