import { averagePrecision, rocAuc, sortedByClass } from '../metrics/ranking';
import { multiclassAuc } from '../metrics/multiclass-auc';
import { generator } from '../random';
import { aucEnds, delongVariance, newcombe, pairedAucError, placements } from './auc';
import { averagePrecisionInfluence, ovrInfluence } from './influence';

/** Labels and scores with many ties. */
function sample(rows: number, seed: string) {
  const random = generator(seed);
  const positive = Uint8Array.from({ length: rows }, () => (random() < 0.4 ? 1 : 0));
  const score = Float64Array.from(positive, (y) => Math.round(8 * (0.3 * y + 0.7 * random())) / 8);
  return { positive, score };
}

const half = (a: number, b: number) => (a > b ? 1 : a === b ? 0.5 : 0);

/** DeLong, DeLong and Clarke-Pearson as written, pair by pair. */
function slowly(positive: Uint8Array, score: Float64Array) {
  const yes = [...score].filter((_, i) => positive[i] === 1);
  const no = [...score].filter((_, i) => positive[i] === 0);
  const mean = (values: number[]) => values.reduce((sum, x) => sum + x, 0) / values.length;
  const v10 = yes.map((x) => mean(no.map((y) => half(x, y))));
  const v01 = no.map((y) => mean(yes.map((x) => half(x, y))));
  const covariance = (a: number[], b: number[]) =>
    a.reduce((sum, x, i) => sum + (x - mean(a)) * (b[i]! - mean(b)), 0) / (a.length - 1);
  return { v10, v01, covariance };
}

describe('DeLong', () => {
  it.each(['a', 'b', 'c'])(
    'has the variance that counting pairs gives, ties and all (%s)',
    (seed) => {
      const { positive, score } = sample(60, seed);
      const { v10, v01, covariance } = slowly(positive, score);
      expect(delongVariance(sortedByClass(positive, score))).toBeCloseTo(
        covariance(v10, v10) / v10.length + covariance(v01, v01) / v01.length,
        14,
      );
      const placed = [...placements(positive, score)];
      expect(placed.filter((_, i) => positive[i] === 1)).toEqual(
        v10.map((x) => expect.closeTo(x, 14) as number),
      );
      expect(placed.filter((_, i) => positive[i] === 0)).toEqual(
        v01.map((x) => expect.closeTo(x, 14) as number),
      );
    },
  );

  it('pairs two models on the same rows by the covariance of their placements', () => {
    const { positive, score } = sample(80, 'one');
    const random = generator('two');
    const other = score.map((s) => s + 0.2 * random());
    const a = slowly(positive, score);
    const b = slowly(positive, other);
    const variance = (['v10', 'v01'] as const).reduce(
      (sum, v) =>
        sum +
        (a.covariance(a[v], a[v]) + a.covariance(b[v], b[v]) - 2 * a.covariance(a[v], b[v])) /
          a[v].length,
      0,
    );
    expect(pairedAucError(positive, score, other)).toBeCloseTo(Math.sqrt(variance), 12);
    expect(pairedAucError(positive, score, score)).toBe(0);
  });

  it('keeps the ends inside 0 and 1 and holds the figure', () => {
    const positive = Uint8Array.from([0, 0, 0, 0, 1, 1, 1, 1]);
    const score = Float64Array.from([1, 2, 3, 5, 4, 6, 7, 8]);
    const { low, high } = aucEnds(15 / 16, sortedByClass(positive, score));
    expect(low).toBeGreaterThan(0);
    expect(low).toBeLessThan(15 / 16);
    expect(high).toBeGreaterThan(15 / 16);
    expect(high).toBeLessThan(1);
  });
});

describe('Newcombe’s method 5', () => {
  it('solves its own equation at both ends', () => {
    const [m, n, auc] = [12, 30, 0.8];
    const star = (m + n) / 2 - 1;
    const reach = (t: number) =>
      1.959963984540054 *
      Math.sqrt((t * (1 - t) * (1 + star * ((1 - t) / (2 - t) + t / (1 + t)))) / (m * n));
    const { low, high } = newcombe(auc, m, n);
    expect(auc - low).toBeCloseTo(reach(low), 10);
    expect(high - auc).toBeCloseTo(reach(high), 10);
  });

  it('has a width where the AUC is exactly 1 or 0, wider with fewer rows', () => {
    const few = newcombe(1, 5, 5);
    const many = newcombe(1, 500, 500);
    expect(few.high).toBe(1);
    expect(few.low).toBeLessThan(0.8);
    expect(many.low).toBeGreaterThan(0.98);
    expect(newcombe(0, 5, 5)).toEqual({ low: 0, high: expect.closeTo(1 - few.low, 12) });
  });

  it('takes over where DeLong’s variance says nothing: one positive row, or no two scores differ', () => {
    const lone = sortedByClass(Uint8Array.from([1, 0, 0]), Float64Array.from([2, 1, 3]));
    expect(aucEnds(0.5, lone)).toEqual(newcombe(0.5, 1, 2));
    const flat = sortedByClass(Uint8Array.from([1, 1, 0, 0]), Float64Array.from([1, 1, 1, 1]));
    expect(aucEnds(0.5, flat)).toEqual(newcombe(0.5, 2, 2));
  });
});

describe('influence', () => {
  /** The derivative by a row's weight, as the difference that three more copies of a hundred make. */
  function derivative(
    rows: number,
    figure: (order: readonly number[]) => number,
    row: number,
  ): number {
    const copies = Array.from({ length: 400 }, () => [...Array(rows).keys()]).flat();
    const more = figure([...copies, row]);
    return (more - figure(copies)) * 400;
  }

  it('is what another copy of the row does to the average precision', () => {
    const { positive, score } = sample(30, 'ap');
    const influence = averagePrecisionInfluence(positive, score);
    const figure = (order: readonly number[]) =>
      averagePrecision(
        Uint8Array.from(order, (i) => positive[i]!),
        Float64Array.from(order, (i) => score[i]!),
      ).value!;
    for (const row of [0, 7, 19, 29])
      expect(influence[row]).toBeCloseTo(derivative(30, figure, row), 4);
    expect(influence.reduce((sum, x) => sum + x, 0)).toBeCloseTo(0, 12);
  });

  it('is what another copy of the row does to the mean one-against-the-rest AUC', () => {
    const random = generator('ovr');
    const truth = Uint16Array.from({ length: 30 }, (_, i) => i % 3);
    const probability = Float64Array.from({ length: 90 }, () => Math.round(10 * random()) / 10);
    const influence = ovrInfluence(truth, probability, 3);
    const figure = (order: readonly number[]) =>
      multiclassAuc(
        Uint16Array.from(order, (i) => truth[i]!),
        Float64Array.from(order.flatMap((i) => [...probability.subarray(3 * i, 3 * i + 3)])),
        3,
      ).ovr.value!;
    for (const row of [0, 1, 2, 17])
      expect(influence[row]).toBeCloseTo(derivative(30, figure, row), 4);
    expect(influence.reduce((sum, x) => sum + x, 0)).toBeCloseTo(0, 12);
  });

  it('belongs to a figure that equals the plain one', () => {
    const { positive, score } = sample(50, 'plain');
    const placed = placements(positive, score);
    const own = placed.filter((_, i) => positive[i] === 1);
    expect(own.reduce((sum, x) => sum + x, 0) / own.length).toBeCloseTo(
      rocAuc(positive, score).value!,
      12,
    );
  });
});
