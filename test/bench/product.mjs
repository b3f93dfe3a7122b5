// The whole product as processes: the HTTP process and the worker, on a database and a data folder of its own.
import { fork } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';

import { build } from '../../tools/build.mjs';
import { dataFolder } from '../../tools/data-folder.mjs';
import { freePort } from '../../tools/port.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The Python of the venv that the bootstrap made; undefined where there is none. */
export function venvPython() {
  const python = `${dataFolder(root)}/venv/bin/python3`;
  return existsSync(python) ? python : undefined;
}

export async function startProduct(databaseUrl, say) {
  await build('api', say);
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  const data = mkdtempSync(`${tmpdir()}/holdout-bench-`);
  chmodSync(data, 0o711); // the sandbox's user passes through
  const env = {
    ...process.env,
    NODE_ENV: 'production',
    DATABASE_URL: databaseUrl,
    PORT: String(port),
    PUBLIC_URL: base,
    HOLDOUT_DATA: data,
    HOLDOUT_VENV: `${dataFolder(root)}/venv`,
    HOLDOUT_UNLIMITED_RATE: 'true',
    LOG_LEVEL: 'warn',
  };
  const processes = [];
  const stop = async () => {
    await Promise.all(processes.map(end));
    rmSync(data, { recursive: true, force: true });
  };
  try {
    for (const name of ['main', 'worker']) {
      const child = fork(`${root}dist/apps/api/src/${name}.js`, {
        cwd: root,
        env,
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      });
      processes.push(child);
      await up(child, name);
    }
  } catch (error) {
    await stop();
    throw error;
  }
  return { base, stop };
}

function up(child, name) {
  return new Promise((done, fail) => {
    child.once('message', done);
    child.once('exit', (code) => fail(new Error(`${name} ended with ${code}`)));
  });
}

function end(child) {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((done) => {
    child.once('exit', done);
    child.kill('SIGTERM');
  });
}
