import { parentPort, workerData } from 'node:worker_threads';

import { type Work, done } from './scorer';

parentPort?.postMessage(done(workerData as Work));
