import { GradingPolicy } from '@holdout/contracts';
import { exact } from '@holdout/grading';

import { percentField, pointsText, pointsTyped, shareTyped } from './grade-text';

type Policy = GradingPolicy;
type Kind = Policy['components'][number]['kind'];

/** The policy as its fields hold it: numbers as typed, shares in percent. */
export interface PolicyForm {
  readonly components: readonly { id: string; name: string; kind: Kind; weight: string }[];
  readonly worst: {
    readonly unit: Policy['worst']['unit'];
    readonly effect: Policy['worst']['effect'];
    readonly drop: string;
    readonly condition: Policy['worst']['condition']['kind'];
    readonly atLeast: string;
  };
  readonly items: Policy['items'];
  readonly late: {
    readonly on: boolean;
    readonly graceMinutes: string;
    readonly per: 'day' | 'hour';
    readonly penalty: string;
    readonly floor: string;
  };
  readonly scale: {
    readonly kind: 'numeric' | 'letters';
    readonly maximum: string;
    readonly decimals: string;
    readonly pass: string;
    readonly letters: readonly { letter: string; from: string }[];
    readonly passLetter: string;
  };
  readonly capped: boolean;
  readonly factor: { readonly min: string; readonly max: string };
  readonly anchors: readonly { skill: string; share: string }[];
  readonly full: readonly { challengeId: string; skill: string }[];
}

const LETTERS = [
  { letter: 'A', from: '90' },
  { letter: 'B', from: '80' },
  { letter: 'C', from: '70' },
  { letter: 'D', from: '60' },
  { letter: 'F', from: '0' },
];

export function formOf(policy: Policy, locale: string): PolicyForm {
  const { components, worst, late, scale, factor, model } = policy;
  const { condition } = worst;
  const number = (text: string) => pointsText(text, locale);
  return {
    components: components.map((each) => ({ ...each, weight: number(each.weight) })),
    worst: {
      unit: worst.unit,
      effect: worst.effect,
      drop: String(worst.drop),
      condition: condition.kind,
      atLeast: condition.kind === 'project_mark' ? percentField(condition.atLeast, locale) : '60',
    },
    items: policy.items,
    late: {
      on: late !== null,
      graceMinutes: String(late?.graceMinutes ?? 0),
      per: late?.per ?? 'day',
      penalty: percentField(late?.penalty ?? '0.1', locale),
      floor: percentField(late?.floor ?? '0', locale),
    },
    scale: {
      kind: scale.kind,
      maximum: number(scale.kind === 'numeric' ? scale.maximum : '5'),
      decimals: String(scale.kind === 'numeric' ? scale.decimals : 1),
      pass: number(scale.kind === 'numeric' ? scale.pass : '3'),
      letters:
        scale.kind === 'letters'
          ? scale.letters.map(({ letter, from }) => ({ letter, from: percentField(from, locale) }))
          : LETTERS,
      passLetter: scale.kind === 'letters' ? scale.pass : 'D',
    },
    capped: policy.capped,
    factor: { min: number(factor.min), max: number(factor.max) },
    anchors: model.anchors.map(({ skill, share }) => ({
      skill: number(skill),
      share: percentField(share, locale),
    })),
    full: model.full.map(({ challengeId, skill }) => ({ challengeId, skill: number(skill) })),
  };
}

/** Where a field does not hold what it should. */
type FormFault =
  | 'weight'
  | 'drop'
  | 'atLeast'
  | 'late'
  | 'scale'
  | 'letters'
  | 'factor'
  | 'anchors'
  | 'full'
  | 'shape';

/** The policy that the fields say, or every field that says none. */
export function policyOf(form: PolicyForm): { policy: Policy } | { faults: FormFault[] } {
  const faults = new Set<FormFault>();
  const need = (text: string | undefined, fault: FormFault): string => {
    if (text === undefined) faults.add(fault);
    return text ?? '0';
  };
  const whole = (text: string, fault: FormFault): number => {
    if (!/^\d{1,6}$/.test(text.trim())) faults.add(fault);
    return Number(text);
  };
  const { worst, late, scale } = form;
  const candidate = {
    components: form.components.map((each) => ({
      ...each,
      weight: need(pointsTyped(each.weight), 'weight'),
    })),
    worst: {
      unit: worst.unit,
      effect: worst.effect,
      drop: whole(worst.drop, 'drop'),
      condition:
        worst.condition === 'project_mark'
          ? { kind: worst.condition, atLeast: need(shareTyped(worst.atLeast), 'atLeast') }
          : { kind: worst.condition },
    },
    items: form.items,
    late: late.on
      ? {
          graceMinutes: whole(late.graceMinutes, 'late'),
          per: late.per,
          penalty: need(shareTyped(late.penalty), 'late'),
          floor: need(shareTyped(late.floor), 'late'),
        }
      : null,
    scale:
      scale.kind === 'numeric'
        ? {
            kind: scale.kind,
            maximum: need(pointsTyped(scale.maximum), 'scale'),
            decimals: whole(scale.decimals, 'scale'),
            pass: need(pointsTyped(scale.pass), 'scale'),
          }
        : {
            kind: scale.kind,
            letters: scale.letters.map(({ letter, from }) => ({
              letter,
              from: need(shareTyped(from), 'letters'),
            })),
            pass: scale.passLetter,
          },
    capped: form.capped,
    factor: {
      min: need(pointsTyped(form.factor.min), 'factor'),
      max: need(pointsTyped(form.factor.max), 'factor'),
    },
    model: {
      anchors: form.anchors.map(({ skill, share }) => ({
        skill: need(figureTyped(skill), 'anchors'),
        share: need(shareTyped(share), 'anchors'),
      })),
      full: form.full.map(({ challengeId, skill }) => ({
        challengeId,
        skill: need(figureTyped(skill), 'full'),
      })),
    },
  };
  const read = GradingPolicy.safeParse(candidate);
  if (faults.size === 0 && !read.success) faults.add('shape');
  return read.success && faults.size === 0 ? { policy: read.data } : { faults: [...faults] };
}

/** What the weights sum to, exactly; undefined while one of them is no number. */
export function weightsOf(form: PolicyForm): string | undefined {
  const weights = form.components.map(({ weight }) => pointsTyped(weight));
  if (weights.some((weight) => weight === undefined)) return undefined;
  return weights.reduce((sum, weight) => sum.add(exact(weight ?? '0')), exact('0')).toFraction();
}

/** A skill may be below 0. */
function figureTyped(text: string): string | undefined {
  const plain = text.trim().replace('−', '-');
  if (!plain.startsWith('-')) return pointsTyped(plain);
  const size = pointsTyped(plain.slice(1));
  return size === undefined ? undefined : `-${size}`;
}

/** An id that no component has yet. */
export function freeId(kind: Kind, taken: readonly { id: string }[]): string {
  const ids = new Set(taken.map(({ id }) => id));
  let id: string = kind;
  for (let n = 2; ids.has(id); n++) id = `${kind}-${n}`;
  return id;
}
