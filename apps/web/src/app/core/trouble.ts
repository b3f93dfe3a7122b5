import type { Complaint } from '@holdout/contracts';

import { Refusal, UnexpectedAnswer, Unreachable, failureIn } from './refusal';

/** What a reader needs to know of a failure. Keys of the `problem` dictionary, never sentences. */
export interface Trouble {
  /** `problem.<code>`: what happened, in a sentence with `facts` filled in. */
  readonly sentence: string;
  readonly facts: Readonly<Record<string, string | number>>;
  /** `problem.advice.<…>`: is my work safe, and what to do. */
  readonly advice: string;
  readonly faults: readonly Complaint[];
  /** For whoever asks for help: it finds the line in the server's log. */
  readonly requestId: string | null;
  /** Whether the same request may work when sent again. */
  readonly passing: boolean;
}

const PASSING = new Set(['unavailable', 'slow-down', 'storage-full']);

/** Explains anything thrown by `Api`, or found in the `error()` of what it reads. */
export function troubleOf(thrown: unknown): Trouble {
  const failure = failureIn(thrown);
  if (failure instanceof Refusal) return ofRefusal(failure);
  if (failure instanceof Unreachable) return plain('unreachable', 'again', true);
  if (failure instanceof UnexpectedAnswer) return plain('off-contract', 'reload', true);
  return plain('unexpected-here', 'reload', true);
}

function ofRefusal(refusal: Refusal): Trouble {
  const passing = PASSING.has(refusal.code);
  return {
    sentence: `problem.${refusal.code}`,
    facts: Object.fromEntries(
      Object.entries(refusal.facts).filter(
        (fact): fact is [string, string | number] => fact[1] !== null,
      ),
    ),
    advice: `problem.advice.${adviceFor(refusal.code, passing)}`,
    faults: refusal.faults,
    requestId: refusal.problem.requestId,
    passing: passing || refusal.code === 'unexpected',
  };
}

function adviceFor(code: string, passing: boolean): string {
  if (code === 'unexpected') return 'report';
  if (code === 'unauthenticated') return 'sign-in';
  if (code === 'not-found') return 'address';
  if (code === 'wrong-credentials') return 'retype';
  return passing ? 'again' : 'unchanged';
}

function plain(name: string, advice: string, passing: boolean): Trouble {
  return {
    sentence: `problem.${name}`,
    facts: {},
    advice: `problem.advice.${advice}`,
    faults: [],
    requestId: null,
    passing,
  };
}
