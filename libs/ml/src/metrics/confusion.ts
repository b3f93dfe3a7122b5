import { type Figure, figure, ratio, undefinedFigure } from './figure';
import { type Codes, tally } from './tally';

/** Counts of K classes: `counts[t * K + p]` rows of truth t were called p. Rows = truth, as scikit-learn has it. */
export interface ConfusionMatrix {
  readonly classes: number;
  readonly rows: number;
  readonly counts: Float64Array;
}

/** One pass over class codes of equal length, 0 … classes − 1; another code is a RangeError. */
export function confusionMatrix(truth: Codes, predicted: Codes, classes: number): ConfusionMatrix {
  const n = truth.length;
  if (predicted.length !== n)
    throw new RangeError(`${n} truths and ${predicted.length} predictions`);
  return { classes, rows: n, counts: tally(truth, predicted, classes) };
}

/** What one class looks like against all the others, or against one other. */
export interface TwoByTwo {
  readonly tp: number;
  readonly fp: number;
  readonly fn: number;
  readonly tn: number;
}
export type OneVersusRest = TwoByTwo;

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

/** The corners of two classes: rows of these two that were called one of these two, `positive` being SI. */
export function oneVersusOne(
  { counts, classes }: ConfusionMatrix,
  positive: number,
  negative: number,
): TwoByTwo {
  return {
    tp: counts[positive * classes + positive]!,
    fp: counts[negative * classes + positive]!,
    fn: counts[positive * classes + negative]!,
    tn: counts[negative * classes + negative]!,
  };
}

/** Each 0 where it would be 0/0 (scikit-learn's `zero_division=0`; NPV, FPR and FNR likewise). */
export interface ClassFigures {
  readonly accuracy: number;
  readonly recall: number;
  readonly precision: number;
  readonly specificity: number;
  readonly npv: number;
  readonly fpr: number;
  readonly fnr: number;
  readonly f1: number;
  readonly fbeta: number;
  /** Rows of this class in the truth. */
  readonly support: number;
}

/** Recall weighs β times as much as precision; the course's second example is F2. */
export const DEFAULT_BETA = 2;

/**
 * Figures of a 2 × 2 table. Fβ = (1 + β²)·TP / ((1 + β²)·TP + β²·FN + FP) (van Rijsbergen 1979).
 */
export function classFigures({ tp, fp, fn, tn }: TwoByTwo, beta = DEFAULT_BETA): ClassFigures {
  const b2 = beta * beta;
  return {
    accuracy: ratio(tp + tn, tp + fp + fn + tn),
    recall: ratio(tp, tp + fn),
    precision: ratio(tp, tp + fp),
    specificity: ratio(tn, tn + fp),
    npv: ratio(tn, tn + fn),
    fpr: ratio(fp, fp + tn),
    fnr: ratio(fn, fn + tp),
    f1: ratio(2 * tp, 2 * tp + fp + fn),
    fbeta: ratio((1 + b2) * tp, (1 + b2) * tp + b2 * fn + fp),
    support: tp + fn,
  };
}

/** The figures that have a macro, a micro and a weighted mean. */
export const AVERAGED = [
  'recall',
  'precision',
  'specificity',
  'npv',
  'fpr',
  'fnr',
  'f1',
  'fbeta',
] as const;
export type Averaged = Readonly<Record<(typeof AVERAGED)[number], Figure>>;

export interface MatrixReport {
  readonly accuracy: Figure;
  /** Mean recall of the classes that occur in the truth (balanced_accuracy_score). */
  readonly balancedAccuracy: Figure;
  /** Gorodkin's R_K 2004; for two classes Matthews' 1975. 0 where a factor is 0 (matthews_corrcoef). */
  readonly mcc: Figure;
  /** Cohen 1960; undefined where truth and prediction are one and the same class (scikit-learn: NaN). */
  readonly kappa: Figure;
  /** Means over the classes that occur in the truth or among the predictions (`average='macro'`). */
  readonly macro: Averaged;
  /** Of the summed 2 × 2 tables of all classes (`average='micro'`): recall = precision = F = accuracy. */
  readonly micro: Averaged;
  /** Weighted by how often a class occurs in the truth (`average='weighted'`). */
  readonly weighted: Averaged;
  readonly perClass: readonly ClassFigures[];
}

export function matrixReport(matrix: ConfusionMatrix, beta = DEFAULT_BETA): MatrixReport {
  const { classes, rows } = matrix;
  const tables = Array.from({ length: classes }, (_, k) => oneVersusRest(matrix, k));
  const perClass = tables.map((table) => classFigures(table, beta));
  if (rows === 0) {
    const none = undefinedFigure('no-rows');
    const all = averaged(() => none);
    return {
      accuracy: none,
      balancedAccuracy: none,
      mcc: none,
      kappa: none,
      macro: all,
      micro: all,
      weighted: all,
      perClass,
    };
  }
  const real = Float64Array.from(tables, ({ tp, fn }) => tp + fn);
  const called = Float64Array.from(tables, ({ tp, fp }) => tp + fp);
  const right = tables.reduce((sum, { tp }) => sum + tp, 0);
  const present = perClass.filter((_, k) => real[k]! > 0 || called[k]! > 0);
  const inTruth = perClass.filter((_, k) => real[k]! > 0);
  const mean = (of: readonly ClassFigures[], by: keyof ClassFigures) =>
    figure(of.reduce((sum, each) => sum + each[by], 0) / of.length);
  const pooled = classFigures(
    tables.reduce((a, b) => ({
      tp: a.tp + b.tp,
      fp: a.fp + b.fp,
      fn: a.fn + b.fn,
      tn: a.tn + b.tn,
    })),
    beta,
  );
  return {
    accuracy: figure(right / rows),
    balancedAccuracy: mean(inTruth, 'recall'),
    mcc: figure(mccOf(real, called, right, rows)),
    kappa: kappaOf(real, called, right, rows),
    macro: averaged((by) => mean(present, by)),
    micro: averaged((by) => figure(pooled[by])),
    weighted: averaged((by) =>
      figure(perClass.reduce((sum, each) => sum + each[by] * each.support, 0) / rows),
    ),
    perClass,
  };
}

function averaged(of: (by: (typeof AVERAGED)[number]) => Figure): Averaged {
  return {
    recall: of('recall'),
    precision: of('precision'),
    specificity: of('specificity'),
    npv: of('npv'),
    fpr: of('fpr'),
    fnr: of('fnr'),
    f1: of('f1'),
    fbeta: of('fbeta'),
  };
}

/** Shares instead of counts: the products would pass 2⁵³ near n = 20,000. */
export function mccOf(real: Float64Array, called: Float64Array, right: number, n: number): number {
  let both = 0;
  let rr = 0;
  let cc = 0;
  for (let k = 0; k < real.length; k++) {
    // 1 − Σr² would not be exactly 0 for one class after rounding: ask the counts.
    if (real[k] === n || called[k] === n) return 0;
    const r = real[k]! / n;
    const c = called[k]! / n;
    both += r * c;
    rr += r * r;
    cc += c * c;
  }
  return (right / n - both) / Math.sqrt((1 - rr) * (1 - cc));
}

export function kappaOf(
  real: Float64Array,
  called: Float64Array,
  right: number,
  n: number,
): Figure {
  let expected = 0;
  for (let k = 0; k < real.length; k++) {
    if (real[k] === n && called[k] === n) return undefinedFigure('one-class');
    expected += (real[k]! / n) * (called[k]! / n);
  }
  return figure((right / n - expected) / (1 - expected));
}
