import { parentPort } from 'node:worker_threads';

import { type Work, done } from './scorer';

parentPort?.on('message', (work: Work) => {
  parentPort?.postMessage(done(work));
});
