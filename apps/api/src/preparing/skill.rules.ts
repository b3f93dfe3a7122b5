import type { Warning } from '@holdout/contracts';
import type { BaselinePredictions } from '@holdout/ml/baselines';
import { type Advantage, advantageOf } from '@holdout/ml/skill';

import type { StoredSkill } from '../challenges';
import type { Yardsticks } from '../vault';
import { type FittedBaselines, type Ground, partOf, scoredOn } from './baselines.rules';

/** Whether a challenge has a skill, and what it is then counted between. */
export interface FoundSkill {
  readonly skill: StoredSkill;
  /** Only of a skill that exists. */
  readonly yardsticks: Yardsticks | null;
  readonly warnings: readonly Warning[];
}

/**
 * A skill exists where the reference beats the naive model, which cross-validation on train chose, by more than two
 * standard errors of their paired difference on the public and on the private rows.
 */
export function skillOfChallenge(ground: Ground, made: FittedBaselines): FoundSkill {
  const { predictions, naive, reference: kind } = made.fitted;
  const of = (wanted: string | null) => predictions.find((each) => each.kind === wanted);
  const [baseline, reference] = [of(naive.kind), of(kind)];
  const chosen = { baseline: naive.kind, reference: kind, tried: naive.tried };
  if (!baseline || !reference) {
    const skill = { ...chosen, exists: false, parts: null };
    return { skill, yardsticks: null, warnings: [warningOf(skill)] };
  }
  const on = (name: 'public' | 'private') => advantage(ground, made, { baseline, reference }, name);
  const parts = { public: on('public'), private: on('private') };
  const exists = parts.public.clear && parts.private.clear;
  const skill = { ...chosen, exists, parts };
  return exists
    ? { skill, yardsticks: { baseline, reference }, warnings: [] }
    : { skill, yardsticks: null, warnings: [warningOf(skill)] };
}

function advantage(
  ground: Ground,
  made: FittedBaselines,
  ends: { readonly baseline: BaselinePredictions; readonly reference: BaselinePredictions },
  name: 'public' | 'private',
): Advantage {
  const part = partOf(ground, made, name);
  const on = (model: BaselinePredictions) => scoredOn(ground, made, model, part);
  return advantageOf(
    ground.metric,
    { baseline: on(ends.baseline), reference: on(ends.reference) },
    { seed: `skill of ${ground.id} ${name}`, dependence: part.dependence },
  );
}

/** With the figures, for staff alone: those of the private rows are in it. */
function warningOf({ baseline, reference, parts }: StoredSkill): Warning {
  const figures = (name: 'public' | 'private') => {
    const { difference, standardError } = parts?.[name] ?? {};
    return {
      ...(difference != null && { [`${name}Difference`]: short(difference) }),
      ...(standardError != null && { [`${name}Error`]: short(standardError) }),
    };
  };
  return {
    code: 'no-skill',
    column: null,
    value: null,
    facts: {
      baseline,
      ...(reference !== null && { reference }),
      ...figures('public'),
      ...figures('private'),
    },
  };
}

const short = (figure: number) => Number(figure.toPrecision(3));
