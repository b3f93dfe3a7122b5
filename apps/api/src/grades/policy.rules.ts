import type { Complaint, GradingPolicy } from '@holdout/contracts';
import { MODEL_ANCHORS, exact, presetScale } from '@holdout/grading';

export type Fault = Pick<Complaint, 'code' | 'value'>;

/** What a course begins with: quizzes 40, model 20, presentation 40; the worst quiz of the group goes. */
export function proposalFor(scale: Parameters<typeof presetScale>[0]): GradingPolicy {
  const preset = presetScale(scale);
  return {
    components: [
      { id: 'quizzes', name: '', kind: 'quizzes', weight: '40' },
      { id: 'model', name: '', kind: 'model', weight: '20' },
      { id: 'presentation', name: '', kind: 'presentation', weight: '40' },
    ],
    worst: { unit: 'group', effect: 'drop', drop: 1, condition: { kind: 'none' } },
    items: [],
    late: null,
    scale: preset.kind === 'numeric' ? { ...preset } : { ...preset, letters: [...preset.letters] },
    capped: true,
    factor: { min: '0.8', max: '1.2' },
    model: { anchors: [...MODEL_ANCHORS], full: [] },
  };
}

const twice = (names: readonly string[]): string[] => [
  ...new Set(names.filter((name, at) => names.indexOf(name) !== at)),
];

/** Everything that keeps a policy from being published, at once. */
export function faultsOf(policy: GradingPolicy): Fault[] {
  const { components, factor, items } = policy;
  const ids = components.map(({ id }) => id);
  const weights = components.reduce((sum, { weight }) => sum.add(exact(weight)), exact('0'));
  const faults: Fault[] = [];
  if (!weights.equals(100)) faults.push({ code: 'weights-not-100', value: weights.toString() });
  faults.push(
    ...twice(ids).map((value) => ({ code: 'duplicate-component', value })),
    ...twice(items.map(({ itemId }) => itemId)).map((value) => ({ code: 'duplicate-item', value })),
    ...items.flatMap(({ componentId: id }) =>
      id && !ids.includes(id) ? [{ code: 'unknown-component', value: id }] : [],
    ),
  );
  if (components.filter(({ kind }) => kind === 'quizzes').length > 1)
    faults.push({ code: 'two-quiz-components' });
  if (exact(factor.min).gt(1) || exact(factor.max).lt(1))
    faults.push({ code: 'factor-bounds', value: `${factor.min}–${factor.max}` });
  return [...faults, ...lateFaults(policy), ...scaleFaults(policy), ...modelFaults(policy)];
}

function lateFaults({ late }: GradingPolicy): Fault[] {
  if (late === null) return [];
  return [late.penalty, late.floor]
    .filter((share) => exact(share).gt(1))
    .map((value) => ({ code: 'share-above-1', value }));
}

function scaleFaults({ scale }: GradingPolicy): Fault[] {
  if (scale.kind === 'numeric') {
    if (exact(scale.maximum).lte(0)) return [{ code: 'scale-without-maximum' }];
    return exact(scale.pass).gt(exact(scale.maximum))
      ? [{ code: 'pass-beyond-scale', value: scale.pass }]
      : [];
  }
  const names = scale.letters.map(({ letter }) => letter);
  const bounds = scale.letters.map(({ from }) => exact(from).toFraction());
  return [
    ...(names.includes(scale.pass) ? [] : [{ code: 'pass-beyond-scale', value: scale.pass }]),
    ...twice(names).map((value) => ({ code: 'duplicate-letter', value })),
    ...twice(bounds).map((value) => ({ code: 'duplicate-letter', value })),
  ];
}

/** More skill never earns less. */
function modelFaults({ model: { anchors, full } }: GradingPolicy): Fault[] {
  const skills = anchors.map(({ skill }) => exact(skill));
  const shares = anchors.map(({ share }) => exact(share));
  const rises = skills.every((skill, at) => at === 0 || skill.gt(skills[at - 1]!));
  const keeps = shares.every((share, at) => at === 0 || share.gte(shares[at - 1]!));
  return [
    ...(rises && keeps ? [] : [{ code: 'anchors-not-rising' }]),
    ...full
      .filter(({ skill }) => skills[0] && exact(skill).lte(skills[0]))
      .map(({ skill }) => ({ code: 'full-below-anchors', value: skill })),
  ];
}

/** What is allowed and perhaps not meant. */
export function warningsOf({ components, worst }: GradingPolicy): Fault[] {
  const has = (kind: string) => components.some((component) => component.kind === kind);
  const warnings: Fault[] = [];
  if (has('participation') && has('presentation'))
    warnings.push({ code: 'participation-counted-twice' });
  if (worst.effect === 'replace_always' && worst.condition.kind === 'project_mark')
    warnings.push({ code: 'higher-mark-may-lower' });
  return warnings;
}
