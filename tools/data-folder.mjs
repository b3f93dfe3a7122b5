// Where everything that must outlive a start lives: the database, the blobs, the venv, the jobs.
import { createHash } from 'node:crypto';
import { accessSync, constants, realpathSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/**
 * `HOLDOUT_DATA` where it is set; else `var/` in the checkout. As root, below a folder that other users cannot
 * enter (a 0700 home), PostgreSQL's and the sandbox's own users could not reach `var/`: then
 * `/var/lib/holdout/<hash of the checkout>`.
 */
export function dataFolder(
  checkout,
  { env = process.env, uid = process.getuid?.(), enterable = canOthersEnter } = {},
) {
  if (env.HOLDOUT_DATA) return resolve(env.HOLDOUT_DATA);
  const inside = join(checkout, 'var');
  if (uid !== 0 || enterable(checkout)) return inside;
  const name = createHash('sha256').update(realpathSync(checkout)).digest('hex').slice(0, 16);
  return `/var/lib/holdout/${name}`;
}

/** Whether every folder on the way lets others pass. */
export function canOthersEnter(folder) {
  for (let at = resolve(folder); ; at = dirname(at)) {
    if ((statSync(at).mode & 0o001) === 0) return false;
    if (dirname(at) === at) return true;
  }
}

export function isWritable(folder) {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
