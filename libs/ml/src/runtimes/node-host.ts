import { createHash } from 'node:crypto';
import { constants, existsSync, readdirSync, readFileSync } from 'node:fs';
import {
  chmod,
  copyFile,
  link,
  mkdir,
  readdir,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { basename, dirname, extname, join, relative } from 'node:path';

import { type Bind, DEFAULT_LIMITS, type Limits, runInSandbox } from '../sandbox';
import { type Package } from './runtime';

/** Where it all lies inside: the program, its packages, and what of ours runs there. */
const INSIDE = '/node';
/** The Node inside, and the folder of our own programs. */
export const NODE = `${INSIDE}/bin/node`;
export const PROGRAMS = `${INSIDE}/inside`;
/** The programs are TypeScript under jest, whose types Node strips; built, they are JavaScript. */
export const EXTENSION = extname(__filename);

/** Also tells when a copy was last used. */
const MARK = 'package.json';
const FORGOTTEN_MS = 14 * 86_400_000;

/** What code may import. `assets` are what no `require` names. */
const PACKAGES: readonly {
  readonly name: string;
  readonly assets: RegExp;
  readonly optional?: true;
}[] = [
  { name: '@tensorflow/tfjs', assets: /^$/ },
  { name: '@tensorflow/tfjs-backend-wasm', assets: /^dist\/[\w-]+\.wasm$/ },
  {
    name: 'onnxruntime-node',
    assets: new RegExp(`^bin/napi-v\\d+/${platform()}/${arch()}/(?!.*(cuda|tensorrt|DirectML))`),
  },
  // Only where an administrator has built it: what its own `require`s name, and the two libraries.
  { name: '@tensorflow/tfjs-node', assets: /^(lib\/napi-v\d+|deps\/lib)\//, optional: true },
];

export const NODE_ENVIRONMENT = {
  ORT_DISABLE_TELEMETRY: '1',
  NODE_PATH: `${INSIDE}/node_modules`,
  OMP_NUM_THREADS: '1',
  NODE_NO_WARNINGS: '1',
  TF_CPP_MIN_LOG_LEVEL: '2',
};

/** One WebAssembly memory maps 10 GiB: its address space is not bounded, its memory is. */
export const NODE_LIMITS: Partial<Limits> = { addressSpaceBytes: null };

export interface NodeHost {
  /** `24.4.1`. */
  readonly version: string;
  readonly packages: readonly Package[];
  readonly binds: readonly Bind[];
  /** What TensorFlow.js computes with here. */
  readonly tensorflow: 'native' | 'wasm';
}

export type NodeHostFound =
  | { readonly found: true; readonly host: NodeHost }
  | { readonly found: false; readonly detail: string };

export interface NodePlaces {
  /** Where copies are kept, in the data folder: the sandbox's user may pass there, and not into a checkout under a home. */
  readonly folder: string;
  readonly uid?: number;
}

const PROBE = `
const out = { version: process.versions.node, tensorflow: 'wasm' };
require('onnxruntime-node');
try { require('@tensorflow/tfjs-node'); out.tensorflow = 'native'; } catch { require('@tensorflow/tfjs'); require('@tensorflow/tfjs-backend-wasm'); }
require('fs').writeFileSync('probe.json', JSON.stringify(out));
`;

/** Stages this Node with the packages for models, and asks it inside whether it works. */
export async function findNodeHost({ folder, uid }: NodePlaces): Promise<NodeHostFound> {
  let staged: Staged;
  try {
    staged = await stage(folder);
  } catch (error) {
    return { found: false, detail: `not staged: ${String(error)}` };
  }
  const binds = [{ from: staged.path, to: INSIDE }];
  const outcome = await runInSandbox({
    id: `node-${basename(staged.path)}-${process.pid}`,
    argv: [NODE, '-e', PROBE],
    folder: null,
    binds,
    env: NODE_ENVIRONMENT,
    results: ['probe.json'],
    limits: { ...DEFAULT_LIMITS, ...NODE_LIMITS },
    ...(uid === undefined ? {} : { uid }),
  });
  const probe = outcome.verdict === 'ok' && outcome.files.get('probe.json');
  if (!probe)
    return {
      found: false,
      detail: `${outcome.verdict}: ${'reason' in outcome ? outcome.reason : outcome.stderr.text.trim()}`,
    };
  const said = JSON.parse(probe.toString('utf8')) as Pick<NodeHost, 'version' | 'tensorflow'>;
  return { found: true, host: { ...said, packages: staged.packages, binds } };
}

interface Staged {
  readonly path: string;
  readonly packages: Package[];
}

/**
 * A folder `<folder>/<digest of what is in it>`, made once and moved into its place when complete: two workers may
 * stage at a time. Files are linked where they are on the same file system and readable by all, else copied.
 */
async function stage(folder: string): Promise<Staged> {
  const { files, packages } = inventory();
  const lines = [process.version, ...packages.map(({ name, version }) => `${name} ${version}`)];
  const ours = files.filter(({ to }) => to.startsWith('inside/'));
  const digest = createHash('sha256').update(lines.join('\n'));
  for (const { from } of ours) digest.update(readFileSync(from));
  for (const { to } of files) digest.update(to);
  const path = join(folder, digest.digest('hex').slice(0, 16));
  if (existsSync(path)) {
    await writeFile(join(path, MARK), '{}\n'); // used now
    return { path, packages };
  }
  await mkdir(folder, { recursive: true });
  await chmod(folder, 0o711);
  const draft = `${path}.${process.pid}.draft`;
  await rm(draft, { recursive: true, force: true });
  for (const { from, to } of files) await place(from, draft, to);
  await writeFile(join(draft, MARK), '{}\n');
  await chmod(join(draft, MARK), 0o644);
  await chmod(draft, 0o755);
  await rename(draft, path).catch(async (error: unknown) => {
    await rm(draft, { recursive: true, force: true });
    if (!existsSync(path)) throw error; // else another worker was first
  });
  await forget(folder, path);
  return { path, packages };
}

/** Of earlier releases, and of starts that were cut off: what nobody has used for two weeks. */
async function forget(folder: string, kept: string): Promise<void> {
  const { mtimeMs: now } = await stat(join(kept, MARK));
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    const used = await stat(join(path, MARK)).catch(() => stat(path));
    if (path !== kept && now - used.mtimeMs > FORGOTTEN_MS)
      await rm(path, { recursive: true, force: true });
  }
}

interface StagedFile {
  readonly from: string;
  readonly to: string;
}

async function place(from: string, root: string, to: string): Promise<void> {
  const target = join(root, to);
  let folder = root;
  for (const part of ['', ...dirname(to).split('/')]) {
    folder = join(folder, part);
    await mkdir(folder, { recursive: true });
    await chmod(folder, 0o755);
  }
  const { mode } = await stat(from);
  const readable = (mode & 0o004) !== 0 && (to !== 'bin/node' || (mode & 0o001) !== 0);
  if (readable && !to.startsWith('inside/')) {
    try {
      await link(from, target);
      return;
    } catch {
      // another file system
    }
  }
  await copyFile(from, target, constants.COPYFILE_FICLONE);
  await chmod(target, to === 'bin/node' ? 0o755 : 0o644);
}

/** Everything that is staged: Node, our programs, and of each package what its `require`s reach. */
function inventory(): { files: StagedFile[]; packages: Package[] } {
  const found = new Map<string, string>();
  const packages: Package[] = [];
  for (const { name, assets, optional } of PACKAGES) {
    const root = rootOf(name);
    if (optional && !(root !== undefined && existsSync(join(root, 'lib')))) continue;
    if (root === undefined) throw new Error(`${name} is not installed`);
    const { version } = manifestOf(root);
    packages.push({ name, version });
    reach(createRequire(join(root, 'package.json')).resolve(root), found);
    for (const file of filesOf(root))
      if (assets.test(relative(root, file))) found.set(file, inModules(file));
  }
  const programs = join(__dirname, 'inside');
  return {
    packages,
    files: [
      { from: process.execPath, to: 'bin/node' },
      ...readdirSync(programs)
        .filter(
          (name) =>
            name.endsWith(EXTENSION) &&
            !name.endsWith(`.d${EXTENSION}`) &&
            !name.includes('.spec.'),
        )
        .map((name) => ({ from: join(programs, name), to: `inside/${name}` })),
      ...[...found].map(([from, to]) => ({ from, to })),
    ],
  };
}

function rootOf(name: string): string | undefined {
  for (const folder of createRequire(__filename).resolve.paths(name) ?? []) {
    const root = join(folder, name);
    if (existsSync(join(root, 'package.json'))) return root;
  }
  return undefined;
}

const manifestOf = (root: string): { version: string } =>
  JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };

function filesOf(root: string): string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** Its path from the outermost `node_modules` on. */
const inModules = (file: string): string => file.slice(file.indexOf('/node_modules/') + 1);

/** A module with all it requires, and the manifest that leads to each. */
function reach(file: string, found: Map<string, string>): void {
  if (found.has(file)) return;
  found.set(file, inModules(file));
  for (let folder = dirname(file); basename(folder) !== 'node_modules'; folder = dirname(folder))
    if (existsSync(join(folder, 'package.json')))
      found.set(join(folder, 'package.json'), inModules(join(folder, 'package.json')));
  if (!/\.c?js$/.test(file)) return;
  const from = createRequire(file);
  for (const [, name = ''] of readFileSync(file, 'utf8').matchAll(
    /\brequire\(["']([^"'\n]+)["']\)/g,
  )) {
    let next: string;
    try {
      next = from.resolve(name);
    } catch {
      continue; // an optional one, or a text that looks like one
    }
    if (next.startsWith('/')) reach(next, found);
  }
}
