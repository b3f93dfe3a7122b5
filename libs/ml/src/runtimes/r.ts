import { existsSync } from 'node:fs';

import { DEFAULT_LIMITS, fileName, type Limits, runInSandbox, unpacking } from '../sandbox';
import { validateCode } from './code';
import { R_HARNESS } from './harness';
import { type Package, type Runtime } from './runtime';

const SYSTEM = '/usr/bin/Rscript';
const MiB = 1024 * 1024;
/** A saved session, a user's profile or the machine's own have no say in a run. */
const COMMAND = [SYSTEM, '--no-save', '--no-restore', '--no-environ', '--no-site-file'];
/** Debian keeps R's own settings there. */
const BINDS = [{ from: '/etc/R', to: '/etc/R' }];

/** The same seed in every run, one core, an error with its line; warnings where they arise. */
const START = `set.seed(42)
options(warn = 1, show.error.locations = TRUE, keep.source = TRUE, mc.cores = 1L, digits = 7)
`;

const ENVIRONMENT = {
  R_PROFILE_USER: '/in/start.R',
  SEED: '42',
  OMP_NUM_THREADS: '1',
  OPENBLAS_NUM_THREADS: '1',
  MC_CORES: '1',
  R_DEFAULT_DEVICE: 'pdf',
};

const LIMITS: Partial<Limits> = { addressSpaceBytes: 2048 * MiB };

/** What the course teaches with; the rest of what is installed may be used too. */
const TAUGHT = [
  'caret',
  'class',
  'e1071',
  'glmnet',
  'nnet',
  'rpart',
  'randomForest',
  'ranger',
  'pROC',
  'rmarkdown',
];

export type RFound =
  | { readonly found: true; readonly runtime: Runtime }
  | {
      readonly found: false;
      readonly code: 'r_missing' | 'r_unusable';
      readonly detail: string;
      readonly fix: string;
    };

const FIX = `apt-get install --no-install-recommends r-base-core r-recommended ${TAUGHT.filter(
  (name) => !['class', 'nnet', 'rpart'].includes(name),
)
  .map((name) => `r-cran-${name.toLowerCase()}`)
  .join(' ')}`;

const INVENTORY = `found <- installed.packages()[, c('Package', 'Version')]
writeLines(c(paste(R.version$major, R.version$minor, sep = '.'), paste(found[, 1], found[, 2])), 'inventory.txt')
`;

/** Finds the R that students' code runs on: the system's. Version and packages are asked inside. */
export async function findR({ uid }: { readonly uid?: number } = {}): Promise<RFound> {
  if (!existsSync(SYSTEM))
    return { found: false, code: 'r_missing', detail: `${SYSTEM} does not exist`, fix: FIX };
  const outcome = await runInSandbox({
    id: `inventory-r-${process.pid}`,
    argv: [SYSTEM, '--vanilla', '-e', INVENTORY],
    folder: null,
    binds: BINDS,
    env: {},
    results: ['inventory.txt'],
    limits: { ...DEFAULT_LIMITS, ...LIMITS },
    ...(uid === undefined ? {} : { uid }),
  });
  const inventory = outcome.verdict === 'ok' && outcome.files.get('inventory.txt');
  if (!inventory) {
    const detail = `${outcome.verdict}: ${'reason' in outcome ? outcome.reason : outcome.stderr.text.trim()}`;
    return { found: false, code: 'r_unusable', detail, fix: FIX };
  }
  const [version = '', ...lines] = inventory.toString('utf8').trim().split('\n');
  const packages = lines.map((line) => {
    const [name = '', number = ''] = line.split(' ');
    return { name, version: number };
  });
  return { found: true, runtime: rRuntime(version, packages) };
}

/** The plug-in for an R of that version with those packages. */
export function rRuntime(version: string, packages: readonly Package[]): Runtime {
  const names = new Set(packages.map(({ name }) => name));
  return {
    id: 'r',
    kinds: ['r', 'r-notebook'],
    version: `R ${version}`,
    packages: [...packages].sort((a, b) => a.name.localeCompare(b.name)),
    validate: (bytes, name) => validateCode(bytes, name, 'r', names),
    command: (entry, results) => {
      const main = entry.kind === 'file' ? fileName(entry.name) : entry.main;
      const run =
        entry.contract === 'functions' ? [...COMMAND, '/in/harness.R', main] : [...COMMAND, main];
      return entry.kind === 'file' ? run : unpacking(entry.prefix, results, run);
    },
    binds: BINDS,
    files: { 'start.R': START, 'harness.R': R_HARNESS },
    env: ENVIRONMENT,
    limits: LIMITS,
  };
}

/** Whether an upload is R: a text `.R`, an R Markdown text, a notebook of R's kernel, or a zip with `main.R`. */
export function validateR(bytes: Buffer, name: string): ReturnType<Runtime['validate']> {
  return validateCode(bytes, name, 'r');
}
