import fc from 'fast-check';

import { largestTriangles, prCurve, rocCurve, thinned, thinnedPr } from './curves';
import { multiclassAuc } from './multiclass-auc';
import {
  binaryLogLoss,
  brier,
  calibrationCurve,
  calibrationError,
  logLoss,
  multiclassBrier,
  topK,
} from './probability';
import { aucOfTurns, averagePrecision, corners, rocAuc, sortedByClass, turns } from './ranking';
import { lossesOf } from './losses';
import { sortAscending } from './sort';
import { bestThresholds } from './thresholds';

const auc = (truth: readonly number[], score: readonly number[]) =>
  rocAuc(Uint8Array.from(truth), Float64Array.from(score));

/** Scores on a coarse grid, so that many tie. */
const ranked = fc.array(fc.tuple(fc.nat({ max: 1 }), fc.nat({ max: 6 })), {
  minLength: 1,
  maxLength: 40,
});

describe('AUC', () => {
  it('is 1, 0 and ½ of a perfect, a reversed and a blind ranking', () => {
    expect(auc([0, 0, 1, 1], [1, 2, 3, 4])).toEqual({ value: 1 });
    expect(auc([0, 0, 1, 1], [4, 3, 2, 1])).toEqual({ value: 0 });
    expect(auc([0, 0, 1, 1], [7, 7, 7, 7])).toEqual({ value: 0.5 });
  });

  it('is undefined, with the reason, where a class is missing or nothing is there', () => {
    expect(auc([1, 1], [1, 2])).toEqual({ value: null, reason: 'one-class' });
    expect(auc([0], [1])).toEqual({ value: null, reason: 'one-class' });
    expect(auc([], [])).toEqual({ value: null, reason: 'no-rows' });
  });

  it('always equals the share of pairs in the right order, ties half; swapped classes give 1 − AUC', () => {
    fc.assert(
      fc.property(ranked, (rows) => {
        const truth = rows.map(([y]) => y);
        const score = rows.map(([, s]) => s);
        let pairs = 0;
        let twice = 0;
        for (const [y, s] of rows)
          for (const [other, t] of rows)
            if (y === 1 && other === 0) {
              pairs++;
              twice += s > t ? 2 : s === t ? 1 : 0;
            }
        const { value } = auc(truth, score);
        if (pairs === 0) {
          expect(value).toBeNull();
          return;
        }
        expect(value).toBe(twice / (2 * pairs));
        const swapped = auc(
          truth.map((y) => 1 - y),
          score,
        );
        expect(Math.abs(swapped.value! - (1 - value!))).toBeLessThanOrEqual(2 ** -53);
      }),
      { numRuns: 300 },
    );
  });

  it('has an average precision that is the mean precision at the positives, 0 where there is none', () => {
    const ap = (truth: number[], score: number[]) =>
      averagePrecision(Uint8Array.from(truth), Float64Array.from(score));
    expect(ap([1, 0, 1, 0], [4, 3, 2, 1]).value).toBeCloseTo((1 + 2 / 3) / 2, 15);
    expect(ap([1, 0], [1, 1])).toEqual({ value: 0.5 });
    expect(ap([0, 0], [1, 2])).toEqual({ value: 0 });
    expect(ap([], [])).toMatchObject({ reason: 'no-rows' });
  });
});

