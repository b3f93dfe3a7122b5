import { parentPort, workerData } from 'node:worker_threads';

import { type Reading, readIn } from './reading';

void readIn(workerData as Reading).then((read) => {
  parentPort?.postMessage(read);
});
