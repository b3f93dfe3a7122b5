import type { BodyOf, MarkedAnswer, quizMarkingRoutes } from '@holdout/contracts';

import { readPoints } from './entry-changes';

interface Criterion {
  readonly id: string;
  readonly criterion: string;
  readonly points: number;
}

/** A mark by hand as it is typed: one field, or one for each criterion of the rubric. */
export interface HandDraft {
  readonly values: readonly string[];
  readonly comment: string;
  readonly reason: string;
}

/** Where digits go: into which field, and whether another digit may still follow the last one. */
export interface Digits {
  readonly at: number;
  readonly open: boolean;
}

export const criteriaOf = (answer: MarkedAnswer): readonly Criterion[] =>
  answer.content.type === 'essay' ? answer.content.rubric : [];

/** What each field is worth at most. */
export const mostOf = (answer: MarkedAnswer): readonly number[] => {
  const criteria = criteriaOf(answer);
  return criteria.length > 0 ? criteria.map(({ points }) => points) : [answer.points];
};

export function draftOfMark(answer: MarkedAnswer): HandDraft {
  const criteria = criteriaOf(answer);
  const given = new Map(answer.rubric.map(({ id, points }) => [id, String(points)]));
  const whole = answer.by === 'hand' && answer.earned ? String(answer.earned.rounded) : '';
  return {
    values: criteria.length > 0 ? criteria.map(({ id }) => given.get(id) ?? '') : [whole],
    comment: answer.comment,
    reason: '',
  };
}

/**
 * A digit pressed: it follows the one before where both together are within what the field is worth (`1`, `0` are ten),
 * else it stands alone in the next field, or again in this one where it is the last. A digit above all is left out.
 */
export function pressed(
  draft: HandDraft,
  most: readonly number[],
  { at, open }: Digits,
  digit: string,
): { readonly draft: HandDraft; readonly digits: Digits } {
  const joined = open ? `${draft.values[at] ?? ''}${digit}` : digit;
  const fits = Number(joined) <= (most[at] ?? 0);
  if (!fits && open && at < most.length - 1)
    return pressed(draft, most, { at: at + 1, open: false }, digit);
  if (!fits && open) return pressed(draft, most, { at, open: false }, digit);
  if (!fits) return { draft, digits: { at, open } };
  const values = draft.values.map((value, i) => (i === at ? String(Number(joined)) : value));
  const mayGrow = Number(joined) > 0 && Number(joined) * 10 <= (most[at] ?? 0);
  return {
    draft: { ...draft, values },
    digits: { at: mayGrow ? at : Math.min(at + 1, most.length - 1), open: mayGrow },
  };
}

/** The sum of the fields; null while one of them is empty or no number. */
export function pointsOf({ values }: HandDraft): number | null {
  const hundredths = values.map((value) => {
    const points = readPoints(value);
    return points === null ? null : Math.round(points * 100);
  });
  return hundredths.includes(null)
    ? null
    : hundredths.reduce<number>((sum, each) => sum + (each ?? 0), 0) / 100;
}

export type HandFault = 'points' | 'above' | 'reason';

export function handFaults(draft: HandDraft, answer: MarkedAnswer): HandFault[] {
  const most = mostOf(answer);
  return [
    ...(pointsOf(draft) === null ? (['points'] as const) : []),
    ...(draft.values.some((value, i) => (readPoints(value) ?? 0) > (most[i] ?? 0))
      ? (['above'] as const)
      : []),
    ...(answer.content.type !== 'essay' && draft.reason.trim() === '' ? (['reason'] as const) : []),
  ];
}

export function bodyOfMark(
  draft: HandDraft,
  answer: MarkedAnswer,
): BodyOf<typeof quizMarkingRoutes.mark> {
  return {
    points: pointsOf(draft),
    comment: draft.comment,
    rubric: criteriaOf(answer).map(({ id }, i) => ({
      id,
      points: readPoints(draft.values[i] ?? '') ?? 0,
    })),
    reason: draft.reason.trim(),
  };
}
