import type { Scored } from '@holdout/ml/metrics';

import { reportOf } from './report.rules';

const numbers = (truth: number[], predicted: number[]): Scored => ({
  task: 'regression',
  truth: Float64Array.from(truth),
  predicted: Float64Array.from(predicted),
});

describe('a report', () => {
  it('has the truth in the rows of its matrix, and figures of each class', () => {
    const scored: Scored = {
      task: 'multiclass',
      classes: 3,
      truth: Uint16Array.of(0, 0, 1, 2, 2, 2),
      predicted: Uint16Array.of(0, 1, 1, 2, 2, 0),
      probability: null,
    };
    const report = reportOf('public', scored, ['a', 'b', 'c'], 'seed');
    expect(report.confusion).toEqual({
      labels: ['a', 'b', 'c'],
      counts: [
        [1, 1, 0],
        [0, 1, 0],
        [1, 0, 2],
      ],
    });
    expect(report.perClass[2]).toEqual({
      label: 'c',
      precision: 1,
      recall: 2 / 3,
      f1: 0.8,
      support: 3,
    });
    expect([report.curve, report.calibration, report.residuals, report.rows]).toEqual([
      null,
      null,
      null,
      6,
    ]);
  });

  it('says how often it came true what it was sure of', () => {
    const truth = Uint16Array.of(0, 1, 1, 1);
    const probability = Float64Array.of(0.05, 0.95, 0.95, 0.05);
    const scored: Scored = { task: 'binary', classes: 2, truth, predicted: truth, probability };
    const { calibration } = reportOf('validation', scored, ['no', 'yes'], 'seed');
    expect(calibration?.bins).toEqual([
      { predicted: 0.05, observed: 0.5, rows: 2 },
      { predicted: 0.95, observed: 1, rows: 2 },
    ]);
    expect(calibration?.ece).toBeCloseTo(0.25, 12);
  });

  it('counts every residual once, the largest in the last bin', () => {
    const truth = Array.from({ length: 100 }, (_, i) => i);
    const { residuals } = reportOf(
      'public',
      numbers(
        truth,
        truth.map(() => 0),
      ),
      [],
      'seed',
    );
    expect(residuals?.histogram.counts).toEqual(Array.from({ length: 10 }, () => 10));
    expect(residuals?.histogram.edges[0]).toBe(0);
    expect(residuals?.histogram.edges.at(-1)).toBe(99);
  });

  it('has one bin where all residuals are equal', () => {
    const { residuals } = reportOf('public', numbers([1, 2, 3], [1, 2, 3]), [], 'seed');
    expect(residuals?.histogram).toEqual({ edges: [0, 0], counts: [3] });
  });

  it('draws nothing of no rows, or beyond the largest number', () => {
    expect(reportOf('public', numbers([], []), [], 'seed').residuals).toBeNull();
    expect(reportOf('public', numbers([1e308, 0], [-1e308, 0]), [], 'seed').residuals).toBeNull();
  });

  it('shows 500 points of the rows whose labels the group owns, the same again, and none of the others', () => {
    const truth = Array.from({ length: 3000 }, (_, i) => i);
    const of = (part: 'validation' | 'public' | 'private', seed: string) =>
      reportOf(part, numbers(truth, truth), [], seed).residuals?.points;
    expect(of('validation', 'a')).toHaveLength(500);
    expect(of('validation', 'a')).toEqual(of('validation', 'a'));
    expect(of('validation', 'a')).not.toEqual(of('validation', 'b'));
    expect(of('public', 'a')).toEqual([]);
    expect(of('private', 'a')).toEqual([]);
  });
});
