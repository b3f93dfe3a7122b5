// Where everything that must outlive a start lives: the database, the blobs, the venv, the jobs.
import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/**
 * `HOLDOUT_DATA` where it is set (relative to the checkout); else `var/` in the checkout. As root, below a
 * folder that other users cannot enter (a 0700 home), PostgreSQL's and the sandbox's own users could not reach
 * `var/`: then `/var/lib/holdout/<hash of the checkout>`.
 */
export function dataFolder(
  checkout,
  { env = process.env, uid = process.getuid?.(), enterable = canOthersEnter } = {},
) {
  if (env.HOLDOUT_DATA) return resolve(checkout, env.HOLDOUT_DATA);
  const real = realpathSync(checkout);
  if (uid !== 0 || enterable(real)) return join(real, 'var');
  return `/var/lib/holdout/${createHash('sha256').update(real).digest('hex').slice(0, 16)}`;
}

/** Whether this folder and every folder on the way to it let other users pass. */
export function canOthersEnter(folder) {
  for (let at = resolve(folder); ; at = dirname(at)) {
    if ((statSync(at).mode & 0o001) === 0) return false;
    if (dirname(at) === at) return true;
  }
}

/**
 * Makes the folder. As root it lets others pass through it without seeing what it holds: PostgreSQL and the
 * sandbox run as users of their own and own what is theirs inside.
 */
export function makeDataFolder(folder) {
  const first = mkdirSync(folder, { recursive: true, mode: 0o711 });
  if (process.getuid?.() !== 0) return folder;
  // What was made just now may have lost bits to the umask.
  if (first !== undefined)
    for (let at = folder; at.length >= first.length; at = dirname(at)) chmodSync(at, 0o711);
  const { mode } = statSync(folder);
  if ((mode & 0o001) === 0) chmodSync(folder, (mode & 0o777) | 0o001);
  return folder;
}