describe('the corners at which a staircase turns', () => {
  it('give the same area, best thresholds and precision as all its corners, and are no more', () => {
    fc.assert(
      fc.property(ranked, (rows) => {
        const positive = Uint8Array.from(rows, ([y]) => y);
        const score = Float64Array.from(rows, ([, s]) => s);
        const sorted = sortedByClass(positive, score);
        const [all, few] = [corners(sorted), turns(sorted)];
        expect(few.thresholds[0]).toBe(Number.POSITIVE_INFINITY);
        expect(few.thresholds.length).toBeLessThanOrEqual(all.thresholds.length + 1);
        expect([few.tp.at(-1), few.fp.at(-1)]).toEqual([all.positives, all.negatives]);
        expect(aucOfTurns(few)).toEqual(auc([...positive], [...score]));
        let sum = 0;
        all.tp.forEach((tp, i) => (sum += ((tp - (all.tp[i - 1] ?? 0)) * tp) / (tp + all.fp[i]!)));
        expect(few.averagePrecision.value).toBeCloseTo(sum / Math.max(1, all.positives), 14);
        for (const costs of [undefined, { tp: -1, fp: 0.5, fn: 3, tn: 0 }])
          expect(bestThresholds(few, 2, costs)).toEqual(bestThresholds(all, 2, costs));
      }),
    );
  });

  it('take infinite scores for what they are', () => {
    const positive = Uint8Array.from([1, 0, 1, 0, 1]);
    const score = Float64Array.from([-Infinity, -Infinity, 1, Infinity, Infinity]);
    expect(aucOfTurns(turns(sortedByClass(positive, score)))).toEqual({ value: 0.5 });
    const alone = turns(sortedByClass(Uint8Array.from([1, 1]), Float64Array.from([-Infinity, 0])));
    expect([...alone.tp]).toEqual([0, 1, 2]);
  });
});

describe('several classes’ AUC', () => {
  it('is undefined where a class has no row, and still knows the others', () => {
    const areas = multiclassAuc(
      Uint16Array.from([0, 0, 1]),
      Float64Array.from([0.8, 0.1, 0.1, 0.6, 0.3, 0.1, 0.2, 0.7, 0.1]),
      3,
    );
    expect(areas.ovr).toEqual({ value: null, reason: 'class-missing' });
    expect(areas.ofClass).toEqual([1, 1, null]);
    expect(multiclassAuc(new Uint16Array(0), new Float64Array(0), 3).ovo).toMatchObject({
      reason: 'no-rows',
    });
  });

  it('sorts crowded columns like others: 600 rows of two values and one far away', () => {
    const n = 600;
    const truth = Uint16Array.from({ length: n }, (_, i) => i % 3);
    const probability = new Float64Array(3 * n);
    for (let i = 0; i < n; i++)
      for (let k = 0; k < 3; k++)
        probability[3 * i + k] = i === 0 ? 1e9 : k === truth[i] ? 2 + (i % 7) / 7 : (i % 5) / 4;
    const { ofClass } = multiclassAuc(truth, probability, 3);
    for (let k = 0; k < 3; k++) {
      const own = Uint8Array.from(truth, (y) => (y === k ? 1 : 0));
      const column = Float64Array.from({ length: n }, (_, i) => probability[3 * i + k]!);
      expect(ofClass[k]).toBe(rocAuc(own, column).value);
    }
  });
});

