import fc from 'fast-check';

import { quantile, quantileOfSorted } from './select';

describe('a quantile', () => {
  it('of values in any order is that of the sorted ones, to the bit', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ noNaN: true, min: -10, max: 10 }), { maxLength: 200 }),
        fc.constantFrom(0, 0.025, 0.5, 0.975, 1),
        (values, q) => {
          const sorted = Float64Array.from(values).sort();
          expect(quantile(Float64Array.from(values), q) + 0).toBe(quantileOfSorted(sorted, q) + 0);
        },
      ),
    );
  });

  it('between 1 and 2 is 1.25 a quarter of the way', () => {
    expect(quantile(Float64Array.of(2, 1), 0.25)).toBe(1.25);
  });
});
