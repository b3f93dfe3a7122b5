import type { ColumnProfile } from '@holdout/contracts';

import { arranged, barsOf, distributionOf, strongestPairs } from './profile-figures';

const column = (given: Partial<ColumnProfile>): ColumnProfile => ({
  name: 'alcohol',
  type: 'number',
  missing: 0,
  distinct: 3,
  min: 0,
  max: 1,
  mean: 0.5,
  sd: 0.1,
  quartiles: [0.2, 0.5, 0.8],
  outliers: 0,
  histogram: null,
  top: [],
  faults: [],
  ...given,
});

describe('the small picture of a column', () => {
  it('is as wide as its box, and a bar with one row among thousands is still seen', () => {
    expect(barsOf([1000, 0, 1, 500])).toEqual([
      { x: 0, width: 0.25, height: 1 },
      { x: 0.25, width: 0.25, height: 0 },
      { x: 0.5, width: 0.25, height: 0.03 },
      { x: 0.75, width: 0.25, height: 0.5 },
    ]);
  });

  it('survives a column without a value', () => {
    expect(barsOf([])).toEqual([]);
    expect(barsOf([0, 0]).map(({ height }) => height)).toEqual([0, 0]);
    expect(distributionOf(column({}))).toEqual({ kind: 'none' });
  });

  it('is a histogram for numbers and the most frequent values for words', () => {
    expect(distributionOf(column({ histogram: { edges: [0, 1, 2], counts: [4, 6] } }))).toEqual({
      kind: 'numbers',
      bars: [
        { from: 0, to: 1, count: 4 },
        { from: 1, to: 2, count: 6 },
      ],
    });
    expect(distributionOf(column({ top: [{ value: 'good', count: 700 }] }))).toMatchObject({
      kind: 'values',
    });
  });
});

describe('the bins of whole numbers', () => {
  it('are told by the numbers in them', () => {
    const score = column({
      type: 'integer',
      histogram: { edges: [2.5, 3.5, 4.5], counts: [10, 53] },
    });
    expect(distributionOf(score)).toEqual({
      kind: 'numbers',
      bars: [
        { from: 3, to: 3, count: 10 },
        { from: 4, to: 4, count: 53 },
      ],
    });
  });
});

describe('columns that say the same', () => {
  it('are told strongest first, whatever the sign, each pair once', () => {
    const correlation = {
      columns: ['a', 'b', 'c'],
      values: [
        [1, 0.6, -0.9],
        [0.6, 1, null],
        [-0.9, null, 1],
      ],
    };
    expect(strongestPairs(correlation)).toEqual([
      { a: 'a', b: 'c', r: -0.9 },
      { a: 'a', b: 'b', r: 0.6 },
    ]);
    expect(strongestPairs(correlation, 8, 0.7)).toHaveLength(1);
    expect(strongestPairs(null)).toEqual([]);
  });
});

describe('the list of columns', () => {
  const columns = [
    column({ name: 'zinc', missing: 0, outliers: null }),
    column({ name: 'Árbol', missing: 4, outliers: 2 }),
    column({ name: 'base', missing: 4, outliers: 0 }),
  ];
  const es = new Intl.Collator('es');
  const names = (search: string, order: Parameters<typeof arranged>[2]) =>
    arranged(columns, search, order, es).map(({ name }) => name);

  it('is found by a part of the name and ordered as the reader wants', () => {
    expect(names('', 'file')).toEqual(['zinc', 'Árbol', 'base']);
    expect(names('', 'name')).toEqual(['Árbol', 'base', 'zinc']);
    expect(names('', 'missing')).toEqual(['Árbol', 'base', 'zinc']);
    expect(names('', 'outliers')).toEqual(['Árbol', 'base', 'zinc']);
    expect(names(' ÁRB ', 'file')).toEqual(['Árbol']);
  });

  it('leaves the profile as it was', () => {
    names('', 'name');
    expect(columns.map(({ name }) => name)).toEqual(['zinc', 'Árbol', 'base']);
  });
});
