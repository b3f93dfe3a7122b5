/** Students see so many significant digits of a score: what they cannot see they cannot climb on. */
const DIGITS = 4;

/** A number to `digits` significant digits. */
export function toDigits(value: number, digits = DIGITS): number {
  return Number(value.toPrecision(digits));
}

/** Skill is a score on another scale: where scores are told in steps, it must not tell what lies between. */
export const STEPPED_SKILL_DIGITS = 2;

/** A number to the nearest of `steps` equal steps per unit; null: as it is. */
export function toSteps(value: number, steps: number | null): number {
  return steps === null ? value : Math.round(value * steps) / steps;
}
