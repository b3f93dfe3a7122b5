import fc from 'fast-check';

import { confusionMatrix } from '../metrics/confusion';
import type { MetricName } from '../metrics/registry';
import { figuresOfMatrix } from '../metrics/scored';
import { MatrixFigures, placeOf } from './matrix-figures';

const calls = fc.integer({ min: 2, max: 5 }).chain((classes) =>
  fc.record({
    classes: fc.constant(classes),
    rows: fc.array(fc.tuple(fc.nat({ max: classes - 1 }), fc.nat({ max: classes - 1 })), {
      minLength: 1,
      maxLength: 30,
    }),
    beta: fc.constantFrom(0.5, 1, 2),
  }),
);

describe('figures of matrices by the thousand', () => {
  it('are those of one matrix, whatever matrix was there before', () => {
    const used = new Map(
      [2, 3, 4, 5].map((classes) => [classes, new Map<number, MatrixFigures>()]),
    );
    fc.assert(
      fc.property(calls, ({ classes, rows, beta }) => {
        const made = used.get(classes)!;
        const figures = made.get(beta) ?? new MatrixFigures(classes, beta);
        made.set(beta, figures);
        const matrix = confusionMatrix(
          Uint16Array.from(rows, ([truth]) => truth),
          Uint16Array.from(rows, ([, predicted]) => predicted),
          classes,
        );
        figures.set(matrix);
        const one = figuresOfMatrix(matrix, classes === 2 ? 'binary' : 'multiclass', beta);
        for (const [metric, { value }] of Object.entries(one))
          expect([metric, figures.values[placeOf(metric as MetricName)]]).toEqual([
            metric,
            value === null ? Number.NaN : expect.closeTo(value, 12),
          ]);
      }),
    );
  });

  it('refuses a figure that no matrix has', () => {
    expect(() => placeOf('log_loss')).toThrow(RangeError);
  });
});
