import type { Profile } from '@holdout/contracts';

import { pairsOf, tellingOf, weightsOf } from './relation-figures';

describe('what a profile says of pairs', () => {
  const pairs = {
    columns: ['a', 'b'],
    values: [
      [1, 0.5],
      [0.5, 1],
    ],
  };
  const profile: Profile = {
    rows: 3,
    duplicateRows: 0,
    columns: [],
    correlation: pairs,
    relations: {
      rows: 3,
      spearman: { columns: ['a'], values: [[1]] },
      cramersV: pairs,
      information: null,
      components: null,
    },
    warnings: [],
  };

  it('is there where there are two columns, and of older profiles is r alone', () => {
    expect(pairsOf(profile, 'r')).toBe(pairs);
    expect(pairsOf(profile, 'rho')).toBeNull();
    expect(pairsOf(profile, 'v')).toBe(pairs);
    expect(pairsOf({ ...profile, relations: null }, 'v')).toBeNull();
    expect(pairsOf({ ...profile, relations: null }, 'r')).toBe(pairs);
  });
});

describe('what columns tell of a target', () => {
  const information = {
    columns: ['y', 'poco', 'todo', 'nada'],
    values: [
      [0.7, 0.1, 0.7000001, null],
      [0.1, 1, 0, null],
      [0.7, 0, 1, null],
      [null, null, null, 0],
    ],
  };

  it('is in order, as a share of what there is to know, never above all of it', () => {
    expect(tellingOf(information, 'y').map(({ column, share }) => [column, share])).toEqual([
      ['todo', 1],
      ['poco', expect.closeTo(1 / 7, 10)],
    ]);
  });

  it('is nothing of a column that never varies or is not there', () => {
    expect(tellingOf(information, 'nada')).toEqual([]);
    expect(tellingOf(information, 'otra')).toEqual([]);
  });
});

describe('the weights of the components', () => {
  it('begin with the column that weighs most in either', () => {
    const found = weightsOf({
      columns: ['a', 'b', 'c'],
      explained: [0.6, 0.3],
      loadings: [
        [0.1, 0.5, -0.2],
        [-0.9, 0.1, 0.3],
      ],
      points: [],
    });
    expect(found.map(({ column }) => column)).toEqual(['a', 'b', 'c']);
  });
});
