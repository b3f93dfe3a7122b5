// What a figure was measured on. Absolute times wander with the load, so the load stands beside them.
import { readFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';

export async function machine() {
  return {
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    kernel: readFileSync('/proc/version', 'utf8').split(' ')[2],
    node: process.version,
    load: loadavg().map((value) => Number(value.toFixed(2))),
  };
}
