import type { Challenge, Score } from '@holdout/contracts';

/** The way from a challenge's baseline to its reference, and where a submission stands on it. */
export interface SkillPath {
  readonly part: 'public' | 'private';
  readonly baseline: { readonly kind: string; readonly value: number };
  readonly reference: { readonly kind: string; readonly value: number };
  /** By the challenge's metric. */
  readonly mine: Figure;
  readonly skill: Figure;
  readonly place: 'below' | 'between' | 'above';
}

interface Figure {
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
}

/** By the private rows where they are shown, else by the public ones; undefined where there is no skill to see. */
export function skillPathOf(
  { skill, metric }: Pick<Challenge, 'skill' | 'metric'>,
  scores: readonly Score[],
): SkillPath | undefined {
  if (!skill?.exists || skill.reference === null) return undefined;
  for (const part of ['private', 'public'] as const) {
    const ends = skill.parts.find((each) => each.part === part);
    const mine = figureOf(scores, part, metric);
    const own = figureOf(scores, part, 'skill');
    const [baseline, reference] = [ends?.baseline ?? null, ends?.reference ?? null];
    if (baseline === null || reference === null || !mine || !own) continue;
    return {
      part,
      baseline: { kind: skill.baseline, value: baseline },
      reference: { kind: skill.reference, value: reference },
      mine,
      skill: own,
      place: own.value < 0 ? 'below' : own.value > 1 ? 'above' : 'between',
    };
  }
  return undefined;
}

function figureOf(
  scores: readonly Score[],
  part: Score['part'],
  metric: string,
): Figure | undefined {
  for (const { value, low, high, ...of } of scores)
    if (of.part === part && of.metric === metric && value !== null) return { value, low, high };
  return undefined;
}
