// node_modules, from the lock file, with the exact Node that everything afterwards runs on.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';

import { digest, isOnPath, readNote, run, say, writeNote } from './run.mjs';

const INSTALLED = 'node_modules/.package-lock.json'; // npm's own record of what it installed
const NOTE = 'node_modules/.holdout';

/** `npm ci`, when the lock file is not the one that node_modules came from. Without packages nothing works: then it ends here. */
export async function packages({ root, env }) {
  const wanted = digest(`${process.platform} ${process.arch}`, 'package-lock.json');
  if (existsSync('node_modules/.bin/node')) {
    if (readNote(NOTE) === wanted) return;
    if (isInstalledByHand()) return writeNote(NOTE, wanted);
  }
  const npm = npmOf(env);
  say('installing the npm packages of package-lock.json, the first time this takes some minutes');
  for (let tries = 1; ; tries++) {
    const { ok, said } = await run(
      npm.command,
      [...npm.args, 'ci', '--no-audit', '--no-fund', '--loglevel=error'],
      { env: npm.env, cwd: root, what: 'npm ci' },
    );
    if (ok && nodeWorks(root, env)) break;
    say(`npm ci failed${tries < 3 ? ', once more' : ''}:\n${said}`);
    if (tries < 3) continue;
    say('the packages could not be installed. Is the registry reachable?');
    process.exit(1);
  }
  writeNote(NOTE, wanted);
}

/** The npm that called us, on the Node that it runs on; else the one on the PATH. */
function npmOf(env) {
  const { npm_execpath: script, npm_node_execpath: node } = env;
  const usable = (path) => path && existsSync(path) && !path.includes('node_modules/.bin');
  if (usable(script) && /npm-cli\.[cm]?js$/.test(script) && usable(node))
    // Install scripts look for `node` on the PATH.
    return {
      command: node,
      args: [script],
      env: { ...env, PATH: `${dirname(node)}${delimiter}${env.PATH}` },
    };
  if (isOnPath('npm', env)) return { command: 'npm', args: [], env };
  say('npm was not found; Node ≥ 20 with npm is needed');
  process.exit(1);
}

/** Someone ran npm ci or npm install on this very lock file. */
function isInstalledByHand() {
  try {
    return statSync(INSTALLED).mtimeMs >= statSync('package-lock.json').mtimeMs;
  } catch {
    return false;
  }
}

/** The `node` package brings its binary with an install script, which a machine may have switched off. */
function nodeWorks(root, env) {
  const node = join(root, 'node_modules/.bin/node');
  const answer = () => spawnSync(node, ['--version'], { env });
  if (answer().status === 0) return true;
  const installer = join(root, 'node_modules/node/installArchSpecificPackage.js');
  if (existsSync(installer))
    spawnSync(process.execPath, [installer], { env, cwd: dirname(installer), stdio: 'ignore' });
  return answer().status === 0;
}
