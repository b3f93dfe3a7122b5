// Does the lock hold every platform package that its entries name? npm ci refuses a lock with holes.
import { readFileSync } from 'node:fs';
const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
const holes = [];
for (const [at, entry] of Object.entries(packages))
  for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
    let found;
    for (
      let base = at;
      ;
      base = base.includes('/node_modules/')
        ? base.slice(0, base.lastIndexOf('/node_modules/'))
        : ''
    ) {
      found = packages[`${base ? base + '/' : ''}node_modules/${name}`];
      if (found || !base) break;
    }
    if (!found || (/^\d/.test(range) && found.version !== range))
      holes.push(
        `${at || 'the root'} wants ${name}@${range}, the lock has ${found?.version ?? 'none'}`,
      );
  }
console.log(holes.length ? holes.join('\n') : 'the lock is complete');
process.exit(holes.length ? 1 : 0);
