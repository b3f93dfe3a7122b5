import {
  type Bind,
  type Complaint,
  DEFAULT_LIMITS,
  type JobCode,
  type JobFolder,
  type Limits,
  type SandboxJob,
} from '../sandbox';

/** A package that code may use, as the runtime's page and starter kit list it. */
export interface Package {
  readonly name: string;
  readonly version: string;
}

/** A valid upload: what it is and where its code begins. */
export type Entry = JobCode & { readonly name: string; readonly bytes: Buffer } & (
    | { readonly kind: 'file' }
    | {
        readonly kind: 'zip';
        /** The folder in the archive that is its root: '' or 'folder/'. */
        readonly prefix: string;
        /** The file that it begins at, below that. */
        readonly main: string;
      }
  ) & {
    /** It declares `fit` and `predict`, which the platform calls; without it the program is a script. */
    readonly contract?: 'functions';
  };

/** The answer to an upload: all its faults at once, or what to run. */
export type Validation =
  | { readonly valid: true; readonly entry: Entry }
  | { readonly valid: false; readonly complaints: readonly Complaint[] };

/**
 * What is run: a plug-in per language. It says which kinds of submission it takes, what is wrong with an
 * upload before anything is loaded, what to run in the sandbox, and what that needs to see.
 */
export interface Runtime {
  readonly id: string;
  /** The words of the contract's SubmissionKind. */
  readonly kinds: readonly string[];
  /** For people and for the evaluation's record: `Python 3.11.2`. */
  readonly version: string;
  readonly packages: readonly Package[];
  /** Pure over the bytes: nothing is loaded or executed. */
  validate(bytes: Buffer, name: string): Validation;
  /** The program inside, run in /scratch; `results` are the files it is to write. */
  command(entry: Entry, results: readonly string[]): readonly string[];
  readonly binds: readonly Bind[];
  /** What it lays beside the code, as /in/NAME. */
  readonly files?: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string>>;
  /** What differs from DEFAULT_LIMITS for the language, not for the challenge. */
  readonly limits: Partial<Limits>;
}

/** What a run of code is to leave in its working folder; the first must be there. */
export const RESULTS = ['predictions.csv', 'validation.csv'] as const;

export interface JobOptions {
  /** The challenge's own, over the runtime's and the default ones. */
  readonly limits?: Partial<Limits>;
  readonly results?: readonly string[];
  readonly uid?: number;
  readonly signal?: AbortSignal;
}

/** The sandbox's job for a valid upload whose folder is prepared. */
export function jobFor(
  runtime: Runtime,
  entry: Entry,
  folder: JobFolder,
  { limits, results = RESULTS, uid, signal }: JobOptions = {},
): SandboxJob {
  return {
    id: folder.id,
    argv: runtime.command(entry, results),
    folder: folder.path,
    binds: runtime.binds,
    env: runtime.env,
    results,
    limits: { ...DEFAULT_LIMITS, ...runtime.limits, ...limits },
    ...(uid === undefined ? {} : { uid }),
    ...(signal === undefined ? {} : { signal }),
  };
}
