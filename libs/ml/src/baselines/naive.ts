import { median, meanOf } from '../metrics';
import { generator } from '../random';

/** Predictions of rows in the order asked; probabilities as `StoredPredictions` has them, null where there are none. */
export interface BaselinePredictions {
  readonly kind: string;
  readonly predicted: Float64Array;
  readonly probability: Float64Array | null;
}

const numbers = (kind: string, predicted: Float64Array): BaselinePredictions => ({
  kind,
  predicted,
  probability: null,
});

/** The mean and the median of train for every row (scikit-learn's DummyRegressor). */
export function constantNumbers(train: Float64Array, rows: number): BaselinePredictions[] {
  return [
    numbers('mean', new Float64Array(rows).fill(meanOf(train))),
    numbers('median', new Float64Array(rows).fill(median(Float64Array.from(train)))),
  ];
}

/**
 * From one origin, the end of train: the last value for every row after it, and the values of the last season again and
 * again. `train` is in time order and not empty; rows follow it in time order. Without a season, or with less than
 * one in train, only the first.
 */
export function lastValues(train: Float64Array, rows: number, season = 1): BaselinePredictions[] {
  const n = train.length;
  const last = numbers('last-value', new Float64Array(rows).fill(train[n - 1]!));
  if (season < 2 || season > n) return [last];
  return [
    last,
    numbers(
      'seasonal-naive',
      Float64Array.from({ length: rows }, (_, i) => train[n - season + (i % season)]!),
    ),
  ];
}

/**
 * What was true one step before, row by row in time order: the only one here that reads the truth of what it predicts
 * (of the row before), so no submission can follow it, and it is never the baseline of a skill. `last` is the last value
 * of train.
 */
export function oneStepNaive(truth: Float64Array, last: number): BaselinePredictions {
  return numbers(
    'one-step-naive',
    truth.map((_, i) => (i === 0 ? last : truth[i - 1]!)),
  );
}

/** Every row in one cluster. */
export const oneCluster = (rows: number): BaselinePredictions =>
  numbers('one-cluster', new Float64Array(rows));

/** How many rows of each class. */
function classCounts(codes: Int32Array, classes: number): Float64Array {
  const counts = new Float64Array(classes);
  for (const code of codes) counts[code]! += 1;
  return counts;
}

/**
 * The majority class of train (the first of equals) with certainty, the same class with the shares of train as
 * probabilities, and classes drawn by those shares (DummyClassifier: most_frequent, prior, stratified). Seeded.
 */
export function constantClasses(
  train: Int32Array,
  classes: number,
  rows: number,
  seed: string,
): BaselinePredictions[] {
  const counts = classCounts(train, classes);
  const most = counts.indexOf(Math.max(...counts));
  const shares = counts.map((count) => count / train.length);
  const majority = new Float64Array(rows).fill(most);
  const drawn = drawnClasses(shares, rows, seed);
  return [
    { kind: 'majority', predicted: majority, probability: certain(majority, classes) },
    { kind: 'prior', predicted: majority, probability: repeated(shares, rows) },
    { kind: 'stratified', predicted: drawn, probability: certain(drawn, classes) },
  ];
}

function drawnClasses(shares: Float64Array, rows: number, seed: string): Float64Array {
  const random = generator(seed);
  return Float64Array.from({ length: rows }, () => {
    let left = random();
    let code = 0;
    while (code < shares.length - 1 && left >= shares[code]!) left -= shares[code++]!;
    return code;
  });
}

function certain(predicted: Float64Array, classes: number): Float64Array {
  if (classes === 2) return Float64Array.from(predicted);
  const all = new Float64Array(predicted.length * classes);
  predicted.forEach((code, i) => (all[i * classes + code] = 1));
  return all;
}

function repeated(shares: Float64Array, rows: number): Float64Array {
  if (shares.length === 2) return new Float64Array(rows).fill(shares[1]!);
  const all = new Float64Array(rows * shares.length);
  for (let i = 0; i < rows; i++) all.set(shares, i * shares.length);
  return all;
}
