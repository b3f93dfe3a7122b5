import { type Bind, type Complaint, type Limits } from '../sandbox';

/** A package that code may use, as the runtime's page and starter kit list it. */
export interface Package {
  readonly name: string;
  readonly version: string;
}

/** What a valid upload is: where its code begins. */
export type Entry =
  | { readonly kind: 'file'; readonly name: string; readonly bytes: Buffer }
  | { readonly kind: 'zip'; readonly name: string; readonly bytes: Buffer };

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
  command(entry: Entry): readonly string[];
  readonly binds: readonly Bind[];
  readonly env: Readonly<Record<string, string>>;
  /** What differs from DEFAULT_LIMITS for the language, not for the challenge. */
  readonly limits: Partial<Limits>;
}
