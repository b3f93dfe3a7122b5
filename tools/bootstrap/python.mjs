// The Python that students' code runs on: a venv with pinned packages, where the sandbox's own user can read it.
import { spawnSync } from 'node:child_process';
import { existsSync, realpathSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { fallbackPython } from './machine.mjs';
import { digest, readNote, run, say, writeNote } from './run.mjs';

const PYTHON = '/usr/bin/python3'; // not a pyenv's: the sandbox shows /usr to the code, and nothing of a home
const REQUIREMENTS = 'tools/requirements.txt';
const TRY_AGAIN_AFTER_MS = 60 * 60_000;

/** Made beside its final name and put there by one rename: an interrupted run leaves nothing half made. */
export async function python(site) {
  if (site.env.HOLDOUT_VENV || !existsSync(PYTHON)) return;
  const venv = join(site.data, 'venv');
  const wanted = digest(realpathSync(PYTHON), REQUIREMENTS);
  if (readNote(join(venv, '.holdout')) === wanted) return;
  const failed = join(site.data, '.venv-failed');
  if (failedLately(failed, wanted)) {
    say('the Python environment could not be made a while ago; the system’s Python is used');
    return fallbackPython(site);
  }
  say(`making a Python environment in ${venv}, about 600 MB with numpy, pandas and scikit-learn`);
  const failure = await make(`${venv}.new`, pythonEnvironment(site.env));
  if (failure !== undefined) {
    rmSync(`${venv}.new`, { recursive: true, force: true });
    writeNote(failed, JSON.stringify({ wanted, at: Date.now() }));
    say(
      `the Python environment could not be made; the system's Python is used instead:\n${failure}`,
    );
    return fallbackPython(site);
  }
  writeNote(`${venv}.new/.holdout`, wanted);
  rmSync(`${venv}.old`, { recursive: true, force: true });
  if (existsSync(venv)) renameSync(venv, `${venv}.old`);
  renameSync(`${venv}.new`, venv);
  rmSync(`${venv}.old`, { recursive: true, force: true });
  rmSync(failed, { force: true });
}

/** Undefined, or why there is none. */
async function make(venv, env) {
  const mask = process.umask(0o022); // the sandbox's user reads it
  try {
    rmSync(venv, { recursive: true, force: true });
    const made = await run(PYTHON, ['-m', 'venv', venv], { env, what: 'python3 -m venv' });
    if (!made.ok) return made.said;
    const pip = ['-m', 'pip', 'install', '--require-hashes', '--only-binary', ':all:'];
    const quietly = [
      '--quiet',
      '--no-input',
      '--disable-pip-version-check',
      '--progress-bar',
      'off',
    ];
    const installed = await run(`${venv}/bin/python3`, [...pip, ...quietly, '-r', REQUIREMENTS], {
      env,
      what: 'pip install of tools/requirements.txt',
    });
    if (!installed.ok) return installed.said;
    return tryOut(venv, env);
  } finally {
    process.umask(mask);
  }
}

/** A wheel can be installed and yet not run, on an old processor for one. */
function tryOut(venv, env) {
  const imports =
    'import numpy, pandas, scipy, sklearn.linear_model, statsmodels, matplotlib, seaborn';
  const { status, stderr } = spawnSync(`${venv}/bin/python3`, ['-c', imports], { env });
  return status === 0 ? undefined : String(stderr).trim().split('\n').at(-1);
}

/** Without what would send pip or Python elsewhere. */
function pythonEnvironment(given) {
  const env = { ...given, PIP_ROOT_USER_ACTION: 'ignore' };
  for (const name of ['PYTHONHOME', 'PYTHONPATH', 'PYTHONDONTWRITEBYTECODE', 'VIRTUAL_ENV'])
    delete env[name];
  for (const name of ['PIP_USER', 'PIP_TARGET', 'PIP_PREFIX', 'PIP_ROOT', 'PIP_NO_COMPILE'])
    delete env[name];
  return env;
}

function failedLately(note, wanted) {
  try {
    const last = JSON.parse(readNote(note));
    return last.wanted === wanted && Date.now() - last.at < TRY_AGAIN_AFTER_MS;
  } catch {
    return false;
  }
}
