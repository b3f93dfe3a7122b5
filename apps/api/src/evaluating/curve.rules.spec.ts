import fc from 'fast-check';

import { binaryReport } from '@holdout/ml/metrics';

import { curveOf } from './curve.rules';

const drawn = (n: number, distinct: number) => ({
  positive: Uint8Array.from({ length: n }, (_, i) => ((i * 7919) % 3 === 0 ? 1 : 0)),
  probability: Float64Array.from({ length: n }, (_, i) => ((i * 104_729) % distinct) / distinct),
});

describe('the curve of a report', () => {
  it('goes from nobody called to everybody, in few corners', () => {
    const { positive, probability } = drawn(5000, 5000);
    const curve = curveOf(positive, probability);
    expect(curve?.corners.length).toBeLessThan(350);
    expect(curve?.corners[0]).toEqual({ threshold: null, tp: 0, fp: 0 });
    expect(curve?.corners.at(-1)).toEqual({ threshold: 0, tp: curve?.positives, fp: curve?.negatives }); // prettier-ignore
  });

  it('stays short where every row has its own threshold and all are right', () => {
    const positive = Uint8Array.from({ length: 4000 }, (_, i) => (i < 2000 ? 0 : 1));
    const curve = curveOf(positive, Float64Array.from(positive.keys()));
    expect(curve?.corners.length).toBeLessThan(250);
    expect(curve?.corners).toContainEqual({ threshold: 2000, tp: 2000, fp: 0 });
  });

  it('is none where one class is missing', () => {
    expect(curveOf(Uint8Array.of(1, 1), Float64Array.of(0.4, 0.6))).toBeNull();
    expect(curveOf(Uint8Array.of(0), Float64Array.of(0.4))).toBeNull();
    expect(curveOf(new Uint8Array(), new Float64Array())).toBeNull();
  });

  it('counts what the threshold calls', () => {
    const curve = curveOf(Uint8Array.of(1, 0, 1, 0), Float64Array.of(0.9, 0.8, 0.8, 0.1));
    expect(curve?.corners).toEqual([
      { threshold: null, tp: 0, fp: 0 },
      { threshold: 0.9, tp: 1, fp: 0 },
      { threshold: 0.8, tp: 2, fp: 1 },
      { threshold: 0.1, tp: 2, fp: 2 },
    ]);
  });

  it('has the threshold that is best by any criterion and any costs', () => {
    const rows = fc.array(fc.record({ yes: fc.boolean(), p: fc.double({ min: 0, max: 1, noNaN: true }) }), { minLength: 600, maxLength: 900 }); // prettier-ignore
    fc.assert(
      fc.property(
        rows,
        fc.double({ min: 0.01, max: 50, noNaN: true }),
        fc.double({ min: 0.1, max: 5, noNaN: true }),
        (of, fn, beta) => {
          const positive = Uint8Array.from(of, ({ yes }) => (yes ? 1 : 0));
          const probability = Float64Array.from(of, ({ p }) => p);
          const curve = curveOf(positive, probability);
          if (!curve) return;
          const best = binaryReport(positive, positive, probability, {
            beta,
            costs: { tp: 0, fp: 1, fn, tn: 0 },
          }).ranking?.best;
          const { positives: P, negatives: N, corners } = curve;
          const least = Math.min(...corners.map(({ tp, fp }) => (fp + fn * (P - tp)) / (P + N)));
          expect(least).toBeCloseTo(best?.cost.value ?? NaN, 12);
          const f = corners.map(({ tp, fp }) => ((1 + beta ** 2) * tp) / (tp + fp + beta ** 2 * P));
          expect(Math.max(...f)).toBeCloseTo(best?.fbeta.value ?? NaN, 12);
          const youden = corners.map(({ tp, fp }) => tp / P - fp / N);
          expect(Math.max(...youden)).toBeCloseTo(best?.youden.value ?? NaN, 12);
        },
      ),
      { numRuns: 20, seed: 7 },
    );
  });
});
