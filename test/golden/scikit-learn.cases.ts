import { generator } from '@holdout/ml/random';

/** A case as both sides read it. */
export type Case =
  | {
      readonly name: string;
      readonly task: 'regression';
      readonly features?: number;
      truth: number[];
      predicted: number[];
    }
  | {
      readonly name: string;
      readonly task: 'forecasting';
      readonly quantile: number;
      readonly season: number;
      readonly train: number[];
      truth: number[];
      predicted: number[];
    }
  | {
      readonly name: string;
      readonly task: 'binary' | 'multiclass';
      readonly classes: number;
      readonly beta: number;
      readonly k: number;
      truth: number[];
      predicted: number[];
      probability: number[];
    }
  | {
      readonly name: string;
      readonly task: 'clustering';
      truth: number[];
      predicted: number[];
      /** Two coordinates a row; none where n² distances would take too long. */
      points: number[];
    };

const list = <T>(length: number, of: (i: number) => T): T[] => Array.from({ length }, (_, i) => of(i));
const SIZES = [1, 2, 3, 4, 5, 7, 10, 16, 17, 33, 64, 100, 257, 513, 1025];
const LARGE = [8193];
const HUGE = 100_000;

/** Seeded, always the same: random ones and those on which metrics are known to trip. */
export const cases: readonly Case[] = [
  ...SIZES.flatMap((n) => [
    ...list(9, (i) => numbers(n, i)),
    ...list(8, (i) => twoClasses(n, i)),
    ...list(6, (i) => manyClasses(n, 3 + (i % 5), i)),
    ...list(7, (i) => clusters(n, i)),
  ]),
  ...LARGE.flatMap((n) => [
    ...list(9, (i) => numbers(n, i)),
    ...list(4, (i) => twoClasses(n, i)),
    ...list(2, (i) => manyClasses(n, 4, i)),
    ...list(2, (i) => clusters(n, i)),
  ]),
  ...[5, 6].map((i) => numbers(HUGE, i)),
  ...[1].map((i) => twoClasses(HUGE, i)),
  manyClasses(HUGE, 3, 0),
  clusters(HUGE, 4),
  ...oddNumbers(),
  ...oddClasses(),
  ...oddClusters(),
];

/** Even ones on a grid, so that values tie; some on an offset of a million or a billion, some constant. */
function numbers(n: number, i: number): Case {
  const random = generator(`numbers ${n} ${i}`);
  const step = i % 2 === 0 ? 8 : 2 ** 30;
  const draw = () => Math.round(random() * step) / step;
  const offset = [0, 0, 0, 0, 1e6, 0, 1e9, -1e9, 0][i]!;
  const truth = list(n, () => (i === 8 ? 0.1 : offset + 20 * draw() - 10));
  const predicted = truth.map((y) => y + 4 * draw() - 2);
  const name = `numbers ${n}, ${i}`;
  if (i !== 5) return { name, task: 'regression', features: i, truth, predicted };
  const train = list(n + 2, () => 20 * draw());
  return { name, task: 'forecasting', quantile: 0.8, season: 1 + (n % 4), train, truth, predicted };
}

function oddNumbers(): Case[] {
  const odd: [string, number[], number[]][] = [
    ['constant target, hit', [5, 5, 5], [5, 5, 5]],
    ['constant target, missed', [5, 5, 5], [5, 5, 6]],
    ['constant target, missed by a constant', [5, 5, 5], [6, 6, 6]],
    ['constant target of tenths', list(10, () => 0.1), list(10, () => 0.1)],
    ['constant error', [1, 2, 3, 4], [2, 3, 4, 5]],
    ['constant prediction', [1, 2, 3, 4], [2.5, 2.5, 2.5, 2.5]],
    ['zeros in the truth', [0, 0, 1], [0, 1e-3, 1]],
    ['perfect', [1, 2, 3], [1, 2, 3]],
    ['tiny', [1e-200, 2e-200, 4e-200], [1e-200, 3e-200, 2e-200]],
    ['huge', [1e150, 2e150, 4e150], [1e150, 3e150, 2e150]],
    ['negative zero', [-0, 0, 1], [0, -0, 1]],
    ['worse than the mean', [1, 2, 3], [3, 2, 1]],
    ['a billion and thirds', list(60, (i) => 1e9 + i / 3), list(60, (i) => 1e9 + i / 3 + 1 / 7)],
    ['one far away', [1e9, 1, 2, 3, 4, 5, 6, 7], [1e9, 1.5, 2, 3, 4, 5, 6, 7]],
    ['sums that cancel', [1e8, -1e8, 1, -1], [1e8 + 1, -1e8 + 1, 1, 1]],
    ['an error of an ulp', [1, 2, 3], [1 + 2 ** -52, 2, 3 - 2 ** -51]],
  ];
  return odd.map(([name, truth, predicted]) => ({ name, task: 'regression', truth, predicted }));
}

