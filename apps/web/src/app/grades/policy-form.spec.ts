import type { GradingPolicy } from '@holdout/contracts';

import { formOf, freeId, policyOf, weightsOf } from './policy-form';

const POLICY: GradingPolicy = {
  components: [
    { id: 'quizzes', name: '', kind: 'quizzes', weight: '40' },
    { id: 'model', name: 'Modelo', kind: 'model', weight: '60' },
  ],
  worst: {
    unit: 'member',
    effect: 'replace_when_higher',
    drop: 2,
    condition: { kind: 'project_mark', atLeast: '3/5' },
  },
  items: [{ itemId: 'x', neverDrop: true }],
  late: { graceMinutes: 10, per: 'hour', penalty: '1/20', floor: '1/2' },
  scale: { kind: 'numeric', maximum: '5', decimals: 1, pass: '3' },
  capped: true,
  factor: { min: '4/5', max: '6/5' },
  model: {
    anchors: [
      { skill: '-1', share: '0' },
      { skill: '1.25', share: '1' },
    ],
    full: [{ challengeId: 'c', skill: '0.9' }],
  },
};

describe('the fields of a grading policy', () => {
  const form = formOf(POLICY, 'es-CO');

  it('hold shares in percent and numbers by the language', () => {
    expect(form.worst.atLeast).toBe('60');
    expect(form.late).toMatchObject({ penalty: '5', floor: '50' });
    expect(form.anchors[1]).toEqual({ skill: '1,25', share: '100' });
    expect(form.factor).toEqual({ min: '0,8', max: '1,2' });
  });

  it('say the same policy again', () => {
    expect(policyOf(form)).toEqual({
      policy: {
        ...POLICY,
        factor: { min: '0.8', max: '1.2' },
      },
    });
  });

  it('say everything that is no number at once', () => {
    expect(
      policyOf({
        ...form,
        components: [{ id: 'model', name: '', kind: 'model', weight: 'mucho' }],
        worst: { ...form.worst, drop: '-1' },
        factor: { min: '', max: '1' },
      }),
    ).toEqual({ faults: ['weight', 'drop', 'factor'] });
    expect(policyOf({ ...form, anchors: form.anchors.slice(1) })).toEqual({ faults: ['shape'] });
  });

  it('know what the weights sum to', () => {
    expect(weightsOf(form)).toBe('100');
    const [first, ...rest] = form.components;
    expect(weightsOf({ ...form, components: [{ ...first!, weight: '33,3' }, ...rest] })).toBe(
      '933/10',
    );
    expect(weightsOf({ ...form, components: [{ ...first!, weight: '' }] })).toBeUndefined();
  });

  it('give every component an id of its own', () => {
    expect(freeId('manual', [])).toBe('manual');
    expect(freeId('manual', [{ id: 'manual' }, { id: 'manual-2' }])).toBe('manual-3');
  });
});
