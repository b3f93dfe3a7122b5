import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

import {
  type Bind,
  type Complaint,
  DEFAULT_LIMITS,
  fileName,
  inspectZip,
  type Limits,
  runInSandbox,
  unpacking,
} from '../sandbox';
import { type Package, type Runtime, type Validation } from './runtime';

const SYSTEM = '/usr/bin/python3';
/** Where a venv lies inside: its host path is nobody's business. */
const INSIDE = '/venv';
const MAIN = 'main.py';
const MiB = 1024 * 1024;

/** An archive of code and a few small files, not of data: the data are there already. */
const ZIP_RULES = { main: MAIN, maxEntries: 2000, maxBytes: 48 * MiB };
const MAX_CODE_BYTES = 2 * MiB;

/** One thread, one seed, a log that is there when the program is killed, no cache beside read-only files. */
const ENVIRONMENT = {
  PYTHONHASHSEED: '0',
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
    if ('version' in answer)
      return { found: true, runtime: pythonRuntime(interpreter, answer.version, answer.packages) };
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

const INVENTORY = `import importlib.metadata as m, json, platform
found = {d.metadata['Name']: d.version for d in m.distributions() if d.metadata['Name']}
json.dump({'version': platform.python_version(), 'packages': sorted(found.items(), key=lambda p: p[0].lower())}, open('inventory.json', 'w'))
`;

async function ask(
  interpreter: Interpreter,
  uid: number | undefined,
): Promise<{ version: string; packages: Package[] } | { detail: string }> {
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
  const { version, packages } = JSON.parse(inventory.toString('utf8')) as {
    version: string;
    packages: [string, string][];
  };
  return { version, packages: packages.map(([name, version]) => ({ name, version })) };
}

/** The plug-in for a given interpreter. */
export function pythonRuntime(
  interpreter: Interpreter,
  version: string,
  packages: readonly Package[],
): Runtime {
  return {
    id: 'python',
    kinds: ['python'],
    version: `Python ${version}`,
    packages,
    validate: validatePython,
    command: (entry, results) => {
      const run = [interpreter.path, entry.kind === 'file' ? fileName(entry.name) : MAIN];
      return entry.kind === 'file' ? run : unpacking(entry.prefix, results, run);
    },
    binds: interpreter.binds,
    env: ENVIRONMENT,
    limits: LIMITS,
  };
}

/**
 * Whether an upload is Python code: a text file `.py`, or a zip with `main.py` at its root or in its only top
 * folder. Told by the bytes; the name decides only what a text is taken for.
 */
export function validatePython(bytes: Buffer, name: string): Validation {
  if (bytes.length === 0) return faulty({ code: 'code_empty' });
  if (bytes.subarray(0, 4).equals(Buffer.from('PK\x03\x04'))) {
    const inspection = inspectZip(bytes, ZIP_RULES);
    return inspection.sound
      ? { valid: true, entry: { kind: 'zip', name, bytes, prefix: inspection.prefix } }
      : { valid: false, complaints: inspection.complaints };
  }
  if (/\.zip$/i.test(name)) return faulty({ code: 'zip_unreadable' });
  const faults: Complaint[] = [];
  if (!/\.py$/i.test(name))
    faults.push({ code: 'code_extension', value: name, expected: '.py, .zip' });
  if (bytes.length > MAX_CODE_BYTES)
    faults.push({
      code: 'code_too_large',
      value: String(bytes.length),
      expected: String(MAX_CODE_BYTES),
    });
  if (!isText(bytes)) faults.push({ code: 'code_not_text', expected: 'UTF-8' });
  if (faults.length > 0) return faulty(...faults);
  return { valid: true, entry: { kind: 'file', name, bytes } };
}

function faulty(...complaints: Complaint[]): Validation {
  return { valid: false, complaints };
}

function isText(bytes: Buffer): boolean {
  if (bytes.includes(0)) return false;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
