import fc from 'fast-check';

import {
  AVERAGED,
  classFigures,
  confusionMatrix,
  matrixReport,
  oneVersusOne,
  oneVersusRest,
} from './confusion';

const matrix = (truth: readonly number[], predicted: readonly number[], classes = 2) =>
  confusionMatrix(Uint16Array.from(truth), Uint16Array.from(predicted), classes);

const rows = fc.integer({ min: 2, max: 5 }).chain((classes) =>
  fc.record({
    classes: fc.constant(classes),
    rows: fc.array(fc.tuple(fc.nat({ max: classes - 1 }), fc.nat({ max: classes - 1 })), {
      minLength: 1,
      maxLength: 60,
    }),
  }),
);

describe('the confusion matrix', () => {
  it('has rows = truth: one SI that was called NO stands in the lower left of [NO, SI]', () => {
    expect([...matrix([1], [0]).counts]).toEqual([0, 0, 1, 0]);
  });

  it('counts every row once, whatever the rest of a division by four is', () => {
    for (const n of [0, 1, 2, 3, 4, 5, 9])
      expect([...matrix(Array<number>(n).fill(1), Array<number>(n).fill(1)).counts]).toEqual([
        0,
        0,
        0,
        n,
      ]);
  });

  it('counts a hundred classes, too many to be counted by two, alike', () => {
    const truth = Array.from({ length: 1000 }, (_, i) => i % 100);
    const { counts } = matrix(truth, truth, 100);
    expect([counts[0], counts[101], counts[1], counts.reduce((a, b) => a + b, 0)]).toEqual([
      10, 10, 0, 1000,
    ]);
  });

  it('refuses arrays of unequal length', () => {
    expect(() => matrix([1, 0], [1])).toThrow(RangeError);
  });

  it.each([2, 10, 16])('counts many rows of %d classes, by two, as few are counted', (classes) => {
    const n = 66_001;
    const truth = Uint8Array.from({ length: n }, (_, i) => (i * 7919) % classes);
    const predicted = truth.map((y, i) => (i % 3 === 0 ? (y + (i % 5)) % classes : y));
    const expected = new Float64Array(classes * classes);
    truth.forEach((y, i) => (expected[y * classes + predicted[i]!]! += 1));
    const of = (t: Uint8Array | Uint16Array, p: Uint8Array | Uint16Array) =>
      confusionMatrix(t, p, classes).counts;
    expect(of(truth, predicted)).toEqual(expected);
    expect(of(Uint16Array.from(truth), Uint16Array.from(predicted))).toEqual(expected);
    expect(of(truth, Uint16Array.from(predicted))).toEqual(expected);
    // One byte further no word begins.
    const moved = new Uint8Array(n + 1);
    moved.set(truth, 1);
    expect(of(moved.subarray(1), predicted)).toEqual(expected);
  });

  it.each([
    [10, 66_000, 0],
    [12, 66_000, 30_001],
    [16, 66_000, 4],
    [200, 66_000, 65_999],
    [3, 5, 2],
  ])('refuses a code %d of %d rows, which no class has', (wild, n, at) => {
    const classes = wild === 3 ? 3 : 10;
    const good = new Uint8Array(n).fill(1);
    const bad = good.slice();
    bad[at] = wild;
    for (const [t, p] of [
      [bad, good],
      [good, bad],
    ] as const) {
      expect(() => confusionMatrix(t, p, classes)).toThrow(RangeError);
      expect(() => confusionMatrix(Uint16Array.from(t), Uint16Array.from(p), classes)).toThrow(
        RangeError,
      );
    }
  });
});

