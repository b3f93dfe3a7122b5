import type { Openness, Report, Score } from '@holdout/contracts';

import { type Reader, seenBy } from './visibility.rules';

const score = (part: Score['part'], metric: string, value: number): Score => ({
  part,
  metric,
  value,
  low: value - 0.05,
  high: value + 0.05,
  reason: null,
  noInterval: null,
});

const report = (part: Report['part']): Report => ({
  part,
  rows: 400,
  confusion: {
    labels: ['no', 'sí'],
    counts: [
      [100, 20],
      [30, 250],
    ],
  },
  perClass: [{ label: 'sí', precision: 0.925925, recall: 0.892857, f1: 0.909091, support: 280 }],
  curve: {
    positives: 199,
    negatives: 199,
    corners: Array.from({ length: 200 }, (_, i) => ({ threshold: 0.512345, tp: i, fp: i })),
  },
  calibration: {
    ece: 0.0123456,
    bins: Array.from({ length: 25 }, () => ({ predicted: 0.123456, observed: 0.2, rows: 16 })),
  },
  residuals: {
    histogram: {
      edges: Array.from({ length: 51 }, (_, i) => i),
      counts: Array.from({ length: 50 }, () => 8),
    },
    points: [[1.23456, 2.34567]],
    levels: [{ from: 1.23456, to: 2, rows: 5, mean: 0.123456, sd: 0.2 }],
  },
});

const measured = (ladderBest: boolean) => ({
  scores: (['validation', 'public', 'private'] as const).flatMap((part) => [
    score(part, 'accuracy', 0.712345),
    score(part, 'f1', 0.698765),
  ]),
  reports: (['validation', 'public', 'private'] as const).map(report),
  ladderBest,
});

it('tells the skill where it tells the metric that it is made of, and nowhere else', () => {
  const skills = (openness: Openness, revealed: boolean, ladderBest: boolean) =>
    seenBy(
      'student',
      { metric: 'accuracy', openness, revealed, steps: null },
      {
        scores: [score('public', 'skill', 0.712345), score('private', 'skill', 0.698765)],
        reports: [],
        ladderBest,
      },
    ).scores.map(({ part, value }) => [part, value]);
  expect(skills('scores', false, false)).toEqual([['public', 0.7123]]);
  expect(skills('strict', false, false)).toEqual([]);
  expect(skills('strict', false, true)).toEqual([['public', 0.7123]]);
  expect(skills('strict', true, false)).toHaveLength(2);
  const stepped = seenBy(
    'student',
    { metric: 'mae', openness: 'strict', revealed: false, steps: 200 },
    { scores: [score('public', 'skill', 0.712345)], reports: [], ladderBest: true },
  );
  expect(stepped.scores[0]?.value).toBe(0.71);
});

/** What is in an answer, in words: `public accuracy`, `private report`. */
const contents = (
  reader: Reader,
  openness: Openness,
  revealed: boolean,
  ladderBest: boolean,
): string[] => {
  const seen = seenBy(
    reader,
    { metric: 'accuracy', openness, revealed, steps: null },
    measured(ladderBest),
  );
  return [
    ...seen.scores.map(({ part, metric }) => `${part} ${metric}`),
    ...seen.reports.map(({ part }) => `${part} report`),
  ].sort();
};

const VALIDATION = ['validation accuracy', 'validation f1', 'validation report'];
const PRIVATE = ['private accuracy', 'private f1', 'private report'];
const METRIC = ['public accuracy'];
const PUBLIC = ['public accuracy', 'public f1', 'public report'];
const ALL = [...VALIDATION, ...PUBLIC, ...PRIVATE];

