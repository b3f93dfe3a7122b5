import { type BaselineQuestion, baselinesOf } from './baselines';
import { calendarColumns } from './calendar';
import { bestNaive } from './cross-validation';
import { kMeans, nearestCentres } from './kmeans';
import { constantNumbers } from './naive';

const times = <T>(n: number, of: (i: number) => T) => Array.from({ length: n }, (_, i) => of(i));
const DAY = 86_400_000;

describe('the naive model to beat', () => {
  const skewed = Float64Array.from(times(200, (i) => (i % 10 === 0 ? 1000 : i % 3)));
  const choose = (metric: 'mae' | 'rmse') =>
    bestNaive(
      { task: 'regression', metric, classes: 0, truth: skewed, seed: 's' },
      constantNumbers,
    );

  it('is the one that the metric prefers on rows it has not seen', () => {
    expect(choose('mae').kind).toBe('median');
    expect(choose('rmse').kind).toBe('mean');
    const [mean, median] = choose('mae').tried;
    expect(mean?.value).toBeGreaterThan(median!.value!);
  });

  it('is tried on rows of train that it was not made of: a model of all would win on its own rows', () => {
    // Folds of one row: the mean of the others never is the row itself.
    const { tried } = bestNaive(
      {
        task: 'regression',
        metric: 'mae',
        classes: 0,
        truth: Float64Array.of(0, 0, 0, 0, 5),
        seed: 's',
      },
      constantNumbers,
    );
    expect(tried[0]?.value).toBeCloseTo((4 * 1.25 + 5) / 5, 12);
  });

  it('keeps the rows of a group in one fold', () => {
    // Five groups of two; a fold is a group, so nothing of it is in its mean.
    const truth = Float64Array.from(times(10, (i) => (i < 2 ? 10 : 0)));
    const groups = Int32Array.from(times(10, (i) => i >> 1));
    for (const seed of ['s', 't', 'u', 'v']) {
      const { tried } = bestNaive(
        { task: 'regression', metric: 'mae', classes: 0, truth, groups, seed },
        constantNumbers,
      );
      expect(tried[0]?.value).toBeCloseTo((10 + 4 * 2.5) / 5, 12);
    }
  });

  it('is the first where train is too short for folds', () => {
    const { kind, tried } = bestNaive(
      { task: 'regression', metric: 'mae', classes: 0, truth: Float64Array.of(1, 2), seed: 's' },
      constantNumbers,
    );
    expect([kind, tried]).toEqual([
      'mean',
      [
        { kind: 'mean', value: null },
        { kind: 'median', value: null },
      ],
    ]);
  });
});

describe('the baselines of a forecast', () => {
  const question = (truth: number[], trained: number, time?: number[]): BaselineQuestion => ({
    task: 'forecasting',
    metric: 'mae',
    truth: Float64Array.from(truth),
    classes: 0,
    columns: [],
    train: Int32Array.from(times(trained, (i) => i)),
    held: Int32Array.from(times(truth.length - trained, (i) => trained + i)),
    ...(time && { time: Float64Array.from(time) }),
    seed: 's',
  });

  it('are the course’s: from the origin 647 twice, and one step at a time, which knows May, by its own name', () => {
    const { predictions, naive } = baselinesOf(question([515, 648, 629, 647, 822, 780], 4));
    const by = Object.fromEntries(predictions.map((each) => [each.kind, [...each.predicted]]));
    expect(by['last-value']).toEqual([647, 647]);
    expect(by['one-step-naive']).toEqual([647, 822]);
    expect(naive.tried.map(({ kind }) => kind)).not.toContain('one-step-naive');
  });

  it('choose last season’s values where seasons repeat and the level of train does not', () => {
    const weekly = times(200, (i) => (i % 7) * 10 + Math.sin(i));
    const { naive, predictions, reference } = baselinesOf(
      question(
        weekly,
        150,
        weekly.map((_, i) => i * DAY),
      ),
    );
    expect(naive.kind).toBe('seasonal-naive');
    expect(reference).toBe('reference-calendar');
    const found = predictions.find(({ kind }) => kind === reference)!.predicted;
    const missed = found.reduce((sum, p, i) => sum + Math.abs(p - weekly[150 + i]!), 0) / 50;
    expect(missed).toBeLessThan(1.2);
  });

  it('have each row’s calendar as far as train has seen it turn twice', () => {
    const rows = times(800, (i) => i);
    const names = (every: number, n: number, season = 1) =>
      calendarColumns(
        Float64Array.from(rows, (i) => i * every),
        Int32Array.from(rows.slice(0, n)),
        Int32Array.from(rows.slice(n)),
        season,
      ).map(({ name }) => name);
    expect(names(DAY, 731)).toEqual(['trend', 'weekday', 'month']);
    expect(names(DAY, 600)).toEqual(['trend', 'weekday']);
    expect(names(DAY / 24, 400, 24)).toEqual(['trend', 'hour', 'weekday']);
    expect(names(DAY, 20, 5)).toEqual(['trend', 'weekday', 'season']);
    expect(names(1, 400, 12)).toEqual(['trend', 'season']);
    expect(names(1, 400)).toEqual(['trend']);
  });
});

describe('the baselines of clusters', () => {
  it('are one for all, and k-means, which finds what is apart', () => {
    const x = Float64Array.from(times(90, (i) => (i % 3) * 100 + Math.sin(i)));
    const { predictions, naive, reference } = baselinesOf({
      task: 'clustering',
      metric: 'ari',
      truth: x.map((_, i) => i % 3),
      classes: 3,
      columns: [{ name: 'x', kind: 'number', values: x }],
      train: Int32Array.from(times(60, (i) => i)),
      held: Int32Array.from(times(30, (i) => 60 + i)),
      seed: 's',
    });
    expect([naive.kind, reference]).toEqual(['one-cluster', 'reference-k-means']);
    const clusters = predictions[1]!.predicted;
    expect(new Set(clusters)).toEqual(new Set([0, 1, 2]));
    clusters.forEach((cluster, i) => {
      expect(cluster).toBe(clusters[i % 3]);
    });
  });

  it('are the same for the same seed, and fewer where there are fewer points', () => {
    const values = Float64Array.from(times(60, (i) => (i * 7919) % 101));
    const points = { values, dimensions: 2 };
    expect(kMeans(points, 4, 'a')).toEqual(kMeans(points, 4, 'a'));
    const same = { values: new Float64Array(8).fill(3), dimensions: 2 };
    expect(kMeans(same, 3, 'a')).toEqual(Float64Array.of(3, 3));
    expect([...nearestCentres(same, Float64Array.of(3, 3))]).toEqual([0, 0, 0, 0]);
    expect(() => kMeans(points, 0, 'a')).toThrow(RangeError);
  });

  it('are the best of their starts: no centre sits between two heaps while another heap has two', () => {
    // Ten heaps, wide enough for a first centre to fall twice into one.
    const heaps = times(200, (i) => Math.floor(i / 20) * 10 + (i % 5));
    const points = { values: Float64Array.from(heaps), dimensions: 1 };
    for (const seed of times(10, String))
      expect([...kMeans(points, 10, seed).sort()]).toEqual(times(10, (c) => c * 10 + 2));
  });
});
