import { type Figure, figure, undefinedFigure } from './figure';

/** Corners of the ROC staircase, from (0, 0) to (1, 1); a block of tied scores is one slanted step. */
export interface RocCurve {
  readonly falsePositives: Float64Array;
  readonly truePositives: Float64Array;
  /** Called positive at this score or above; the first corner's is +∞. */
  readonly thresholds: Float64Array;
}

interface Sorted {
  readonly positive: Float64Array;
  readonly negative: Float64Array;
}

/** Each class on its own, as typed arrays, whose sort is native: an index array with a comparator is 20 times slower. */
function sortedByClass(positive: Uint8Array, score: Float64Array): Sorted {
  let count = 0;
  for (let i = 0; i < positive.length; i++) count += positive[i]!;
  const yes = new Float64Array(count);
  const no = new Float64Array(positive.length - count);
  let y = 0;
  let n = 0;
  for (let i = 0; i < positive.length; i++) {
    if (positive[i] === 1) yes[y++] = score[i]!;
    else no[n++] = score[i]!;
  }
  return { positive: yes.sort(), negative: no.sort() };
}

/**
 * The area under the ROC curve: the share of (positive, negative) pairs in the right order, ties half.
 * Counted as the integer 2U, so ties are exact. Undefined where one class is missing (scikit-learn raises or warns).
 */
export function rocAuc(positive: Uint8Array, score: Float64Array): Figure {
  if (positive.length === 0) return undefinedFigure('no-rows');
  const { positive: yes, negative: no } = sortedByClass(positive, score);
  if (yes.length === 0 || no.length === 0) return undefinedFigure('one-class');
  let twice = 0; // exact below 2⁵³: 6.7e7 rows of each class
  let below = 0;
  let upTo = 0;
  for (let i = 0; i < yes.length; i++) {
    const s = yes[i]!;
    while (below < no.length && no[below]! < s) below++;
    if (upTo < below) upTo = below;
    while (upTo < no.length && no[upTo]! <= s) upTo++;
    twice += below + upTo;
  }
  return figure(twice / (2 * yes.length * no.length));
}

/** All corners; undefined where one class is missing. */
export function rocCurve(positive: Uint8Array, score: Float64Array): RocCurve | undefined {
  const { positive: yes, negative: no } = sortedByClass(positive, score);
  if (yes.length === 0 || no.length === 0) return undefined;
  const fpr = [0];
  const tpr = [0];
  const thresholds = [Number.POSITIVE_INFINITY];
  let i = yes.length - 1;
  let j = no.length - 1;
  while (i >= 0 || j >= 0) {
    const s = Math.max(
      i >= 0 ? yes[i]! : Number.NEGATIVE_INFINITY,
      j >= 0 ? no[j]! : Number.NEGATIVE_INFINITY,
    );
    while (i >= 0 && yes[i] === s) i--;
    while (j >= 0 && no[j] === s) j--;
    fpr.push((no.length - 1 - j) / no.length);
    tpr.push((yes.length - 1 - i) / yes.length);
    thresholds.push(s);
  }
  return {
    falsePositives: Float64Array.from(fpr),
    truePositives: Float64Array.from(tpr),
    thresholds: Float64Array.from(thresholds),
  };
}

/** At most `points` corners, evenly along the curve, the ends always kept: enough for a picture. */
export function thinned(
  curve: RocCurve,
  points: number,
): { fpr: number; tpr: number; threshold: number | null }[] {
  const n = curve.thresholds.length;
  const take = Math.min(points, n);
  return Array.from({ length: take }, (_, k) => {
    const at = take === 1 ? 0 : Math.round((k * (n - 1)) / (take - 1));
    const threshold = curve.thresholds[at]!;
    return {
      fpr: curve.falsePositives[at]!,
      tpr: curve.truePositives[at]!,
      threshold: Number.isFinite(threshold) ? threshold : null,
    };
  });
}

const EPSILON = 2 ** -52;

/**
 * −Σ ln p(true class) / n, p clipped to [ε, 1 − ε] with ε = 2⁻⁵² (scikit-learn's log_loss for float64).
 * `probability` holds n × classes values, row after row; rows are divided by their sum.
 */
export function logLoss(truth: Uint16Array, probability: Float64Array, classes: number): Figure {
  const n = truth.length;
  if (n === 0) return undefinedFigure('no-rows');
  let total = 0;
  let lost = 0;
  for (let i = 0; i < n; i++) {
    let sum = 0;
    for (let k = 0; k < classes; k++) sum += probability[i * classes + k]!;
    const p = probability[i * classes + truth[i]!]! / (sum === 0 ? 1 : sum);
    const term = -Math.log(Math.min(1 - EPSILON, Math.max(EPSILON, p)));
    const t = total + term;
    lost += total >= term ? total - t + term : term - t + total;
    total = t;
  }
  return figure((total + lost) / n);
}

/** Log-loss of two classes from the probability of the positive one. */
export function binaryLogLoss(positive: Uint8Array, probability: Float64Array): Figure {
  const both = new Float64Array(2 * positive.length);
  for (let i = 0; i < positive.length; i++) {
    both[2 * i] = 1 - probability[i]!;
    both[2 * i + 1] = probability[i]!;
  }
  return logLoss(Uint16Array.from(positive), both, 2);
}

/** Mean over classes of the one-versus-rest AUC; undefined where a class is missing (scikit-learn's `multi_class='ovr'`). */
export function rocAucOvr(truth: Uint16Array, probability: Float64Array, classes: number): Figure {
  const n = truth.length;
  let sum = 0;
  const mine = new Uint8Array(n);
  const column = new Float64Array(n);
  for (let k = 0; k < classes; k++) {
    for (let i = 0; i < n; i++) {
      mine[i] = truth[i] === k ? 1 : 0;
      column[i] = probability[i * classes + k]!;
    }
    const auc = rocAuc(mine, column);
    if (auc.value === null)
      return auc.reason === 'one-class' ? undefinedFigure('class-missing') : auc;
    sum += auc.value;
  }
  return figure(sum / classes);
}
