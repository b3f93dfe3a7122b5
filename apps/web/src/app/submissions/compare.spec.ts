import type { Part, Score, Submission } from '@holdout/contracts';

import { compared } from './compare';

const score = (part: Part, metric: string, value: number | null): Score => ({
  part,
  metric,
  value,
  low: null,
  high: null,
  reason: null,
  noInterval: null,
});
const sent = (...scores: Score[]) => ({ scores, reports: [] }) as unknown as Submission;

it('puts figures of the same rows side by side, the challenge’s own first, and says how far apart', () => {
  const a = sent(score('public', 'mae', 2), score('public', 'r2', 0.5), score('private', 'r2', 0));
  const b = sent(score('public', 'r2', 0.75), score('public', 'mae', null));
  const [part, ...others] = compared(a, b, 'r2');
  expect(others).toEqual([]);
  expect(part?.part).toBe('public');
  expect(part?.figures.map(({ metric, difference }) => [metric, difference])).toEqual([
    ['r2', 0.25],
    ['mae', null],
  ]);
});

it('shows nothing where the two share no rows', () => {
  expect(
    compared(sent(score('public', 'r2', 1)), sent(score('validation', 'r2', 1)), 'r2'),
  ).toEqual([]);
});
