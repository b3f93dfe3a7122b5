import type { Facts, SubmissionKind } from '@holdout/contracts';

import { savedModel } from './saved-model.rules';

const MiB = 1024 * 1024;

/** What the intake knows of a kind. What is wrong with a file of that kind is the worker's to find. */
export interface IntakeKind {
  readonly kind: SubmissionKind;
  /** What a worker must have to evaluate it; null: any worker can. */
  readonly runtime: string | null;
  readonly limitBytes: number;
  /** How large a validation.csv beside it may be; code writes its own. */
  readonly besideBytes?: number;
  /** Endings, in lower case, by which a file says that it is of this kind. */
  readonly endings: readonly string[];
}

export const INTAKE: readonly IntakeKind[] = [
  {
    kind: 'predictions',
    runtime: null,
    limitBytes: 200 * MiB,
    besideBytes: 200 * MiB,
    endings: ['.csv'],
  },
  // A zip like Python's: whoever sends one says the kind.
  { kind: 'tfjs', runtime: 'tfjs', limitBytes: 50 * MiB, endings: ['.tfjs.zip'] },
  { kind: 'python', runtime: 'python', limitBytes: 50 * MiB, endings: ['.py', '.zip'] },
  { kind: 'r', runtime: 'r', limitBytes: 50 * MiB, endings: ['.r'] },
  {
    kind: 'javascript',
    runtime: 'javascript',
    limitBytes: 50 * MiB,
    endings: ['.js', '.mjs', '.ts'],
  },
  { kind: 'notebook', runtime: 'notebook', limitBytes: 20 * MiB, endings: ['.ipynb'] },
  { kind: 'r-notebook', runtime: 'r-notebook', limitBytes: 20 * MiB, endings: ['.rmd'] },
  { kind: 'onnx', runtime: 'onnx', limitBytes: 50 * MiB, endings: ['.onnx'] },
];

export const LARGEST_BYTES = Math.max(...INTAKE.map(({ limitBytes }) => limitBytes));

const startsWith =
  (...bytes: number[]) =>
  (head: Buffer) =>
    bytes.every((byte, at) => head[at] === byte);

export type Recognised =
  | { readonly known: true; readonly intake: IntakeKind }
  | { readonly known: false; readonly facts: Facts };

/**
 * What a file is: by the kind that was named, else by its name, else by its first bytes. A saved model is data that runs code
 * when it is loaded: alone it is never taken, whatever it calls itself; the answer says how to send it.
 */
export function recognise(file: {
  readonly kind: SubmissionKind | undefined;
  readonly filename: string;
  readonly head: Buffer;
}): Recognised {
  const name = file.filename.toLowerCase();
  const ends = (endings: readonly string[]) => endings.some((ending) => name.endsWith(ending));
  const model = savedModel(file.filename, file.head);
  if (model) return { known: false, facts: model };
  const intake =
    INTAKE.find(({ kind }) => kind === file.kind) ??
    INTAKE.find(({ endings }) => ends(endings)) ??
    (startsWith(0x50, 0x4b, 0x03, 0x04)(file.head)
      ? INTAKE.find(({ kind }) => kind === 'python')
      : undefined);
  return intake
    ? { known: true, intake }
    : {
        known: false,
        facts: {
          filename: file.filename,
          accepted: INTAKE.flatMap(({ endings }) => endings).join(' '),
        },
      };
}

export function runtimeOf(kind: SubmissionKind): string | null {
  return INTAKE.find((intake) => intake.kind === kind)?.runtime ?? null;
}

/**
 * The kind of a file that was taken by its name, once all of it is there: an archive is of the language that its `main` is of,
 * a notebook of its kernel's.
 */
export function settledKind(
  kind: SubmissionKind,
  language: 'python' | 'r' | 'javascript' | undefined,
): SubmissionKind {
  if (kind === 'notebook') return language === 'r' ? 'r-notebook' : kind;
  return kind === 'python' && language !== undefined ? language : kind;
}