describe('figures of a 2 × 2 table', () => {
  it('are 0 where the denominator is 0, never NaN', () => {
    expect(classFigures({ tp: 0, fp: 0, fn: 0, tn: 0 })).toEqual({
      accuracy: 0,
      recall: 0,
      precision: 0,
      specificity: 0,
      npv: 0,
      fpr: 0,
      fnr: 0,
      f1: 0,
      fbeta: 0,
      support: 0,
    });
  });

  it('weigh recall by β: F2 of recall 1 and precision ½ is 5/6, F½ is 5/9', () => {
    const table = { tp: 2, fp: 2, fn: 0, tn: 0 };
    expect(classFigures(table).fbeta).toBeCloseTo(5 / 6, 15);
    expect(classFigures(table, 0.5).fbeta).toBeCloseTo(5 / 9, 15);
  });

  it('see one class against another by the corners of those two alone', () => {
    const three = matrix([0, 0, 1, 1, 2, 2], [0, 1, 1, 2, 2, 0], 3);
    expect(oneVersusOne(three, 1, 2)).toEqual({ tp: 1, fp: 0, fn: 1, tn: 1 });
    expect(oneVersusRest(three, 1)).toEqual({ tp: 1, fp: 1, fn: 1, tn: 3 });
  });
});

describe('the report of a matrix', () => {
  it('gives reasons, not numbers, for no rows at all', () => {
    const report = matrixReport(matrix([], []));
    for (const figure of [report.accuracy, report.mcc, report.kappa, report.macro.f1])
      expect(figure).toEqual({ value: null, reason: 'no-rows' });
  });

  it('has an MCC of 0 and no κ where truth and prediction are one and the same class', () => {
    const report = matrixReport(matrix([1, 1, 1], [1, 1, 1]));
    expect(report.accuracy).toEqual({ value: 1 });
    expect(report.mcc).toEqual({ value: 0 });
    expect(report.kappa).toEqual({ value: null, reason: 'one-class' });
  });

  it('leaves a class that nobody has or calls out of the macro mean, and a class without truth out of the balanced one', () => {
    const report = matrixReport(matrix([0, 0, 1], [0, 1, 1], 4));
    expect(report.macro.recall).toEqual({ value: 0.75 });
    const called = matrixReport(matrix([0, 0], [0, 1], 2));
    expect(called.balancedAccuracy).toEqual({ value: 0.5 });
    expect(called.macro.recall).toEqual({ value: 0.25 });
  });

  it('keeps MCC right where the product of four sums would pass 2⁵³', () => {
    const n = 200_000;
    const truth = Uint8Array.from({ length: n }, (_, i) => i & 1);
    const predicted = truth.map((y, i) => (i % 10 < 2 ? 1 - y : y));
    const { mcc } = matrixReport(confusionMatrix(truth, predicted, 2));
    expect(mcc.value).toBeCloseTo(0.6, 14);
  });

  it('always has micro F1 = accuracy, weighted recall = accuracy, and all shares within 0 and 1', () => {
    fc.assert(
      fc.property(rows, ({ classes, rows: pairs }) => {
        const report = matrixReport(
          matrix(
            pairs.map(([truth]) => truth),
            pairs.map(([, predicted]) => predicted),
            classes,
          ),
        );
        const accuracy = report.accuracy.value!;
        expect(report.micro.f1.value).toBeCloseTo(accuracy, 14);
        expect(report.weighted.recall.value).toBeCloseTo(accuracy, 14);
        for (const average of [report.macro, report.micro, report.weighted])
          for (const name of AVERAGED) {
            expect(average[name].value).toBeGreaterThanOrEqual(0);
            expect(average[name].value).toBeLessThanOrEqual(1 + 1e-15);
          }
        expect(Math.abs(report.mcc.value!)).toBeLessThanOrEqual(1 + 1e-15);
      }),
      { numRuns: 200 },
    );
  });

  it('knows nothing of the order of rows', () => {
    fc.assert(
      fc.property(rows, ({ classes, rows: pairs }) => {
        const of = (list: typeof pairs) =>
          matrixReport(
            matrix(
              list.map(([truth]) => truth),
              list.map(([, predicted]) => predicted),
              classes,
            ),
          );
        expect(of([...pairs].reverse())).toEqual(of(pairs));
      }),
      { numRuns: 100 },
    );
  });
});
