// npm start: build, database, migrations, the api and the worker, the seed; until Ctrl-C.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { buildAll } from './build.mjs';
import { claim } from './claim.mjs';
import { dataFolder, makeDataFolder } from './data-folder.mjs';
import { keeper } from './keeper.mjs';
import { openLog } from './log-file.mjs';
import { migrate } from './migrate.mjs';
import { choosePort, publicUrl } from './port.mjs';
import { openDatabase } from './postgres.mjs';

const began = performance.now();
const say = (text) => console.log(`holdout: ${text}`);
const since = () => `${((performance.now() - began) / 1000).toFixed(1)} s`;

const root = fileURLToPath(new URL('..', import.meta.url));
process.chdir(root);
process.umask(0o022); // what the sandbox's user must read is readable; what nobody may is 0600 by name
assertNode();

const data = makeDataFolder(dataFolder(root));
const owned = claim(join(data, 'start.owner'));
if (owned.holder) {
  const { pid, note } = owned.holder;
  say(`already running${note ? ` at ${note}` : ''} (process ${pid}, data in ${data})`);
  process.exit(1);
}

let stopping;
let database;
let kept;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void stop(0));
followNpm();

try {
  await serve();
} catch (error) {
  if (!stopping) console.error(`holdout: ${error.message}`);
  await stop(1);
}

async function serve() {
  const host = process.env.HOST || '127.0.0.1';
  const port = await choosePort(process.env.PORT, host, say);
  await buildAll(say);
  database = await openDatabase({ folder: join(data, 'postgres') });
  if (stopping) return;
  say(`database: ${database.origin} (${since()})`);
  void database.ended?.then(() => {
    if (!stopping) giveUp('the database ended by itself');
  });
  const ran = await migrate(database.url);
  if (ran.length > 0) say(`migrated: ${ran.length} (${since()})`);
  if (stopping) return;

  const address = publicUrl(process.env.PUBLIC_URL, host, port);
  const env = {
    NODE_ENV: 'production',
    ...process.env,
    DATABASE_URL: database.url,
    HOST: host,
    PORT: String(port),
    PUBLIC_URL: address,
    HOLDOUT_DATA: data,
    HOLDOUT_WEB: join(root, 'dist/web/browser'),
  };
  const log = join(data, 'holdout.log');
  kept = keeper({ env, say, giveUp, log: openLog(log) });
  await Promise.all([
    kept.keep('api', 'dist/apps/api/src/main.js'),
    kept.keep('worker', 'dist/apps/api/src/worker.js'),
  ]);
  owned.describe(address);
  say(
    `ready after ${since()} at\n\n    ${address}\n\nThe log is ${log}. Ctrl-C stops everything.\n`,
  );
  await seed(env);
}

/** Fills an empty database, or hands out the link that makes the administrator; it decides which, and says so. */
function seed(env) {
  return new Promise((done) => {
    const seeder = spawn(
      process.execPath,
      [
        ...['--enable-source-maps', 'dist/apps/api/src/seed.js', ...process.argv.slice(2)],
        ...(process.env.DATABASE_URL ? ['--given-database'] : []),
      ],
      { env, stdio: ['ignore', 'inherit', 'inherit', 'ipc'], detached: true },
    );
    const endWithUs = () => seeder.kill('SIGTERM');
    process.once('holdout-stop', endWithUs);
    seeder.once('exit', (code) => {
      process.off('holdout-stop', endWithUs);
      if (code !== 0 && !stopping)
        say('the seed did not come to its end; the next start takes it up');
      done();
    });
  });
}

function giveUp(sentence) {
  console.error(`holdout: ${sentence}`);
  void stop(1);
}

/** In order: who works with the database before the database. */
function stop(code) {
  stopping ??= (async () => {
    say('stopping …');
    process.emit('holdout-stop');
    await kept?.stop();
    await database?.stop();
    owned.release();
    say('stopped');
    process.exit(code);
  })();
  return stopping;
}

/** npm start killed with -9 leaves us without a parent. */
function followNpm() {
  if (process.env.npm_lifecycle_event !== 'start') return;
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) void stop(0);
  }, 1000).unref();
}

function assertNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 24 || (major === 24 && minor >= 15)) return;
  say(`Node ${process.version} is too old: use npm start, which brings its own.`);
  process.exit(1);
}