describe('probabilities', () => {
  it('cost ln 2 when blind, and 36.04 when certain and wrong: clipped at 2⁻⁵²', () => {
    const half = Float64Array.from([0.5, 0.5]);
    expect(binaryLogLoss(Uint8Array.from([0, 1]), half).value).toBeCloseTo(Math.LN2, 15);
    const wrong = binaryLogLoss(Uint8Array.from([1]), Float64Array.from([0]));
    expect(wrong.value).toBeCloseTo(52 * Math.LN2, 12);
    const right = binaryLogLoss(Uint8Array.from([1]), Float64Array.from([1]));
    expect(right.value).toBeCloseTo(0, 15);
  });

  it('are clipped where the challenge says', () => {
    const wrong = binaryLogLoss(Uint8Array.from([1]), Float64Array.from([0]), { clip: 0.01 });
    expect(wrong.value).toBeCloseTo(-Math.log(0.01), 14);
  });

  it('give the same loss for two classes as for two columns, in any number of rows', () => {
    for (const n of [1, 15, 16, 17, 100]) {
      const truth = Uint16Array.from({ length: n }, (_, i) => i % 2);
      const p = Float64Array.from({ length: n }, (_, i) => ((i * 7) % 11) / 10);
      const both = Float64Array.from([...p].flatMap((x) => [1 - x, x]));
      expect(logLoss(truth, both, 2).value).toBeCloseTo(binaryLogLoss(truth, p).value!, 12);
      expect(multiclassBrier(truth, both, 2).value).toBeCloseTo(2 * brier(truth, p).value!, 12);
    }
  });

  it('cost the same when sorted by class before, bin by bin', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat({ max: 1 }), fc.nat({ max: 40 })), { maxLength: 60 }),
        (rows) => {
          const positive = Uint8Array.from(rows, ([y]) => y);
          const p = Float64Array.from(rows, ([, k]) => k / 40);
          const losses = lossesOf(sortedByClass(positive, p));
          const near = (x: number | null) =>
            x === null ? null : (expect.closeTo(x, 12) as number);
          expect(losses.logLoss.value).toEqual(near(binaryLogLoss(positive, p).value));
          expect(losses.brier.value).toEqual(near(brier(positive, p).value));
          expect(losses.calibration).toEqual(
            calibrationCurve(positive, p).map((bin) => ({
              ...bin,
              predicted: near(bin.predicted),
            })),
          );
        },
      ),
    );
  });

  it('leave room for the logarithm of any product: ten thousand rows of certainty, all wrong', () => {
    const n = 10_000;
    const positive = Uint8Array.from({ length: n }, (_, i) => i % 2);
    const p = Float64Array.from(positive, (y) => 1 - y);
    const expected = expect.closeTo(52 * Math.LN2, 12) as number;
    expect(binaryLogLoss(positive, p).value).toEqual(expected);
    expect(lossesOf(sortedByClass(positive, p)).logLoss.value).toEqual(expected);
  });

  it('have no figure of no rows', () => {
    const none = new Float64Array(0);
    for (const figure of [
      binaryLogLoss(new Uint8Array(0), none),
      brier(new Uint8Array(0), none),
      logLoss(new Uint8Array(0), none, 3),
      multiclassBrier(new Uint16Array(0), none, 3),
      topK(new Uint16Array(0), none, 3, 2),
      calibrationError(calibrationCurve([], none)),
    ])
      expect(figure).toEqual({ value: null, reason: 'no-rows' });
  });

  it('fall into the bin below an edge, and 0 into the first', () => {
    const p = Float64Array.from([0, 0.1, 0.3, 0.30000000000000004, 1]);
    const bins = calibrationCurve([0, 1, 1, 0, 1], p);
    expect(bins.map(({ rows }) => rows)).toEqual([2, 0, 1, 1, 0, 0, 0, 0, 0, 1]);
    // 17/20 and the next number up, whose twentyfold is 17 after rounding.
    const twenty = calibrationCurve([1, 1], Float64Array.from([0.85, 0.8500000000000001]), 20);
    expect([twenty[16]!.rows, twenty[17]!.rows]).toEqual([1, 1]);
    // 7/25 stays below its own edge, though its twenty-fivefold is more than 7 after rounding.
    const many = calibrationCurve([1], Float64Array.from([0.28]), 25);
    expect(many.findIndex(({ rows }) => rows === 1)).toBe(6);
    expect(bins[1]).toMatchObject({ predicted: null, observed: null });
    expect(bins[9]).toMatchObject({ predicted: 1, observed: 1 });
  });

  it('count a tie for the later class, as top_k_accuracy_score does', () => {
    const flat = Float64Array.from([1 / 3, 1 / 3, 1 / 3]);
    expect(topK(Uint16Array.from([2]), flat, 3, 1)).toEqual({ value: 1 });
    expect(topK(Uint16Array.from([0]), flat, 3, 2)).toEqual({ value: 0 });
  });
});

