import {
  AVERAGED,
  type ClassFigures,
  type ConfusionMatrix,
  classFigures,
  kappaOf,
  mccOf,
} from '../metrics/confusion';
import type { MetricName } from '../metrics/registry';

const WIDTH = AVERAGED.length;
const MACRO = 4;
const MICRO = MACRO + WIDTH;
const WEIGHTED = MICRO + WIDTH;
const POSITIVE = WEIGHTED + WIDTH;
const LENGTH = POSITIVE + WIDTH;

const PLACES = new Map<MetricName, number>(
  (
    [
      'accuracy',
      'balanced_accuracy',
      'mcc',
      'cohen_kappa',
      ...AVERAGED.map((name) => `${name}_macro` as const),
      ...AVERAGED.map((name) => `${name}_micro` as const),
      ...AVERAGED.map((name) => `${name}_weighted` as const),
      ...AVERAGED,
    ] as const satisfies MetricName[]
  ).map((metric, place) => [metric, place]),
);

/** Which figures a confusion matrix gives. */
export const isOfMatrix = (metric: MetricName): boolean => PLACES.has(metric);

/** Where a figure stands among {@link MatrixFigures.values}. */
export function placeOf(metric: MetricName): number {
  const place = PLACES.get(metric);
  if (place === undefined) throw new RangeError(`${metric} is not a figure of a confusion matrix`);
  return place;
}

/**
 * What `figuresOfMatrix` gives, for confusion matrices by the thousand: numbers at fixed places instead of an object a
 * figure. A matrix must have rows; what is undefined is NaN.
 */
export class MatrixFigures {
  /** Of the matrix that was set last. Shares of one class are the positive one's, class 1. */
  readonly values = new Float64Array(LENGTH);
  private readonly real: Float64Array;
  private readonly called: Float64Array;

  constructor(
    private readonly classes: number,
    private readonly beta: number,
  ) {
    this.real = new Float64Array(classes);
    this.called = new Float64Array(classes);
  }

  set({ counts, rows }: Pick<ConfusionMatrix, 'counts' | 'rows'>): void {
    const { values, real, called, classes, beta } = this;
    values.fill(0);
    const right = this.margins(counts);
    let recalls = 0;
    let inTruth = 0;
    let present = 0;
    for (let k = 0; k < classes; k++) {
      const tp = counts[k * classes + k]!;
      const fp = called[k]! - tp;
      const fn = real[k]! - tp;
      const figures = classFigures({ tp, fp, fn, tn: rows - tp - fp - fn }, beta);
      if (k === 1) add(values, POSITIVE, figures, 1);
      add(values, WEIGHTED, figures, real[k]! / rows);
      if (real[k] === 0 && called[k] === 0) continue;
      add(values, MACRO, figures, 1);
      present++;
      if (real[k] === 0) continue;
      recalls += figures.recall;
      inTruth++;
    }
    for (let j = 0; j < WIDTH; j++) values[MACRO + j]! /= present;
    const wrong = rows - right;
    const tn = rows * (classes - 1) - wrong;
    add(values, MICRO, classFigures({ tp: right, fp: wrong, fn: wrong, tn }, beta), 1);
    values[0] = right / rows;
    values[1] = recalls / inTruth;
    values[2] = mccOf(real, called, right, rows);
    values[3] = kappaOf(real, called, right, rows).value ?? Number.NaN;
  }

  /** How many rows each class has, in truth and as called; answers how many are right. */
  private margins(counts: Float64Array): number {
    const { real, called, classes } = this;
    called.fill(0);
    let right = 0;
    for (let k = 0, at = 0; k < classes; k++) {
      let sum = 0;
      right += counts[at + k]!;
      for (let j = 0; j < classes; j++, at++) {
        sum += counts[at]!;
        called[j]! += counts[at]!;
      }
      real[k] = sum;
    }
    return right;
  }
}

/** In the order of AVERAGED. */
function add(into: Float64Array, at: number, figures: ClassFigures, weight: number): void {
  into[at]! += weight * figures.recall;
  into[at + 1]! += weight * figures.precision;
  into[at + 2]! += weight * figures.specificity;
  into[at + 3]! += weight * figures.npv;
  into[at + 4]! += weight * figures.fpr;
  into[at + 5]! += weight * figures.fnr;
  into[at + 6]! += weight * figures.f1;
  into[at + 7]! += weight * figures.fbeta;
}
