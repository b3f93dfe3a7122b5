// A real PostgreSQL from npm, for a machine that was not given one. Its data lie in the data folder.
import { execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { platform } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { claim } from './claim.mjs';
import { makeDataFolder } from './data-folder.mjs';
import { freePort } from './port.mjs';
import { postgresUser } from './postgres-user.mjs';

/**
 * Starts the cluster in `folder` (made when it is not there) with the database `database` in it, and answers
 * `{ url, origin, pid, ended, stop }`. The caller owns it: a cluster that outlived its owner is ended first, and
 * a folder that a living process owns is refused (`error.code` is `EBUSY`). With DATABASE_URL set it only hands
 * that on, and `stop` does nothing.
 */
export async function openDatabase({
  folder,
  database = 'holdout',
  settings = {},
  env = process.env,
}) {
  if (env.DATABASE_URL)
    return { url: env.DATABASE_URL, origin: 'DATABASE_URL', stop: async () => {} };
  const data = resolve(folder);
  makeDataFolder(dirname(data));
  const owned = claim(`${data}.owner`);
  if (owned.holder)
    throw Object.assign(new Error(`${data} belongs to process ${owned.holder.pid}`), {
      code: 'EBUSY',
    });
  try {
    await endOrphan(data);
    await endLeftovers(data);
    const cluster = await startCluster(data, settings);
    return {
      ...cluster,
      url: await withDatabase(cluster.urlOf, database),
      stop: () => cluster.stop().finally(owned.release),
    };
  } catch (error) {
    owned.release();
    throw error;
  }
}

async function startCluster(data, settings) {
  const secret = `${data}.password`;
  if (!existsSync(secret)) writeFileSync(secret, randomBytes(24).toString('hex'), { mode: 0o600 });
  const as = await postgresUser(data);
  if (!existsSync(join(data, 'PG_VERSION'))) initialise(data, secret, as);
  if (process.getuid?.() === 0 && statSync(data).uid !== as.owner)
    execFileSync('chown', ['-R', String(as.owner), data]);
  assertSameMajor(data, as);

  const port = await freePort();
  const urlOf = (name) =>
    `postgres://holdout:${readFileSync(secret, 'utf8')}@127.0.0.1:${port}/${name}`;
  const options = { listen_addresses: '127.0.0.1', unix_socket_directories: '', ...settings };
  const [command, args] = as.command(as.bin.postgres, [
    '-D',
    data,
    '-p',
    String(port),
    ...Object.entries(options).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ]);
  // Its own process group: Ctrl-C reaches the whole foreground group, and the database must outlive the app's own shutdown.
  const server = spawn(command, args, {
    ...as.ids,
    cwd: '/',
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const said = [];
  server.stderr.on('data', (chunk) => {
    said.push(String(chunk));
    if (said.length > 50) said.shift();
  });
  const ended = new Promise((done) => {
    server.once('exit', done);
    server.once('error', (error) => {
      said.push(String(error));
      done();
    });
  });
  const mourner = mourn(server.pid);
  await Promise.race([
    whenReachable(urlOf('postgres')),
    ended.then(() => {
      throw new Error(`PostgreSQL did not start:\n${said.join('')}`);
    }),
  ]);

  return {
    urlOf,
    origin: `PostgreSQL in ${data}, ${as.how}`,
    pid: server.pid,
    ended,
    async stop() {
      mourner.kill('SIGKILL');
      server.kill('SIGINT'); // fast shutdown: rolls back, checkpoints, ends
      const patience = sleep(10_000, 'late', { ref: false });
      if ((await Promise.race([ended.then(() => 'ended'), patience])) === 'ended') return;
      server.kill('SIGQUIT');
      await ended;
    },
  };
}

function assertSameMajor(data, as) {
  const theirs = readFileSync(join(data, 'PG_VERSION'), 'utf8').trim();
  const ours = as.run(as.bin.postgres, ['--version']).match(/(\d+)\./)[1];
  if (theirs !== ours)
    throw new Error(
      `${data} was made by PostgreSQL ${theirs}, this is ${ours}: dump it with the old version, or move it away.`,
    );
}

/** If this process dies without a word (kill -9), the pipe closes and the database is asked to stop. */
function mourn(pid) {
  const mourner = spawn(
    'sh',
    ['-c', `trap '' INT TERM HUP; read _; kill -INT ${pid} 2>/dev/null`],
    {
      cwd: '/',
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
    },
  );
  mourner.unref();
  mourner.stdin.unref?.();
  return mourner;
}

/** A postmaster whose owner was killed. A pid file can be stale and its number another process's by now. */
async function endOrphan(data) {
  const file = join(data, 'postmaster.pid');
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  for (let tries = 0; tries < 200 && isPostgresOn(pid, data); tries++) {
    signal(pid, tries < 150 ? 'SIGINT' : 'SIGQUIT');
    await sleep(100);
  }
  if (isPostgresOn(pid, data))
    throw new Error(`PostgreSQL on ${data} (process ${pid}) does not end`);
  rmSync(file, { force: true });
}

function isPostgresOn(pid, data) {
  const said = commandLine(pid);
  return said !== undefined && /postgres/.test(said) && said.includes(data);
}

/** Undefined for a process that is gone or a zombie. */
function commandLine(pid) {
  try {
    if (platform() === 'linux')
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ') || undefined;
    const options = { stdio: ['ignore', 'pipe', 'ignore'] };
    return execFileSync('ps', ['-ww', '-o', 'args=', '-p', String(pid)], options).toString();
  } catch {
    return undefined;
  }
}

/** After a kill -9 of the postmaster a busy backend computes on, and PostgreSQL rightly refuses to start beside it. */
async function endLeftovers(data) {
  if (platform() !== 'linux') return;
  const left = () =>
    readdirSync('/proc').filter((pid) => /^\d+$/.test(pid) && workingFolder(pid) === data);
  for (let tries = 0, pids; (pids = left()).length > 0 && tries < 50; tries++) {
    for (const pid of pids) signal(Number(pid), tries < 25 ? 'SIGTERM' : 'SIGQUIT');
    await sleep(100);
  }
}

function workingFolder(pid) {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined;
  }
}

function signal(pid, name) {
  try {
    process.kill(pid, name);
  } catch {
    /* just ended */
  }
}

/** initdb beside the final name, then one rename: an interrupted first start leaves nothing half made. */
function initialise(data, secret, as) {
  const draft = `${data}.new`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700 });
  const password = `${data}.new.password`;
  rmSync(password, { force: true });
  writeFileSync(password, readFileSync(secret), { mode: 0o600 });
  if (as.ids.uid !== undefined)
    for (const path of [draft, password]) chownSync(path, as.ids.uid, as.ids.gid);
  try {
    as.run(as.bin.initdb, [
      '-D',
      draft,
      '-U',
      'holdout',
      `--pwfile=${password}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
      '--no-instructions',
    ]);
  } finally {
    rmSync(password, { force: true });
  }
  renameSync(draft, data);
}

async function client(url) {
  const { default: pg } = await import('pg');
  const connection = new pg.Client({ connectionString: url });
  connection.on('error', () => {}); // its end is seen by whoever waits for an answer
  await connection.connect();
  return connection;
}

async function whenReachable(url, patience = 30_000) {
  for (const until = Date.now() + patience; ;) {
    try {
      await (await client(url)).end();
      return;
    } catch (error) {
      if (Date.now() > until) throw error;
      await sleep(15);
    }
  }
}

/** The url of the database, made when it is not there. */
async function withDatabase(urlOf, name) {
  const connection = await client(urlOf('postgres'));
  try {
    const found = await connection.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (found.rowCount === 0)
      await connection.query(`CREATE DATABASE ${connection.escapeIdentifier(name)}`);
  } finally {
    await connection.end();
  }
  return urlOf(name);
}
