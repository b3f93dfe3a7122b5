import type { Complaint, Facts, ProblemCode } from '@holdout/contracts';

/** A refusal the user can understand. Everything else that is thrown is a bug. */
export class DomainError extends Error {
  constructor(
    readonly code: ProblemCode,
    message: string,
    readonly facts: Facts = {},
    readonly faults: readonly Complaint[] = [],
  ) {
    super(message);
  }
}

/** What is not yours, or not there: the answer is the same. */
export function notFound(): DomainError {
  return new DomainError('not-found', 'There is nothing here, or it is not yours.');
}
