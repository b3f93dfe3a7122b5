// Builds the api and the web, each only when one of its sources changed since the last time.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

const BUILDS = {
  api: {
    command: ['node_modules/.bin/nest', 'build', 'api'],
    folder: '.',
    sources: ['apps/api', 'libs', 'tsconfig.json', 'nest-cli.json', 'package-lock.json'],
    product: 'dist/apps/api/src/main.js',
  },
  web: {
    command: ['node_modules/.bin/ng', 'build'],
    folder: 'apps/web',
    sources: ['apps/web', 'libs', 'tsconfig.json', 'package-lock.json'],
    product: 'dist/web/browser/index.html',
  },
};

/** Answers whether it built. Rejects with the compiler's words when it cannot. */
export async function build(name, say = () => {}) {
  const { command, folder, sources, product } = BUILDS[name];
  const hash = createHash('sha256');
  for (const source of sources) addTo(hash, source);
  const now = hash.digest('hex');
  const note = join(root, `dist/${name}.built-from`);
  if (existsSync(join(root, product)) && existsSync(note) && readFileSync(note, 'utf8') === now)
    return false;
  const began = Date.now();
  say(`building the ${name} …`);
  await run(
    [join(root, command[0]), ...command.slice(1)],
    join(root, folder),
    `build of the ${name}`,
  );
  mkdirSync(dirname(note), { recursive: true });
  writeFileSync(note, now);
  say(`built the ${name} in ${((Date.now() - began) / 1000).toFixed(1)} s`);
  return true;
}

/** One after the other: on two cores side by side is no faster, and needs the memory of both. */
export async function buildAll(say) {
  await build('api', say);
  await build('web', say);
}

/** Tests are not part of what is built. */
function addTo(hash, path) {
  const full = join(root, path);
  if (statSync(full).isDirectory()) {
    for (const name of readdirSync(full).sort()) addTo(hash, `${path}/${name}`);
  } else if (!path.endsWith('.spec.ts')) {
    hash.update(`${path}\0`).update(readFileSync(full)).update('\0');
  }
}

function run([program, ...args], cwd, what) {
  return new Promise((done, fail) => {
    const said = [];
    const child = spawn(process.execPath, [program, ...args], {
      cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NG_CLI_ANALYTICS: 'false', CI: '1', FORCE_COLOR: '0' },
    });
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => said.push(String(chunk)));
    child.once('error', fail);
    child.once('close', (code) => {
      if (code === 0) done();
      else fail(new Error(`The ${what} failed:\n${said.join('')}`));
    });
  });
}