describe('curves', () => {
  const positive = Uint8Array.from([0, 1, 0, 1, 1]);
  const score = Float64Array.from([0.1, 0.4, 0.4, 0.8, 0.9]);

  it('begin at nobody called, take a block of ties in one step and end at everybody', () => {
    const roc = rocCurve(positive, score)!;
    expect([...roc.truePositives]).toEqual([0, 1 / 3, 2 / 3, 1, 1]);
    expect([...roc.falsePositives]).toEqual([0, 0, 0, 0.5, 1]);
    expect([...roc.thresholds]).toEqual([Number.POSITIVE_INFINITY, 0.9, 0.8, 0.4, 0.1]);
    const pr = prCurve(positive, score)!;
    expect([...pr.precision]).toEqual([1, 1, 1, 0.75, 0.6]);
  });

  it('are not there where their denominators are 0', () => {
    expect(rocCurve(Uint8Array.from([1]), Float64Array.from([1]))).toBeUndefined();
    expect(prCurve(Uint8Array.from([0]), Float64Array.from([1]))).toBeUndefined();
  });

  it('keep both ends and the corner when thinned for a picture', () => {
    const n = 1001;
    const labels = Uint8Array.from({ length: n }, (_, i) => (i < 500 ? 0 : 1));
    const curve = rocCurve(labels, Float64Array.from(labels.keys()))!;
    const points = thinned(curve, 10);
    expect(points).toHaveLength(10);
    expect(points[0]).toEqual({ fpr: 0, tpr: 0, threshold: null });
    expect(points.at(-1)).toEqual({ fpr: 1, tpr: 1, threshold: 0 });
    expect(points.some(({ fpr, tpr }) => fpr < 0.01 && tpr > 0.99)).toBe(true);
    expect(thinnedPr(prCurve(positive, score)!, 100)).toHaveLength(5);
    const line = Float64Array.from([0, 1, 2, 3]);
    expect([1, 2].map((points) => largestTriangles(line, line, points))).toEqual([[0], [0, 3]]);
    expect(largestTriangles(line, line, 0)).toEqual([]);
  });

  it('yield the best threshold by each criterion, the highest of equals', () => {
    const best = bestThresholds(corners(sortedByClass(positive, score)), 2);
    expect(best.youden).toEqual({ threshold: 0.8, value: 2 / 3 });
    expect(best.f1.threshold).toBe(0.4);
    expect(best.fbeta.threshold).toBe(0.4);
    expect(best.cost).toEqual({ threshold: 0.8, value: 0.2 });
  });

  it('call nobody positive where a false alarm costs too much', () => {
    const best = bestThresholds(corners(sortedByClass(positive, score)), 2, {
      tp: 10,
      fp: 10,
      fn: 1,
      tn: 0,
    });
    expect(best.cost).toEqual({ threshold: null, value: 0.6 });
  });
});

describe('sorting', () => {
  /** Where one differs from the other first; -1 where nowhere. */
  const difference = (one: Float64Array, other: Float64Array) =>
    one.length === other.length ? one.findIndex((x, i) => !Object.is(x, other[i])) : 0;

  it.each([
    ['spread', (i: number) => Math.sin(i) * 1e6],
    ['crowded', (i: number) => (i === 0 ? 1e300 : (i * 7919) % 13)],
    ['wider than a number', (i: number) => (i % 2 ? 1.7e308 : -1.7e308)],
    ['all alike', () => 3],
    ['subnormal', (i: number) => ((i * 31) % 97) * 5e-324],
    ['crowded at many scales', (i: number) => 2 ** -((i * 7919) % 1000)],
    ['infinite at an end', (i: number) => (i === 5 ? Number.POSITIVE_INFINITY : -i)],
  ])('equals the native sort where values are %s', (_, of) => {
    for (const n of [3001, 20_002]) {
      const values = Float64Array.from({ length: n }, (_, i) => of(i));
      const sorted = values.slice().sort();
      expect(difference(sortAscending(values.slice()), sorted)).toBe(-1);
      const flags = Uint8Array.from(values, (_, i) => (i % 3 === 0 ? 1 : 0));
      const { positive, negative } = sortedByClass(flags, values);
      expect(difference(positive, values.filter((_, i) => i % 3 === 0).sort())).toBe(-1);
      expect(difference(negative, values.filter((_, i) => i % 3 !== 0).sort())).toBe(-1);
    }
  });
});
