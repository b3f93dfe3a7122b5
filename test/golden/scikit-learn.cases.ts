import { generator } from '@holdout/ml/random';

/** A case as both sides read it. */
export type Case =
  | { readonly name: string; readonly task: 'regression'; truth: number[]; predicted: number[] }
  | {
      readonly name: string;
      readonly task: 'forecasting';
      readonly quantile: number;
      truth: number[];
      predicted: number[];
    }
  | {
      readonly name: string;
      readonly task: 'binary' | 'multiclass';
      readonly classes: number;
      truth: number[];
      predicted: number[];
      probability: number[];
    }
  | { readonly name: string; readonly task: 'clustering'; truth: number[]; predicted: number[] };

const list = <T>(length: number, of: (i: number) => T): T[] => Array.from({ length }, (_, i) => of(i));
const sizes = [1, 2, 3, 7, 16, 17, 33, 100, 1025, 3000];

/** Seeded, always the same: random ones and those on which metrics are known to trip. */
export const cases: readonly Case[] = [
  ...sizes.flatMap((n) => list(6, (i) => numbers(n, i))),
  ...oddNumbers(),
  ...sizes.flatMap((n) => list(8, (i) => twoClasses(n, i))),
  ...oddClasses(),
  ...sizes.flatMap((n) => list(8, (i) => manyClasses(n, 3 + (i % 5), i))),
  ...sizes.flatMap((n) => list(4, (i) => clusters(n, i))),
  { name: 'one cluster', task: 'clustering', truth: [0, 0, 0], predicted: [1, 1, 1] },
  { name: 'all alone', task: 'clustering', truth: [0, 1, 2], predicted: [2, 1, 0] },
  { name: 'one against all', task: 'clustering', truth: [0, 0, 0], predicted: [0, 1, 2] },
];

/** Even ones on a grid, so that values tie; some far from 0. */
function numbers(n: number, i: number): Case {
  const random = generator(`numbers ${n} ${i}`);
  const step = i % 2 === 0 ? 8 : 2 ** 30;
  const draw = () => Math.round(random() * step) / step;
  const offset = i === 4 ? 1e6 : 0;
  const truth = list(n, () => offset + 20 * draw() - 10);
  const predicted = truth.map((y) => y + 4 * draw() - 2);
  return i === 5
    ? { name: `series of ${n}`, task: 'forecasting', quantile: 0.8, truth, predicted }
    : { name: `numbers ${n}, ${i}`, task: 'regression', truth, predicted };
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
  ];
  return odd.map(([name, truth, predicted]) => ({ name, task: 'regression', truth, predicted }));
}

function twoClasses(n: number, i: number): Case {
  const random = generator(`two ${n} ${i}`);
  const prevalence = [0.5, 0.1, 0.9, 0.3][i % 4]!;
  const step = i % 2 === 0 ? 10 : 2 ** 30;
  const truth = list(n, () => (random() < prevalence ? 1 : 0));
  const probability = truth.map((y) => Math.round((0.3 * y + 0.7 * random()) * step) / step);
  return {
    name: `two classes ${n}, ${i}`,
    task: 'binary',
    classes: 2,
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
    truth: [0, 0, 1, 1, 0, 1, 0, 0, 1, 0],
    predicted: [0, 1, 0, 1, 0, 0, 0, 0, 1, 1],
    probability: [0, 1, 0, 1, 0, 0, 0, 0, 1, 1],
  };
  return [
    ...odd.map(([name, truth, predicted, probability]): Case => ({
      name,
      task: 'binary',
      classes: 2,
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
    truth,
    predicted: truth.map((y) => (random() < 0.6 ? y : Math.floor(random() * classes))),
    probability,
  };
}

function clusters(n: number, i: number): Case {
  const random = generator(`clusters ${n} ${i}`);
  const truth = list(n, () => Math.floor(random() * (i + 1)));
  return {
    name: `clusters ${n}, ${i}`,
    task: 'clustering',
    truth,
    predicted: truth.map((y) => (random() < 0.7 ? (y * 7) % 5 : Math.floor(random() * 4))),
  };
}
