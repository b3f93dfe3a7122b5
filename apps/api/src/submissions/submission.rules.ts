import type { EvaluationState, Facts, ProblemCode, Submission } from '@holdout/contracts';

import { isFinished, isWaiting } from './evaluation.rules';

/** What decides about the deeds on a submission that its reader may see. */
export interface SubmissionFacts {
  /** onlooker: staff who look as a group; they change nothing. */
  readonly reader: 'group' | 'staff' | 'onlooker';
  /** Of its newest evaluation. */
  readonly state: EvaluationState;
  readonly version: number;
  readonly cancelAsked: boolean;
  /** Its place in the day's quota was given back. */
  readonly returned: boolean;
  /** It has a score in force. */
  readonly scored: boolean;
  readonly final: boolean;
  /** Finals of the group, and how many there may be. */
  readonly marked: number;
  readonly finals: number;
  /** The group's end has passed, or the private rows are shown. */
  readonly closed: boolean;
}

export interface DeedRefusal {
  readonly code: Extract<
    ProblemCode,
    'not-cancellable' | 'submissions-closed' | 'not-scored' | 'finals-full' | 'conflict'
  >;
  readonly sentence: string;
  readonly facts: Facts;
}

/** A group stops what it sent; a rerun that staff asked for, staff stop. */
export function cancelRefusal(facts: SubmissionFacts): DeedRefusal | null {
  const theirs = facts.reader === 'staff' || (facts.reader === 'group' && facts.version === 1);
  if (theirs && !isFinished(facts.state) && !facts.cancelAsked) return null;
  return {
    code: 'not-cancellable',
    sentence: 'There is nothing to stop any more.',
    facts: { state: facts.state },
  };
}

export function finalRefusal(facts: SubmissionFacts, final: boolean): DeedRefusal | null {
  if (facts.closed)
    return {
      code: 'submissions-closed',
      sentence: 'The finals are fixed since the challenge closed.',
      facts: {},
    };
  if (!final || facts.final) return null;
  if (!facts.scored)
    return {
      code: 'not-scored',
      sentence: 'Only a submission with a score can be a final one.',
      facts: { state: facts.state },
    };
  if (facts.marked >= facts.finals)
    return {
      code: 'finals-full',
      sentence: `All ${facts.finals} finals are marked; unmark one first.`,
      facts: { finals: facts.finals },
    };
  return null;
}

/** What was withdrawn stays withdrawn; what is under way comes to its end first. */
export function rerunRefusal({ state }: Pick<SubmissionFacts, 'state'>): DeedRefusal | null {
  if (isFinished(state) && state !== 'cancelled') return null;
  return {
    code: 'conflict',
    sentence: 'It is being evaluated, or was withdrawn.',
    facts: { state },
  };
}

/** What ended without a score costs nothing if staff say so; a score that stays on the board was worth its place. */
export function giveBackRefusal(
  facts: Pick<SubmissionFacts, 'state' | 'scored' | 'returned'>,
): DeedRefusal | null {
  if (isFinished(facts.state) && !facts.scored && !facts.returned) return null;
  return {
    code: 'conflict',
    sentence: 'It has a score, is under way, or was given back already.',
    facts: { state: facts.state },
  };
}

export function mayOf(facts: SubmissionFacts): Submission['may'] {
  const stoppable = cancelRefusal(facts) === null;
  return {
    cancel: stoppable && !isWaiting(facts.state),
    withdraw: stoppable && isWaiting(facts.state),
    markFinal: facts.reader === 'group' && finalRefusal(facts, !facts.final) === null,
    rerun: facts.reader === 'staff' && rerunRefusal(facts) === null,
    giveBack: facts.reader === 'staff' && giveBackRefusal(facts) === null,
  };
}
