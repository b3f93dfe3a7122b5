import type { Profile } from '@holdout/contracts';

import { againstDictionary, strongest, withoutColumns } from './profile.rules';

describe('a profile for who may not know a column', () => {
  const column = (name: string): Profile['columns'][number] => ({
    name,
    type: 'integer',
    missing: 0,
    distinct: 3,
    min: 1,
    max: 3,
    mean: 2,
    sd: 1,
    quartiles: [1, 2, 3],
    outliers: 0,
    histogram: null,
    top: [],
    faults: [],
  });
  const pairs = {
    columns: ['x', 'secreto', 'z'],
    values: [
      [1, 0.9, 0.2],
      [0.9, 1, 0.8],
      [0.2, 0.8, 1],
    ],
  };
  const profile: Profile = {
    rows: 9,
    duplicateRows: 0,
    columns: [column('x'), column('secreto'), column('z')],
    correlation: pairs,
    relations: {
      rows: 9,
      spearman: pairs,
      cramersV: {
        columns: ['x', 'secreto'],
        values: [
          [1, 1],
          [1, 1],
        ],
      },
      information: pairs,
      components: {
        columns: ['x', 'secreto'],
        explained: [0.9, 0.1],
        loadings: [
          [1, 0],
          [0, 1],
        ],
        points: [[0.1, 0.2]],
      },
    },
    warnings: [
      { code: 'constant-column', column: 'secreto', value: 0, facts: {} },
      { code: 'redundant-columns', column: 'z', value: 1, facts: { other: 'secreto' } },
      { code: 'redundant-columns', column: 'z', value: 1, facts: { other: 'x' } },
    ],
  };

  it('does not say its name, nor a figure of it', () => {
    const seen = withoutColumns(profile, ['secreto']);
    expect(JSON.stringify(seen)).not.toContain('secreto');
    expect(seen.correlation).toEqual({
      columns: ['x', 'z'],
      values: [
        [1, 0.2],
        [0.2, 1],
      ],
    });
    expect(seen.relations?.cramersV).toBeNull();
    expect(seen.relations?.components).toBeNull();
    expect(seen.warnings).toHaveLength(1);
  });

  it('is whole where nothing is to be hidden, and keeps components that are of other columns', () => {
    expect(withoutColumns(profile, [])).toBe(profile);
    expect(withoutColumns(profile, ['z']).relations?.components).toBe(
      profile.relations?.components,
    );
    expect(withoutColumns({ ...profile, relations: null, correlation: null }, ['z'])).toMatchObject(
      {
        relations: null,
        correlation: null,
      },
    );
  });

  it('tells of numbers outside the range of the dictionary, in the order of the file, and keeps no extremes', () => {
    const extremes = {
      low: [
        { value: -3, line: 9 },
        { value: 2, line: 4 },
      ],
      high: [
        { value: 14, line: 5 },
        { value: 15.5, line: 2 },
      ],
    };
    const stored = { ...profile, columns: [{ ...column('x'), extremes }, column('z')] };
    const entry = { column: 'x', meaning: '', unit: '' };
    const of = (range: object) => againstDictionary(stored, [{ ...entry, ...range }]);
    expect(of({ min: 0, max: 14 }).columns[0]?.faults).toEqual([
      { code: 'outside-range', row: 2, column: 'x', value: '15.5', expected: '0 … 14' },
      { code: 'outside-range', row: 9, column: 'x', value: '-3', expected: '0 … 14' },
    ]);
    expect(of({ min: 0 }).columns[0]?.faults).toHaveLength(1);
    expect(of({ max: null }).columns[0]?.faults).toEqual([]);
    expect(JSON.stringify(of({ min: 0 }))).not.toContain('extremes');
  });
});

describe('the two columns that go together most', () => {
  it('are told with their sign, a column with itself left out', () => {
    expect(
      strongest({
        columns: ['x', 'y', 'z'],
        values: [
          [1, 0.3, null],
          [0.3, 1, -0.8],
          [null, -0.8, 1],
        ],
      }),
    ).toEqual({ columns: ['y', 'z'], r: -0.8 });
  });
  it('are none where there are no two, or none of them varies', () => {
    expect(strongest(null)).toBeNull();
    expect(strongest({ columns: ['x'], values: [[1]] })).toBeNull();
    expect(
      strongest({
        columns: ['x', 'y'],
        values: [
          [1, null],
          [null, null],
        ],
      }),
    ).toBeNull();
  });
});
