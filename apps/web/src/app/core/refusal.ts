import { HttpErrorResponse } from '@angular/common/http';

import { type Complaint, type Facts, Problem, type ProblemCode } from '@holdout/contracts';
import * as z from 'zod';

/** A refusal the server explained. `code` may be branched on; `troubleOf` makes its sentence. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: ProblemCode;
  readonly facts: Facts;
  readonly faults: readonly Complaint[];

  constructor(readonly problem: Problem) {
    super(problem.detail);
    this.code = problem.code;
    this.facts = problem.facts;
    this.faults = problem.faults;
  }
}

/** The server did not answer: no network, a restart, a cut connection. What was sent may or may not have arrived. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';
}

/** The server's answer is not what the contract says: a page older than the server, or a bug. */
export class UnexpectedAnswer extends Error {
  override readonly name = 'UnexpectedAnswer';
}

/** What any failed request means: one of the three above, and anything else as it is. */
export function failureIn(thrown: unknown): unknown {
  if (thrown instanceof z.ZodError) return offContract(thrown);
  if (!(thrown instanceof HttpErrorResponse)) return thrown;
  const problem = Problem.safeParse(thrown.error);
  if (problem.success) return new Refusal(problem.data);
  if (thrown.status === 0 || thrown.status === 502 || thrown.status === 504)
    return new Unreachable(thrown.message);
  return offContract(thrown);
}

function offContract(cause: Error): UnexpectedAnswer {
  return new UnexpectedAnswer(cause.message, { cause });
}
