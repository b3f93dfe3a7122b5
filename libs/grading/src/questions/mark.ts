import type Fraction from 'fraction.js';

import type { Answer, Question, Variant } from './question';

/** What a part of an answer earned: an option, an item, a gap. */
export interface PartMark {
  readonly id: string;
  readonly right: boolean;
  /** Exact, of the part itself. */
  readonly share: Fraction;
}

export type AnswerMark =
  | {
      readonly state: 'marked' | 'unanswered';
      /** Exact, from 0 to 1; times the question's points is what was earned. */
      readonly share: Fraction;
      readonly parts: readonly PartMark[];
      /** Names of what the key says to this answer, for `feedbackOf`. */
      readonly feedback: readonly string[];
    }
  /** A person marks it. */
  | { readonly state: 'manual' }
  /** The key has a fault: a formula that divides by zero, a figure that was not resolved. */
  | { readonly state: 'unmarkable'; readonly fault: string };

/** Marks an answer. Pure; undefined is no answer at all. */
export type MarkAnswer = (
  question: Question,
  variant: Variant,
  answer: Answer | undefined,
) => AnswerMark;
