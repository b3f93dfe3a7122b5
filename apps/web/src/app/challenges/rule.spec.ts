import type { ColumnProfile } from '@holdout/contracts';

import { previewOf, readRule } from './rule';

const column = (given: Partial<ColumnProfile>): ColumnProfile => ({
  name: 'score',
  type: 'integer',
  missing: 0,
  distinct: 6,
  min: 3,
  max: 8,
  mean: 5.6,
  sd: 0.8,
  quartiles: [5, 6, 6],
  outliers: 0,
  histogram: null,
  top: [],
  faults: [],
  ...given,
});

/** The red wines: 10 · 53 · 681 · 638 · 199 · 18 of 3 to 8. */
const wine = column({
  histogram: { edges: [3, 4, 5, 6, 7, 8], counts: [10, 53, 681, 638, 217] },
});

describe('a rule for a derived target', () => {
  it('is a column, an operator and a number, as the server reads it', () => {
    expect(readRule('score >= 7')).toEqual({ column: 'score', operator: '>=', threshold: 7 });
    expect(readRule('"residual sugar" < .5')).toMatchObject({
      column: 'residual sugar',
      threshold: 0.5,
    });
    expect(readRule('[a=b] != -1e3')).toMatchObject({ column: 'a=b', threshold: -1000 });
    expect(readRule('score >= siete')).toBeUndefined();
    expect(readRule('>= 7')).toBeUndefined();
  });

  it('tells how many rows are positive where no bar is cut', () => {
    expect(previewOf('score >= 7', [wine])).toEqual({
      state: 'counted',
      least: 217,
      most: 217,
      rows: 1599,
      missing: 0,
      oneClass: false,
    });
    expect(previewOf('score < 7', [wine])).toMatchObject({ least: 1382, most: 1382 });
    expect(previewOf('score = 5', [wine])).toMatchObject({ least: 681, most: 681 });
    expect(previewOf('score != 5', [wine])).toMatchObject({ least: 918, most: 918 });
  });

  it('says between which figures they lie where the threshold cuts a bar', () => {
    expect(previewOf('score >= 8', [wine])).toMatchObject({ least: 0, most: 217 });
    const sugar = column({
      name: 'sugar',
      type: 'number',
      min: 0.9,
      max: 15.5,
      histogram: { edges: [0.9, 5, 10, 15.5], counts: [100, 30, 5] },
    });
    expect(previewOf('sugar > 7', [sugar])).toMatchObject({ least: 5, most: 35 });
    expect(previewOf('sugar > 10', [sugar])).toMatchObject({ least: 0, most: 5 });
  });

  it('warns where only one class would be left', () => {
    expect(previewOf('score >= 9', [wine])).toMatchObject({ oneClass: true, most: 0 });
    expect(previewOf('score >= 3', [wine])).toMatchObject({ oneClass: true, least: 1599 });
  });

  it('says what it cannot count, and why', () => {
    expect(previewOf('score => 7', [wine])).toEqual({ state: 'unreadable' });
    expect(previewOf('quality >= 7', [wine])).toEqual({
      state: 'unknown-column',
      column: 'quality',
    });
    expect(previewOf('score >= 7', [column({ type: 'category' })])).toMatchObject({
      state: 'not-a-number',
    });
    expect(previewOf('score >= 7', [column({ histogram: null })])).toEqual({ state: 'no-figures' });
  });
});
