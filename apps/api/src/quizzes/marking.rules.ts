import { Fraction } from 'fraction.js';

import type { Answer, Earned, QuestionContent, Variant } from '@holdout/contracts';
import { type AnswerMark, markAnswer, readRatio } from '@holdout/grading';

/** By what a question of a quiz is marked, where it is not by the key that was asked. */
export type Ruling =
  | { readonly kind: 'new-key'; readonly versionId: string }
  | { readonly kind: 'accept'; readonly answer: Answer }
  | { readonly kind: 'full' };

export interface Given {
  readonly askedVersionId: string;
  readonly points: number;
  readonly variant: Variant;
  readonly answer: Answer | null;
}

export interface Mark {
  readonly state: 'marked' | 'unanswered' | 'manual' | 'unmarkable';
  /** Exact, of the points; null while a person has yet to mark it. */
  readonly share: string | null;
}

/** The version whose key marks what was asked in that version; the newest ruling counts. */
export function keyVersion(askedVersionId: string, rulings: readonly Ruling[]): string {
  const keys = rulings.filter((ruling) => ruling.kind === 'new-key');
  return keys.at(-1)?.versionId ?? askedVersionId;
}

/** What the key says of an answer, before any ruling. */
export function keyMark(content: QuestionContent, { variant, answer }: Given): AnswerMark {
  return markAnswer(content, variant, answer ?? undefined);
}

/** What an answer earns. `content` is of the version that `keyVersion` names. */
export function markOf(content: QuestionContent, given: Given, rulings: readonly Ruling[]): Mark {
  const full = rulings.some(({ kind }) => kind === 'full');
  const accepted = rulings.some(
    (ruling) => ruling.kind === 'accept' && sameAnswer(ruling.answer, given.answer),
  );
  if (full || accepted) return { state: 'marked', share: '1' };
  const mark = keyMark(content, given);
  if (mark.state === 'manual' || mark.state === 'unmarkable')
    return { state: mark.state, share: null };
  return { state: mark.state, share: mark.share.toFraction() };
}

/** Whether two people answered the same, whatever the order in which they chose and the blanks around a text. */
export function sameAnswer(one: Answer, other: Answer | null): boolean {
  return other !== null && canonical(one) === canonical(other);
}

function canonical(answer: Answer): string {
  const text = (given: string) => given.trim().replaceAll(/\s+/g, ' ');
  const sorted = (rows: readonly unknown[]) => rows.map((row) => JSON.stringify(row)).toSorted();
  switch (answer.type) {
    case 'single':
      return JSON.stringify([answer.type, answer.option]);
    case 'true_false':
      return JSON.stringify([answer.type, answer.value]);
    case 'ordering':
      return JSON.stringify([answer.type, answer.order]);
    case 'multiple':
      return JSON.stringify([answer.type, sorted(answer.options)]);
    case 'matching':
      return JSON.stringify([
        answer.type,
        sorted(answer.pairs.map(({ item, target }) => [item, target])),
      ]);
    case 'cloze':
      return JSON.stringify([
        answer.type,
        sorted(answer.gaps.map(({ gap, text: typed, reading }) => [gap, text(typed), reading])),
      ]);
    case 'numeric':
    case 'computed':
      return JSON.stringify([answer.type, text(answer.text), answer.reading]);
    case 'short_text':
    case 'essay':
      return JSON.stringify([answer.type, text(answer.text)]);
  }
}

interface Shared {
  readonly points: number;
  readonly share: string | null;
}

/** The sum of an attempt, exact; null while any of it waits for a person. */
export function totalOf(answers: readonly Shared[]): { earned: string | null; waiting: number } {
  const waiting = answers.filter(({ share }) => share === null).length;
  if (waiting > 0) return { earned: null, waiting };
  const sum = answers.reduce(
    (total, { points, share }) => total.add(pointsOf(points, share ?? '0')),
    new Fraction(0),
  );
  return { earned: sum.toFraction(), waiting };
}

const pointsOf = (points: number, share: string) =>
  new Fraction(Math.round(points * 100), 100).mul(readRatio(share) ?? 0);

/** What a share of a question's points is in points. */
export function earnedOf(points: number, share: string | null): Earned | null {
  return share === null ? null : toEarned(pointsOf(points, share).toFraction());
}

/** An exact ratio for people: half up to two decimals beside it. */
export function toEarned(exact: string | null): Earned | null {
  const ratio = exact === null ? undefined : readRatio(exact);
  return ratio ? { exact: ratio.toFraction(), rounded: ratio.round(2).valueOf() } : null;
}

/** Points that a person gave, as a share of what the question is worth. */
export function shareOfPoints(given: number, points: number): string {
  const part = new Fraction(Math.round(given * 100), 100);
  return points === 0 ? '0' : part.div(new Fraction(Math.round(points * 100), 100)).toFraction();
}

interface Finished {
  readonly id: string;
  readonly number: number;
  readonly earned: string | null;
}

/**
 * Of a taker's attempts that are in, the one that counts. Best: the first of those that earned most; while one waits for a
 * person's mark nobody knows which that is, and the answer is null.
 */
export function countingOf<A extends Finished>(
  attempts: readonly A[],
  counts: 'best' | 'last' | 'first',
): A | null {
  const ordered = attempts.toSorted((a, b) => a.number - b.number);
  if (counts === 'first') return ordered.at(0) ?? null;
  if (counts === 'last') return ordered.at(-1) ?? null;
  if (ordered.some(({ earned }) => earned === null)) return null;
  const earned = ({ earned: exact }: Finished) => readRatio(exact ?? '0') ?? new Fraction(0);
  return ordered.reduce<A | null>(
    (best, each) => (best && earned(best).gte(earned(each)) ? best : each),
    null,
  );
}