function twoClasses(n: number, i: number): Case {
  const random = generator(`two ${n} ${i}`);
  const prevalence = [0.5, 0.1, 0.9, 0.3, 0.01][i % 5]!;
  // Ten probabilities, a billion, or such as lie at many scales.
  const shape = [
    (p: number) => Math.round(p * 10) / 10,
    (p: number) => Math.round(p * 2 ** 30) / 2 ** 30,
    (p: number) => p ** 40,
  ][i % 3]!;
  const truth = list(n, () => (random() < prevalence ? 1 : 0));
  const probability = truth.map((y) => shape(0.3 * y + 0.7 * random()));
  return {
    name: `two classes ${n}, ${i}`,
    task: 'binary',
    classes: 2,
    beta: [2, 0.5, 1][i % 3]!,
    k: 1,
    truth,
    predicted: probability.map((p) => (p >= 0.5 ? 1 : 0)),
    probability,
  };
}

function oddClasses(): Case[] {
  const odd: [string, number[], number[], number[]][] = [
    ['only negatives, all called so', [0, 0, 0], [0, 0, 0], [0.1, 0.2, 0.3]],
    ['only positives, all called so', [1, 1, 1], [1, 1, 1], [0.9, 0.8, 1]],
    ['only positives, none called so', [1, 1, 1], [0, 0, 0], [0.1, 0.2, 0]],
    ['nobody called positive', [0, 0, 1, 1], [0, 0, 0, 0], [0.1, 0.1, 0.1, 0.1]],
    ['everybody called positive', [0, 0, 1, 1], [1, 1, 1, 1], [0.9, 0.9, 0.9, 0.9]],
    ['all the wrong way round', [0, 0, 1, 1], [1, 1, 0, 0], [1, 1, 0, 0]],
    ['certain and right', [0, 1, 0, 1], [0, 1, 0, 1], [0, 1, 0, 1]],
    ['scores that differ by an ulp', [0, 1, 1], [0, 1, 1], [0.3, 0.1 + 0.2, 0.3]],
    ['tiny scores', [0, 1, 0, 1], [0, 0, 0, 0], [0, 1e-300, 5e-324, 1e-16]],
  ];
  const course: Case = {
    name: 'marketing',
    task: 'binary',
    classes: 2,
    beta: 2,
    k: 1,
    truth: [0, 0, 1, 1, 0, 1, 0, 0, 1, 0],
    predicted: [0, 1, 0, 1, 0, 0, 0, 0, 1, 1],
    probability: [0, 1, 0, 1, 0, 0, 0, 0, 1, 1],
  };
  return [
    ...odd.map(([name, truth, predicted, probability]): Case => ({
      name,
      task: 'binary',
      classes: 2,
      beta: 2,
      k: 1,
      truth,
      predicted,
      probability,
    })),
    course,
  ];
}

/** Odd ones lack a class in the truth. */
function manyClasses(n: number, classes: number, i: number): Case {
  const random = generator(`many ${n} ${i}`);
  const present = i % 2 === 0 ? classes : classes - 1;
  const truth = list(n, () => Math.floor(random() * present));
  const probability = truth.flatMap((y) => {
    const raw = list(classes, (k) => (k === y ? 1 : 0) + Math.round(random() * 6) / 3 + 0.125);
    const sum = raw.reduce((a, b) => a + b, 0);
    return raw.map((p) => p / sum);
  });
  return {
    name: `${classes} classes ${n}, ${i}`,
    task: 'multiclass',
    classes,
    beta: i % 3 === 0 ? 2 : 0.5,
    k: 1 + (i % (classes - 1)),
    truth,
    predicted: truth.map((y) => (random() < 0.6 ? y : Math.floor(random() * classes))),
    probability,
  };
}

function clusters(n: number, i: number): Case {
  const random = generator(`clusters ${n} ${i}`);
  const truth = list(n, () => Math.floor(random() * (i + 1)));
  const predicted = truth.map((y) => (random() < 0.7 ? (y * 7) % 5 : Math.floor(random() * 4)));
  return {
    name: `clusters ${n}, ${i}`,
    task: 'clustering',
    truth,
    predicted,
    points: n > 600 ? [] : predicted.flatMap((c) => [c + random(), Math.round(c * random())]),
  };
}

function oddClusters(): Case[] {
  const odd: [string, number[], number[], number[]][] = [
    ['one cluster', [0, 0, 0], [1, 1, 1], [1, 2, 3, 4, 5, 6]],
    ['all alone', [0, 1, 2], [2, 1, 0], [1, 2, 3, 4, 5, 6]],
    ['one against all', [0, 0, 0], [0, 1, 2], [1, 2, 3, 4, 5, 6]],
    ['one place', [0, 0, 1, 1], [0, 0, 1, 1], [1, 1, 1, 1, 1, 1, 1, 1]],
    ['independent', [0, 0, 1, 1], [0, 1, 0, 1], [0, 0, 1, 1, 0, 1, 1, 0]],
    ['one of them alone', [0, 0, 1], [0, 0, 1], [0, 0, 1, 1, 9, 9]],
  ];
  return odd.map(([name, truth, predicted, points]) => ({
    name,
    task: 'clustering',
    truth,
    predicted,
    points,
  }));
}
