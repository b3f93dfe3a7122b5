import { ONE, type Ratio, ZERO } from './exact';

/** What a part of an answer earned: an option, an item, a gap. */
export interface PartMark {
  readonly id: string;
  readonly right: boolean;
  /** Exact, of the part itself. */
  readonly share: Ratio;
}

export interface Marked {
  readonly state: 'marked' | 'unanswered';
  /** Exact, from 0 to 1; times the question's points is what was earned. */
  readonly share: Ratio;
  readonly parts: readonly PartMark[];
  /** Names of what the key says to this answer, for `feedbackOf`. */
  readonly feedback: readonly string[];
}

export type AnswerMark =
  | Marked
  /** A person marks it. */
  | { readonly state: 'manual' }
  /** The key has a fault: a formula that divides by zero, a figure that was not resolved. */
  | { readonly state: 'unmarkable'; readonly fault: string };

export const UNANSWERED: Marked = { state: 'unanswered', share: ZERO, parts: [], feedback: [] };

export function marked(
  share: Ratio,
  feedback: readonly string[] = [],
  parts: readonly PartMark[] = [],
): Marked {
  return { state: 'marked', share, parts, feedback };
}

/** A part that is right or wrong, with nothing between. */
export const partOf = (id: string, right: boolean): PartMark => ({
  id,
  right,
  share: right ? ONE : ZERO,
});
