import { type Figure, figure, ratio, undefinedFigure } from './figure';

/** Counts of K classes: `counts[t * K + p]` rows of truth t were called p. Rows = truth, as scikit-learn has it. */
export interface ConfusionMatrix {
  readonly classes: number;
  readonly rows: number;
  readonly counts: Float64Array;
}

/** One pass. Codes are 0 … classes − 1. */
export function confusionMatrix(
  truth: Uint16Array,
  predicted: Uint16Array,
  classes: number,
): ConfusionMatrix {
  const n = truth.length;
  if (predicted.length !== n)
    throw new RangeError(`${n} truths and ${predicted.length} predictions`);
  const cells = new Uint32Array(classes * classes);
  const other = new Uint32Array(classes * classes); // two histograms: equal neighbours do not wait for each other's store
  let i = 0;
  for (; i + 1 < n; i += 2) {
    cells[truth[i]! * classes + predicted[i]!]! += 1;
    other[truth[i + 1]! * classes + predicted[i + 1]!]! += 1;
  }
  if (i < n) cells[truth[i]! * classes + predicted[i]!]! += 1;
  const counts = Float64Array.from(cells, (count, at) => count + other[at]!);
  return { classes, rows: n, counts };
}

/** What one class looks like against all the others. */
export interface OneVersusRest {
  readonly tp: number;
  readonly fp: number;
  readonly fn: number;
  readonly tn: number;
}

export function oneVersusRest(
  { counts, classes, rows }: ConfusionMatrix,
  of: number,
): OneVersusRest {
  let called = 0;
  let real = 0;
  for (let k = 0; k < classes; k++) {
    called += counts[k * classes + of]!;
    real += counts[of * classes + k]!;
  }
  const tp = counts[of * classes + of]!;
  return { tp, fp: called - tp, fn: real - tp, tn: rows - called - real + tp };
}

/** Of a class against the rest: each 0 where it would be 0/0 (scikit-learn's `zero_division=0`; NPV likewise). */
export interface ClassFigures {
  readonly recall: number;
  readonly precision: number;
  readonly specificity: number;
  readonly npv: number;
  readonly f1: number;
  readonly support: number;
}

export function classFigures({ tp, fp, fn, tn }: OneVersusRest): ClassFigures {
  return {
    recall: ratio(tp, tp + fn),
    precision: ratio(tp, tp + fp),
    specificity: ratio(tn, tn + fp),
    npv: ratio(tn, tn + fn),
    f1: ratio(2 * tp, 2 * tp + fp + fn),
    support: tp + fn,
  };
}

export interface MatrixReport {
  readonly accuracy: Figure;
  /** Mean recall of the classes that occur in the truth (scikit-learn's balanced_accuracy_score). */
  readonly balancedAccuracy: Figure;
  /** Gorodkin's R_K; for two classes Matthews'. 0 where a factor is 0. */
  readonly mcc: Figure;
  readonly kappa: Figure;
  /** Means over the classes that occur in the truth or among the predictions, as scikit-learn's `average='macro'`. */
  readonly macro: { readonly recall: Figure; readonly precision: Figure; readonly f1: Figure };
  /** Weighted by how often a class occurs in the truth. */
  readonly weighted: { readonly recall: Figure; readonly precision: Figure; readonly f1: Figure };
  readonly perClass: readonly ClassFigures[];
}

export function matrixReport(matrix: ConfusionMatrix): MatrixReport {
  const { classes, rows, counts } = matrix;
  const perClass = Array.from({ length: classes }, (_, k) =>
    classFigures(oneVersusRest(matrix, k)),
  );
  if (rows === 0) {
    const none = undefinedFigure('no-rows');
    const three = { recall: none, precision: none, f1: none };
    return {
      accuracy: none,
      balancedAccuracy: none,
      mcc: none,
      kappa: none,
      macro: three,
      weighted: three,
      perClass,
    };
  }
  const real = new Float64Array(classes);
  const called = new Float64Array(classes);
  let right = 0;
  for (let t = 0; t < classes; t++) {
    right += counts[t * classes + t]!;
    for (let p = 0; p < classes; p++) {
      real[t]! += counts[t * classes + p]!;
      called[p]! += counts[t * classes + p]!;
    }
  }
  const present = perClass.filter((_, k) => real[k]! > 0 || called[k]! > 0);
  const inTruth = perClass.filter((_, k) => real[k]! > 0);
  const mean = (of: readonly ClassFigures[], by: keyof ClassFigures) =>
    figure(of.reduce((sum, each) => sum + each[by], 0) / of.length);
  const weighted = (by: keyof ClassFigures) =>
    figure(perClass.reduce((sum, each) => sum + each[by] * each.support, 0) / rows);
  return {
    accuracy: figure(right / rows),
    balancedAccuracy: mean(inTruth, 'recall'),
    mcc: figure(mccOf(real, called, right, rows)),
    kappa: figure(kappaOf(real, called, right, rows)),
    macro: {
      recall: mean(present, 'recall'),
      precision: mean(present, 'precision'),
      f1: mean(present, 'f1'),
    },
    weighted: { recall: weighted('recall'), precision: weighted('precision'), f1: weighted('f1') },
    perClass,
  };
}

/** Shares instead of counts: the products would pass 2⁵³ near n = 20,000. */
function mccOf(real: Float64Array, called: Float64Array, right: number, n: number): number {
  let both = 0;
  let rr = 0;
  let cc = 0;
  for (let k = 0; k < real.length; k++) {
    const r = real[k]! / n;
    const c = called[k]! / n;
    both += r * c;
    rr += r * r;
    cc += c * c;
  }
  const below = Math.sqrt((1 - rr) * (1 - cc));
  const degenerate = real.some((count) => count === n) || called.some((count) => count === n);
  return degenerate ? 0 : ratio(right / n - both, below);
}

function kappaOf(real: Float64Array, called: Float64Array, right: number, n: number): number {
  let expected = 0;
  for (let k = 0; k < real.length; k++) expected += (real[k]! / n) * (called[k]! / n);
  return ratio(right / n - expected, 1 - expected);
}
