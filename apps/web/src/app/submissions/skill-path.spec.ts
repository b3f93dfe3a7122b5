import type { Challenge, Score } from '@holdout/contracts';

import { skillPathOf } from './skill-path';

const score = (part: Score['part'], metric: string, value: number): Score => ({
  part,
  metric,
  value,
  low: value - 0.1,
  high: value + 0.1,
  reason: null,
  noInterval: null,
});
const challenge = (exists = true): Pick<Challenge, 'skill' | 'metric'> => ({
  metric: 'rmse',
  skill: {
    exists,
    baseline: 'mean',
    reference: 'reference-linear',
    tried: [],
    parts: (['public', 'private'] as const).map((part) => ({
      part,
      baseline: part === 'public' ? 4 : 5,
      reference: 2,
      difference: null,
      standardError: null,
    })),
  },
});

describe('the way from the baseline to the reference', () => {
  it('is that of the public rows, and of the private ones once they are shown', () => {
    const shown = [score('public', 'rmse', 3), score('public', 'skill', 0.5)];
    expect(skillPathOf(challenge(), shown)).toEqual({
      part: 'public',
      baseline: { kind: 'mean', value: 4 },
      reference: { kind: 'reference-linear', value: 2 },
      mine: { value: 3, low: 2.9, high: 3.1 },
      skill: { value: 0.5, low: 0.4, high: 0.6 },
      place: 'between',
    });
    const all = [...shown, score('private', 'rmse', 1), score('private', 'skill', 1.33)];
    expect(skillPathOf(challenge(), all)).toMatchObject({
      part: 'private',
      baseline: { value: 5 },
      place: 'above',
    });
  });

  it('is none where the challenge has no skill, or the reader sees none', () => {
    const shown = [score('public', 'rmse', 5), score('public', 'skill', -0.5)];
    expect(skillPathOf(challenge(), shown)?.place).toBe('below');
    expect(skillPathOf(challenge(false), shown)).toBeUndefined();
    expect(skillPathOf(challenge(), shown.slice(0, 1))).toBeUndefined();
    expect(skillPathOf({ metric: 'rmse', skill: null }, shown)).toBeUndefined();
  });
});
