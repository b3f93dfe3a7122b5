import { exact, ONE, type Ratio, ratioOf } from './ratio';
import type { Anchor, ModelPolicy } from './policy';

/** (−1, 0 %) (0, 50 %) (1, 90 %) (1.25, 100 %). */
export const MODEL_ANCHORS: readonly Anchor[] = [
  { skill: '-1', share: '0' },
  { skill: '0', share: '0.5' },
  { skill: '1', share: '0.9' },
  { skill: '1.25', share: '1' },
];

/**
 * The share of 1 that a model's private skill earns: the skill rounded once to 4 decimals, half up, and exact from there,
 * linear between the anchors, flat outside of them. `full` is the skill that earns 100 % in this challenge in place of the
 * anchor's. The skill's decimal digits are those it is shown with; infinities lie outside, NaN is a RangeError.
 */
export function modelShare(skill: number, anchors: readonly Anchor[], full?: Ratio): Ratio {
  if (Number.isNaN(skill)) throw new RangeError('a skill that is not a number earns nothing');
  const rising = withFull(anchors, full).map((anchor) => ({
    skill: exact(anchor.skill),
    share: exact(anchor.share),
  }));
  const [first, last] = [rising[0], rising.at(-1)];
  if (!first || !last) throw new RangeError('without anchors no skill earns anything');
  // Beyond a million nothing is between two anchors, and JavaScript would write it with an exponent.
  if (Math.abs(skill) >= 1e6) return ratioOf(skill > 0 ? last.share : first.share);
  const at = exact(roundedSkill(skill));
  if (at.lte(first.skill)) return ratioOf(first.share);
  const above = rising.findIndex((anchor) => at.lte(anchor.skill));
  const [low, high] = [rising[above - 1], rising[above]];
  if (!low || !high) return ratioOf(last.share);
  const part = at.sub(low.skill).div(high.skill.sub(low.skill));
  return ratioOf(low.share.add(part.mul(high.share.sub(low.share))));
}

/** To 4 decimals, half up, of the digits that JavaScript writes: 0.12345 → 0.1235. */
export function roundedSkill(skill: number): Ratio {
  if (Math.abs(skill) < 1e-6) return '0'; // written with an exponent
  const unit = 10_000;
  return ratioOf(exact(String(skill)).mul(unit).add(1, 2).floor().div(unit));
}

/** The mark of several challenges is their mean, each with its own 100 % anchor. null of none. */
export function modelMark(
  skills: readonly { readonly challengeId: string; readonly skill: number }[],
  { anchors, full }: ModelPolicy,
): Ratio | null {
  if (skills.length === 0) return null;
  const shares = skills.map(({ challengeId, skill }) => {
    const own = full.find((each) => each.challengeId === challengeId);
    return exact(modelShare(skill, anchors, own?.skill));
  });
  return ratioOf(shares.reduce((sum, share) => sum.add(share)).div(shares.length));
}

/** Anchors by skill; what reaches 100 % moved to `full`, and what lies beyond it gone. */
function withFull(anchors: readonly Anchor[], full: Ratio | undefined): readonly Anchor[] {
  const rising = anchors.toSorted((a, b) => exact(a.skill).compare(exact(b.skill)));
  if (full === undefined) return rising;
  const below = rising.filter(
    ({ skill, share }) => exact(share).lt(ONE) && exact(skill).lt(exact(full)),
  );
  if (below.length === 0) throw new RangeError('100 % lies below every anchor');
  return [...below, { skill: full, share: '1' }];
}
