import { createHash } from 'node:crypto';

import type { Runtime } from '@holdout/ml/runtimes';
import { DEFAULT_LIMITS, type Limits, resultLimit } from '@holdout/ml/sandbox';

import type { ChallengeFacts } from '../challenges';

const MiB = 1024 * 1024;
/** Machines are busy: time on the wall is no measure of what a program did. */
const WALL_PER_CPU = 4;
/** Address space that Python reserves beside what it uses. */
const ADDRESS_PER_MEMORY = 2;

/** What a run of code may see of a challenge, by the names it has inside. */
export const DATA_FILES = ['train.csv', 'test.csv', 'sample_submission.csv'] as const;

/** What a run may take: the challenge's own limits, and results as long as its rows ask for. */
export function limitsOf(
  { limits }: Pick<ChallengeFacts, 'limits'>,
  runtime: Pick<Runtime, 'limits'>,
  longestFileRows: number,
): Partial<Limits> {
  const cpuMs = limits.cpuSeconds * 1000;
  const memoryBytes = limits.memoryMiB * MiB;
  const resultBytes = resultLimit(longestFileRows);
  const address = runtime.limits.addressSpaceBytes ?? null;
  return {
    cpuMs,
    wallMs: cpuMs * WALL_PER_CPU,
    memoryBytes,
    resultBytes,
    fileBytes: Math.max(DEFAULT_LIMITS.fileBytes, resultBytes),
    scratchBytes: Math.max(DEFAULT_LIMITS.scratchBytes, 2 * resultBytes),
    addressSpaceBytes:
      address === null ? null : Math.max(address, ADDRESS_PER_MEMORY * memoryBytes),
  };
}

/** SHA-256 of what the evaluation depends on: the upload, the files beside it, the limits. The same inputs, the same digest. */
export function inputsDigest(
  upload: { readonly kind: string; readonly blob: string; readonly validation: string | null },
  { files, limits }: Pick<ChallengeFacts, 'files' | 'limits'>,
): string {
  const data = DATA_FILES.flatMap((name) => files.filter((file) => file.name === name));
  const lines = [
    `${upload.kind} ${upload.blob}`,
    ...(upload.validation === null ? [] : [`validation.csv ${upload.validation}`]),
    ...data.map(({ name, blob }) => `${name} ${blob}`),
    `cpu ${limits.cpuSeconds} s, memory ${limits.memoryMiB} MiB`,
  ];
  return createHash('sha256').update(lines.join('\n')).digest('hex');
}

/** What the program may know of its task. */
interface About {
  readonly task: string;
  readonly target: string;
  readonly classes: readonly string[];
  /** Into how many parts the training rows are dealt for validation.csv; 0 where rows follow one another. */
  readonly folds: number;
  readonly seed: number;
  readonly cpuSeconds: number;
}

const FOLDS = 5;
const SEED = 42;

export function aboutOf({
  task,
  targetName,
  classes,
  limits,
}: Pick<ChallengeFacts, 'task' | 'targetName' | 'classes' | 'limits'>): About {
  const standAlone = task === 'regression' || task === 'binary' || task === 'multiclass';
  return {
    task,
    target: targetName,
    classes,
    folds: standAlone ? FOLDS : 0,
    seed: SEED,
    cpuSeconds: limits.cpuSeconds,
  };
}

/** The same, a line each, for R, which of itself reads no JSON. */
export function aboutAsText({ classes, ...others }: About): string {
  const lines = [
    ...Object.entries(others).map(([name, value]) => `${name} ${value}`),
    ...classes.map((name) => `class ${name}`),
  ];
  return `${lines.map((line) => line.replaceAll(/[\r\n]+/g, ' ')).join('\n')}\n`;
}
