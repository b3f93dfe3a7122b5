import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

import {
  type Bind,
  DEFAULT_LIMITS,
  fileName,
  type Limits,
  runInSandbox,
  unpacking,
} from '../sandbox';
import { validateCode } from './code';
import { PYTHON_HARNESS } from './harness';
import { type Importable } from './missing';
import { type Package, type Runtime, type Validation } from './runtime';

const SYSTEM = '/usr/bin/python3';
/** Where a venv lies inside: its host path is nobody's business. */
const INSIDE = '/venv';
const MiB = 1024 * 1024;

/** One thread, one seed, a log that is there when the program is killed, no cache beside read-only files. */
const ENVIRONMENT = {
  PYTHONHASHSEED: '0',
  SEED: '42',
  PYTHONUNBUFFERED: '1',
  PYTHONDONTWRITEBYTECODE: '1',
  OMP_NUM_THREADS: '1',
  OPENBLAS_NUM_THREADS: '1',
  MKL_NUM_THREADS: '1',
  NUMEXPR_NUM_THREADS: '1',
  LOKY_MAX_CPU_COUNT: '1',
  MPLBACKEND: 'Agg',
  MPLCONFIGDIR: '/tmp/matplotlib',
};

/** Python reserves little more than it uses, so its address space may be bounded: a second fence for memory. */
const LIMITS: Partial<Limits> = { addressSpaceBytes: 4096 * MiB };

export interface PythonPlaces {
  /** A virtual environment made from the system's own interpreter; without one, or with a broken one, the system's packages. */
  readonly venv?: string;
  /** Who runs it on the host, as in SandboxJob. */
  readonly uid?: number;
}

export type PythonFound =
  | { readonly found: true; readonly runtime: Runtime }
  | {
      readonly found: false;
      readonly code: 'python_missing' | 'python_unusable';
      readonly detail: string;
      readonly fix: string;
    };

/**
 * Finds the Python that students' code runs on: the venv's when it works inside the sandbox, else the system's.
 * Versions and packages are asked inside, so what is told is what a submission will meet.
 */
export async function findPython({ venv, uid }: PythonPlaces): Promise<PythonFound> {
  if (!existsSync(SYSTEM))
    return {
      found: false,
      code: 'python_missing',
      detail: `${SYSTEM} does not exist`,
      fix: 'apt-get install python3 python3-sklearn python3-pandas',
    };
  const fromVenv = venv !== undefined && isOfTheSystem(venv) ? interpreterOf(venv) : undefined;
  let detail = '';
  for (const interpreter of [fromVenv, { path: SYSTEM, binds: [] }]) {
    if (!interpreter) continue;
    const answer = await ask(interpreter, uid);
    if ('version' in answer) return { found: true, runtime: pythonRuntime(interpreter, answer) };
    detail ||= answer.detail;
  }
  return {
    found: false,
    code: 'python_unusable',
    detail,
    fix: 'apt-get install --reinstall python3 python3-sklearn python3-pandas',
  };
}

interface Interpreter {
  readonly path: string;
  readonly binds: readonly Bind[];
}

function interpreterOf(venv: string): Interpreter {
  return { path: `${INSIDE}/bin/python3`, binds: [{ from: venv, to: INSIDE }] };
}

/** A venv of a pyenv or conda interpreter leads to files that are not in the sandbox. */
function isOfTheSystem(venv: string): boolean {
  try {
    return /^home\s*=\s*\/usr\/bin\s*$/m.test(readFileSync(join(venv, 'pyvenv.cfg'), 'utf8'));
  } catch {
    return false;
  }
}

const INVENTORY = `import importlib.metadata as m, json, pkgutil, platform, sys
found = {d.metadata['Name']: d.version for d in m.distributions() if d.metadata['Name']}
modules = sorted({each.name for each in pkgutil.iter_modules()} | set(sys.stdlib_module_names) | set(sys.builtin_module_names))
json.dump({'version': platform.python_version(), 'modules': modules, 'packages': sorted(found.items(), key=lambda p: p[0].lower())}, open('inventory.json', 'w'))
`;

interface Inventory {
  readonly version: string;
  readonly packages: readonly Package[];
  /** Of any module at the top level; a distribution may be called otherwise. */
  readonly importable: Importable;
}

async function ask(
  interpreter: Interpreter,
  uid: number | undefined,
): Promise<Inventory | { detail: string }> {
  const outcome = await runInSandbox({
    id: `inventory-${basename(interpreter.binds[0]?.from ?? 'system')}-${process.pid}`,
    argv: [interpreter.path, '-c', INVENTORY],
    folder: null,
    binds: interpreter.binds,
    env: ENVIRONMENT,
    results: ['inventory.json'],
    limits: { ...DEFAULT_LIMITS, ...LIMITS },
    ...(uid === undefined ? {} : { uid }),
  });
  const inventory = outcome.verdict === 'ok' && outcome.files.get('inventory.json');
  if (!inventory)
    return {
      detail: `${outcome.verdict}: ${'reason' in outcome ? outcome.reason : outcome.stderr.text.trim()}`,
    };
  const { version, modules, packages } = JSON.parse(inventory.toString('utf8')) as {
    version: string;
    modules: string[];
    packages: [string, string][];
  };
  return {
    version,
    importable: new Set(modules),
    packages: packages.map(([name, version]) => ({ name, version })),
  };
}

/** The plug-in for a given interpreter. */
export function pythonRuntime(
  interpreter: Interpreter,
  { version, packages, importable }: Inventory,
): Runtime {
  return {
    id: 'python',
    kinds: ['python', 'notebook'],
    version: `Python ${version}`,
    packages,
    validate: (bytes, name) => validateCode(bytes, name, 'python', importable),
    command: (entry, results) => {
      const main = entry.kind === 'file' ? fileName(entry.name) : entry.main;
      const run = [
        interpreter.path,
        ...(entry.contract === 'functions' ? ['/in/harness.py'] : []),
        main,
      ];
      return entry.kind === 'file' ? run : unpacking(entry.prefix, results, run);
    },
    binds: interpreter.binds,
    files: { 'harness.py': PYTHON_HARNESS },
    env: ENVIRONMENT,
    limits: LIMITS,
  };
}

/** Whether an upload is Python code: a text `.py`, a notebook, or a zip with `main.py`. What is imported is not looked at. */
export function validatePython(bytes: Buffer, name: string): Validation {
  return validateCode(bytes, name, 'python');
}
