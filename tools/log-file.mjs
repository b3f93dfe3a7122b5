// Where the log of the api and the worker goes: a file, so that what the start itself says can be read.
import { openSync, renameSync, statSync } from 'node:fs';

const LARGEST_BYTES = 50 * 1024 * 1024;

/** A descriptor to append to. A file that has grown large is put aside at a start; the one before it is dropped. */
export function openLog(path) {
  try {
    if (statSync(path).size > LARGEST_BYTES) renameSync(path, `${path}.old`);
  } catch {
    // the first start
  }
  return openSync(path, 'a', 0o600);
}
