// Starts threads until it is stopped.
import { Worker } from 'node:worker_threads';
for (;;) {
  new Worker('setInterval(() => {}, 1000)', { eval: true }).on('error', () => {});
  await new Promise((later) => setTimeout(later, 1));
}