describe('what a reader sees', () => {
  it.each<[Reader, Openness, boolean, boolean, string[]]>([
    // reader, openness, revealed, the group's best beyond chance: what is shown
    ['student', 'scores', false, false, [...VALIDATION, ...METRIC]],
    ['student', 'scores', false, true, [...VALIDATION, ...METRIC]],
    ['student', 'strict', false, false, VALIDATION],
    ['student', 'strict', false, true, [...VALIDATION, ...METRIC]],
    ['student', 'open', false, false, [...VALIDATION, ...PUBLIC]],
    ['student', 'open', false, true, [...VALIDATION, ...PUBLIC]],
    ['student', 'scores', true, false, [...VALIDATION, ...METRIC, ...PRIVATE]],
    ['student', 'scores', true, true, [...VALIDATION, ...METRIC, ...PRIVATE]],
    ['student', 'strict', true, false, [...VALIDATION, ...METRIC, ...PRIVATE]],
    ['student', 'strict', true, true, [...VALIDATION, ...METRIC, ...PRIVATE]],
    ['student', 'open', true, false, ALL],
    ['student', 'open', true, true, ALL],
    ['staff', 'scores', false, false, ALL],
    ['staff', 'scores', false, true, ALL],
    ['staff', 'strict', false, false, ALL],
    ['staff', 'strict', false, true, ALL],
    ['staff', 'open', false, false, ALL],
    ['staff', 'open', false, true, ALL],
    ['staff', 'scores', true, false, ALL],
    ['staff', 'scores', true, true, ALL],
    ['staff', 'strict', true, false, ALL],
    ['staff', 'strict', true, true, ALL],
    ['staff', 'open', true, false, ALL],
    ['staff', 'open', true, true, ALL],
  ])('%s, %s, revealed %s, best %s', (reader, openness, revealed, ladderBest, expected) => {
    expect(contents(reader, openness, revealed, ladderBest)).toEqual([...expected].sort());
  });

  it('never names a private figure to a student before the reveal', () => {
    for (const openness of ['scores', 'strict', 'open'] as const)
      for (const best of [true, false]) {
        const seen = seenBy(
          'student',
          { metric: 'accuracy', openness, revealed: false, steps: null },
          measured(best),
        );
        expect(seen.privateScore).toBeNull();
        expect([...seen.scores, ...seen.reports].map(({ part }) => part)).not.toContain('private');
      }
  });

  it('is four significant digits for students, everything for staff', () => {
    const setting = {
      metric: 'accuracy',
      openness: 'scores',
      revealed: true,
      steps: null,
    } as const;
    expect(seenBy('student', setting, measured(false))).toMatchObject({
      score: 0.7123,
      low: 0.6623,
      high: 0.7623,
      privateScore: 0.7123,
    });
    expect(seenBy('staff', setting, measured(false))).toMatchObject({
      score: 0.712345,
      privateScore: 0.712345,
    });
  });

  it('says of a strict challenge’s submission that it is no better, and gives no number', () => {
    const strict = {
      metric: 'accuracy',
      openness: 'strict',
      revealed: false,
      steps: null,
    } as const;
    expect(seenBy('student', strict, measured(false))).toMatchObject({
      noBetter: true,
      score: null,
    });
    expect(seenBy('student', strict, measured(true))).toMatchObject({
      noBetter: false,
      score: 0.7123,
    });
    expect(seenBy('student', strict, { scores: [], reports: [], ladderBest: false }).noBetter).toBe(
      false,
    );
  });

  it('tells a mean over the rows of a strict challenge in steps of one row, of the public rows alone', () => {
    const strict = { metric: 'accuracy', openness: 'strict', revealed: true, steps: 300 } as const;
    const seen = seenBy('student', strict, measured(true));
    expect(seen).toMatchObject({ score: 0.7133, low: 0.6633, high: 0.7633 }); // 214, 199, 229 of 300
    expect(seen.privateScore).toBe(0.7123);
    expect(seenBy('staff', strict, measured(true)).score).toBe(0.712345);
  });

  it('of an open challenge’s public rows is in at most 20 bins, and nothing of a single row', () => {
    const open = { metric: 'accuracy', openness: 'open', revealed: false, steps: null } as const;
    const { reports } = seenBy('student', open, measured(false));
    const [shown] = reports.filter(({ part }) => part === 'public');
    expect(shown?.curve?.corners).toHaveLength(20);
    expect(shown?.curve?.corners.every(({ threshold }) => threshold === null)).toBe(true);
    expect(shown?.curve?.corners.at(-1)).toMatchObject({ tp: 199, fp: 199 });
    expect(shown?.calibration?.bins).toHaveLength(20);
    expect(shown?.residuals?.levels).toEqual([]);
    expect(shown?.residuals?.points).toEqual([]);
    expect(shown?.residuals?.histogram.counts.length).toBeLessThanOrEqual(20);
    expect(shown?.residuals?.histogram.counts.reduce((a, b) => a + b)).toBe(400);
    expect(shown?.residuals?.histogram.edges).toHaveLength(
      (shown?.residuals?.histogram.counts.length ?? 0) + 1,
    );
    const [own] = reports.filter(({ part }) => part === 'validation');
    expect(own?.curve?.corners).toHaveLength(200);
    expect(own?.curve?.corners[1]?.threshold).toBe(0.512345); // what the group itself said
    expect(own?.calibration?.bins[0]?.predicted).toBe(0.1235);
    expect(own?.residuals?.levels[0]).toMatchObject({ from: 1.235, mean: 0.1235 });
  });
});
