// Makes a bare clone ready. Runs on any Node from 18 on, before anything is installed: only built-ins here.
// `npm start` and `npm test` call it first; when there is nothing to do it costs a few milliseconds.
import { fileURLToPath } from 'node:url';

import { machine, r } from './bootstrap/machine.mjs';
import { packages } from './bootstrap/packages.mjs';
import { python } from './bootstrap/python.mjs';
import { ownEnvironment } from './bootstrap/run.mjs';
import { dataFolder, makeDataFolder } from './data-folder.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
process.chdir(root);

const site = {
  root,
  env: ownEnvironment(process.env),
  data: makeDataFolder(dataFolder(root)),
  forTests: process.argv.includes('--for-tests'),
};

await machine(site);
await packages(site);
await python(site);
await r(site);
