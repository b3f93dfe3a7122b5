import { datasetRoutes } from '@holdout/contracts';
import fc from 'fast-check';

import { USUAL_PERCENTS, fractionsOf, percentFault, rowsOf, sumOf } from './fractions';

describe('the parts of a split', () => {
  it('must add up to 100, however they are written', () => {
    expect(percentFault(USUAL_PERCENTS)).toBeUndefined();
    expect(percentFault({ train: 33.3, public: 33.3, private: 33.4 })).toBeUndefined();
    expect(percentFault({ train: 60, public: 20, private: 19 })).toBe('not-100');
    expect(sumOf({ train: 60, public: 20, private: 19 })).toBe(99);
  });

  it('must each have rows', () => {
    expect(percentFault({ train: 80, public: 20, private: 0 })).toBe('part-empty');
    expect(percentFault({ train: NaN, public: 50, private: 50 })).toBe('part-empty');
    expect(percentFault({ train: 120, public: -10, private: -10 })).toBe('part-empty');
  });

  it('are sent so that the server finds their sum to be 1', () => {
    const tenths = fc.integer({ min: 1, max: 998 });
    fc.assert(
      fc.property(tenths, tenths, (a, b) => {
        fc.pre(a + b < 1000);
        const percents = { train: a / 10, public: b / 10, private: (1000 - a - b) / 10 };
        expect(percentFault(percents)).toBeUndefined();
        const asked = { method: 'random', fractions: fractionsOf(percents) };
        expect(datasetRoutes.split.body.safeParse(asked).success).toBe(true);
      }),
    );
  });

  it('leave no row out', () => {
    expect(rowsOf(USUAL_PERCENTS, 1599)).toEqual({ train: 959, public: 320, private: 320 });
  });
});
