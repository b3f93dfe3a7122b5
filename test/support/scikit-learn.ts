import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

import { VENV } from './venv';

const root = join(__dirname, '..', '..');

export interface Answer {
  readonly figures: Readonly<Record<string, number | null>>;
  /** What sums, fractions and counts of arbitrary precision say, where they say something. */
  readonly exact: Readonly<Record<string, number | null>>;
  readonly curves: Readonly<Record<string, readonly number[]>>;
}

/** A Python that has scikit-learn: the project's own, else the system's. */
export function pythonWithScikitLearn(): string | undefined {
  return [join(VENV, 'bin', 'python3'), 'python3'].find(
    (each) => spawnSync(each, ['-c', 'import sklearn']).status === 0,
  );
}

/** scikit-learn's figures of every case, as golden/scikit_learn.py asks it for them. */
export function askScikitLearn(python: string, cases: readonly unknown[]): readonly Answer[] {
  const run = spawnSync(python, [join(root, 'test', 'golden', 'scikit_learn.py')], {
    input: JSON.stringify(cases),
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (run.status !== 0) throw new Error(run.stderr);
  return JSON.parse(run.stdout) as readonly Answer[];
}
