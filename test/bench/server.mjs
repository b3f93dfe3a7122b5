// Servers that benches ask: ours as it is built, and bare Node with the same bytes.
import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';

import { build } from '../../tools/build.mjs';
import { freePort } from '../../tools/port.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

let built;

/** The HTTP process on this database, built once for all benches of a run. */
export async function ourServer(databaseUrl, say) {
  await (built ??= build('api', say));
  return builtServer(databaseUrl);
}

/** The same where it is built already: to start it again in the middle. */
export async function builtServer(databaseUrl) {
  const port = await freePort();
  const data = mkdtempSync(`${tmpdir()}/holdout-bench-`);
  const stop = await forked(`${root}dist/apps/api/src/main.js`, {
    NODE_ENV: 'production',
    DATABASE_URL: databaseUrl,
    PORT: String(port),
    HOLDOUT_DATA: data,
    HOLDOUT_UNLIMITED_RATE: 'true',
    LOG_LEVEL: 'warn',
  });
  return {
    base: `http://127.0.0.1:${port}`,
    async stop() {
      await stop();
      rmSync(data, { recursive: true, force: true });
    },
  };
}

/** node:http that answers `payload` to whatever is asked, or 304 to who has it. */
export async function rawServer(payload) {
  const port = await freePort();
  const stop = await forked(fileURLToPath(new URL('raw-server.mjs', import.meta.url)), {
    PORT: String(port),
    PAYLOAD: payload,
  });
  return { base: `http://127.0.0.1:${port}`, stop };
}

function forked(file, env) {
  const child = fork(file, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const ended = new Promise((done) => child.once('exit', done));
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
  };
  return new Promise((done, fail) => {
    child.once('message', () => done(stop));
    void ended.then((code) => fail(new Error(`${file} ended with ${code}`)));
  });
}
