// What Holdout needs of the machine itself: Debian packages, said by name and reason before they are installed.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { isOnPath, readNote, run, say, writeNote } from './run.mjs';

const TRY_AGAIN_AFTER_MS = 60 * 60_000;

/** What is missing of what starting (or testing) wants. */
export async function machine(site) {
  if (process.platform !== 'linux') return;
  await installMissing(site, [
    {
      name: 'bubblewrap',
      why: "isolates students' code; without it code submissions are switched off",
      there: isOnPath('bwrap', site.env),
    },
    {
      name: 'python3',
      why: "runs students' Python",
      there: existsSync('/usr/bin/python3'),
    },
    {
      name: 'python3-venv',
      why: 'makes a Python environment with the pinned numpy, pandas and scikit-learn',
      there:
        site.env.HOLDOUT_VENV || existsSync(join(site.data, 'venv/bin/python3')) || canMakeVenv(),
    },
    {
      name: 'chromium',
      why: 'the tests drive the pages in it; without it they use the one inside an npm package',
      there: !site.forTests || hasBrowser(site.env) || isUbuntu(),
    },
  ]);
}

/** R with what the course teaches, about 500 MB; HOLDOUT_R=0 declines it alone, and then R is refused with a sentence. */
export async function r(site) {
  if (process.platform !== 'linux' || site.env.HOLDOUT_R === '0') return;
  const why = "runs students' R; without it R submissions are refused";
  const library = (name) =>
    ['site-library', 'library'].some((folder) => existsSync(`/usr/lib/R/${folder}/${name}`));
  const packages = ['caret', 'e1071', 'glmnet', 'randomForest', 'ranger', 'pROC', 'rmarkdown'];
  await installMissing(
    site,
    [
      { name: 'r-base-core', why, there: existsSync('/usr/bin/Rscript') },
      // class, nnet and rpart among them
      {
        name: 'r-recommended',
        why,
        there: library('rpart') && library('nnet') && library('class'),
      },
      ...packages.map((name) => ({
        name: `r-cran-${name.toLowerCase()}`,
        why,
        there: library(name),
      })),
    ],
    '.apt-r-failed',
  );
}

/** The system's own scikit-learn, where the pinned one cannot be had. */
export async function fallbackPython(site) {
  const at = '/usr/lib/python3/dist-packages';
  const why = "the fall-back for students' Python, since the pinned environment could not be made";
  await installMissing(site, [
    { name: 'python3-sklearn', why, there: existsSync(`${at}/sklearn`) },
    { name: 'python3-pandas', why, there: existsSync(`${at}/pandas`) },
  ]);
}

async function installMissing({ data, env }, packages, noteName = '.apt-failed') {
  const missing = packages.filter(({ there }) => !there);
  if (missing.length === 0) return;
  const names = missing.map(({ name }) => name);
  const list = missing.map(({ name, why }) => `  ${name.padEnd(16)} ${why}`).join('\n');
  const note = join(data, noteName);
  const way = wayToInstall(env);
  if (way.refused || failedLately(note, names)) {
    const reason = way.refused ?? 'an earlier try failed';
    say(`not installed (${reason}):\n${list}\n${advice(names, env)}`);
    say('going on without; what needs them says so');
    return;
  }
  say(
    `these system packages are needed and will be installed now with apt-get (HOLDOUT_INSTALL=0 declines):\n${list}`,
  );
  const { failed, said } = await aptInstall(way.prefix, names, env);
  if (failed.length === 0) return;
  writeNote(note, JSON.stringify({ names: failed, at: Date.now() }));
  say(`could not install ${failed.join(', ')}; going on without:\n${said}`);
}

function wayToInstall(env) {
  if (env.HOLDOUT_INSTALL === '0') return { refused: 'HOLDOUT_INSTALL=0' };
  if (!isOnPath('apt-get', env)) return { refused: 'this machine has no apt-get' };
  if (process.getuid() === 0) return { prefix: [] };
  if (
    isOnPath('sudo', env) &&
    spawnSync('sudo', ['-n', 'true'], { env, stdio: 'ignore' }).status === 0
  )
    return { prefix: ['sudo', '-n'] };
  return { refused: 'it takes root, or sudo without a password' };
}

function advice(names, env) {
  if (!isOnPath('apt-get', env)) return "Install them with this machine's own package manager.";
  const sudo = process.getuid() === 0 ? '' : 'sudo ';
  return `To install them run:\n  ${sudo}apt-get install -y --no-install-recommends ${names.join(' ')}`;
}

/** The names that could not be installed, and what apt-get said. */
async function aptInstall(prefix, names, env) {
  const apt = (what, ...args) => {
    const [command, ...rest] = [
      ...prefix,
      ...['env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-q', '-o', 'Dpkg::Use-Pty=0'],
      ...['-o', 'DPkg::Lock::Timeout=120', '-o', 'Acquire::Retries=2'],
      ...['-o', 'Acquire::http::Timeout=20', ...args],
    ];
    return run(command, rest, { env, what });
  };
  const install = (some) =>
    apt(
      `apt-get install ${some.join(' ')}`,
      ...['install', '-y', '--no-install-recommends', ...some],
    );
  await apt('apt-get update', 'update'); // old lists may still do
  const all = await install(names);
  if (all.ok || names.length === 1) return { failed: all.ok ? [] : names, said: all.said };
  // One that cannot be had must not keep the others away.
  const failed = [];
  for (const name of names) if (!(await install([name])).ok) failed.push(name);
  return { failed, said: all.said };
}

function failedLately(note, names) {
  try {
    const last = JSON.parse(readNote(note));
    return last.names.join() === names.join() && Date.now() - last.at < TRY_AGAIN_AFTER_MS;
  } catch {
    return false;
  }
}

function canMakeVenv() {
  return (
    spawnSync('/usr/bin/python3', ['-c', 'import venv, ensurepip'], { stdio: 'ignore' }).status ===
    0
  );
}

/** Its `chromium` is a snap, which a server or a container cannot run. */
function isUbuntu() {
  return /^ID=ubuntu$/m.test(readNote('/etc/os-release') ?? '');
}

function hasBrowser(env) {
  return (
    Boolean(env.HOLDOUT_CHROMIUM) ||
    ['chromium', 'google-chrome', 'google-chrome-stable'].some((name) => isOnPath(name, env))
  );
}
