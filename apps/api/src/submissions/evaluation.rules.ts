import type { EvaluationState } from '@holdout/contracts';

/**
 * What may follow what. The way back, from `validating` to `received` and from `running` or `scoring` to `queued`, is for
 * work whose worker was lost or whose sandbox failed: it is due again.
 */
const NEXT = {
  received: ['validating', 'cancelled'],
  validating: ['queued', 'rejected', 'failed', 'cancelled', 'received'],
  queued: ['running', 'cancelled'],
  running: ['scoring', 'rejected', 'failed', 'cancelled', 'queued'],
  scoring: ['scored', 'rejected', 'failed', 'cancelled', 'queued'],
  scored: [],
  rejected: [],
  failed: [],
  cancelled: [],
} as const satisfies Record<EvaluationState, readonly EvaluationState[]>;

const STATES = Object.keys(NEXT) as EvaluationState[];

export function mayBecome(from: EvaluationState, to: EvaluationState): boolean {
  const next: readonly EvaluationState[] = NEXT[from];
  return next.includes(to);
}

/** The states from which `to` may be reached: what a conditional UPDATE asks for. */
export function statesBefore(to: EvaluationState): EvaluationState[] {
  return STATES.filter((from) => mayBecome(from, to));
}

/** Nothing follows any more. */
export function isFinished(state: EvaluationState): boolean {
  return NEXT[state].length === 0;
}

/** Before its code runs an evaluation can be withdrawn. */
export function isWaiting(state: EvaluationState): boolean {
  return state === 'received' || state === 'validating' || state === 'queued';
}

/** Where an evaluation goes whose worker was lost: it is due again, or it has been due often enough. */
export function afterLoss(facts: {
  readonly state: EvaluationState;
  readonly attempt: number;
  readonly maxAttempts: number;
}): EvaluationState {
  if (facts.attempt >= facts.maxAttempts) return 'failed';
  return facts.state === 'validating' ? 'received' : 'queued';
}
