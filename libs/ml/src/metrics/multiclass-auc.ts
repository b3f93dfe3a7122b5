import { type Figure, figure, undefinedFigure } from './figure';
import type { Codes } from './tally';

/** Areas between classes, from one sort per column. */
export interface MulticlassAuc {
  /** Class against all others, by its own column; null where one side has no row. */
  readonly ofClass: readonly (number | null)[];
  /** Mean of `ofClass` (roc_auc_score `multi_class='ovr', average='macro'`). */
  readonly ovr: Figure;
  /** Mean over pairs of (A(a|b) + A(b|a))/2, Hand and Till 2001 (`multi_class='ovo', average='macro'`). */
  readonly ovo: Figure;
}

/**
 * `probability` holds n × classes values, row after row. Undefined with `class-missing` where a class has no row, as
 * every area against it is. Each column is sorted once with its classes riding along; one walk with K running
 * counts gives all its pairs.
 */
export function multiclassAuc(
  truth: Codes,
  probability: Float64Array,
  classes: number,
): MulticlassAuc {
  const n = truth.length;
  const none: (number | null)[] = Array.from({ length: classes }, () => null);
  if (n === 0)
    return { ofClass: none, ovr: undefinedFigure('no-rows'), ovo: undefinedFigure('no-rows') };
  const rows = new Float64Array(classes);
  for (let i = 0; i < n; i++) rows[truth[i]!]! += 1;
  // twice[a * K + b] = 2U of class a over class b by a's own column.
  const twice = new Float64Array(classes * classes);
  const column = new Float64Array(n);
  const sorter = new RidingSort(n);
  for (let a = 0; a < classes; a++) {
    if (rows[a] === 0) continue;
    for (let i = 0; i < n; i++) column[i] = probability[i * classes + a]!;
    pairsOf(a, sorter.sort(column, truth), classes, twice);
  }
  const ofClass = none.map((_, a) => {
    const others = n - rows[a]!;
    if (rows[a] === 0 || others === 0) return null;
    let sum = 0;
    for (let b = 0; b < classes; b++) if (b !== a) sum += twice[a * classes + b]!;
    return sum / (2 * rows[a]! * others);
  });
  if (rows.some((count) => count === 0))
    return {
      ofClass,
      ovr: undefinedFigure('class-missing'),
      ovo: undefinedFigure('class-missing'),
    };
  let pairs = 0;
  for (let a = 0; a < classes; a++)
    for (let b = a + 1; b < classes; b++)
      pairs += (twice[a * classes + b]! + twice[b * classes + a]!) / (4 * rows[a]! * rows[b]!);
  return {
    ofClass,
    ovr: figure(ofClass.reduce<number>((sum, auc) => sum + (auc ?? 0), 0) / classes),
    ovo: figure(pairs / ((classes * (classes - 1)) / 2)),
  };
}

interface Ridden {
  readonly values: Float64Array;
  readonly riders: Uint16Array;
}

/** Counts, for the sorted column of class a, the pairs in which a row of a stands above one of b. */
function pairsOf(a: number, { values, riders }: Ridden, classes: number, twice: Float64Array) {
  const n = values.length;
  const below = new Float64Array(classes);
  const tied = new Float64Array(classes);
  for (let from = 0; from < n;) {
    const s = values[from]!;
    let to = from + 1;
    while (to < n && values[to] === s) to++;
    if (to === from + 1) {
      const c = riders[from]!;
      if (c === a) for (let b = 0; b < classes; b++) twice[a * classes + b]! += 2 * below[b]!;
      below[c]! += 1;
    } else {
      tied.fill(0);
      for (let i = from; i < to; i++) tied[riders[i]!]! += 1;
      const mine = tied[a]!;
      if (mine > 0)
        for (let b = 0; b < classes; b++)
          twice[a * classes + b]! += mine * (2 * below[b]! + tied[b]!);
      for (let b = 0; b < classes; b++) below[b]! += tied[b]!;
    }
    from = to;
  }
}

/** Sorts values with a class code riding along; its buffers serve every column. */
class RidingSort {
  private readonly values: Float64Array;
  private readonly riders: Uint16Array;
  private readonly starts: Uint32Array;

  constructor(private readonly n: number) {
    this.values = new Float64Array(n);
    this.riders = new Uint16Array(n);
    this.starts = new Uint32Array(Math.max(2, n >> 1) + 1);
  }

  /** Linear-range buckets and insertion; where values crowd, a radix sort of their ranks among the distinct. */
  sort(values: Float64Array, riders: Codes): Ridden {
    const { n, starts } = this;
    let low = values[0]!;
    let high = low;
    for (let i = 1; i < n; i++) {
      const x = values[i]!;
      if (x < low) low = x;
      if (x > high) high = x;
    }
    const buckets = starts.length - 1;
    const scale = high > low ? (buckets - 1) / (high - low) : 0;
    starts.fill(0);
    for (let i = 0; i < n; i++) starts[(((values[i]! - low) * scale) >>> 0) + 1]! += 1;
    let crowded = 0;
    for (let b = 1; b <= buckets; b++) {
      const count = starts[b]!;
      if (count > 16) crowded += count * count;
      starts[b] = starts[b - 1]! + count;
    }
    if (crowded > 16 * n) return this.byRank(values, riders);
    for (let i = 0; i < n; i++) {
      const x = values[i]!;
      const at = starts[((x - low) * scale) >>> 0]!++;
      this.values[at] = x;
      this.riders[at] = riders[i]!;
    }
    this.insertion();
    return { values: this.values, riders: this.riders };
  }

  private insertion(): void {
    const { values, riders, n } = this;
    for (let i = 1; i < n; i++) {
      const x = values[i]!;
      if (values[i - 1]! <= x) continue;
      const rider = riders[i]!;
      let j = i - 1;
      while (j >= 0 && values[j]! > x) {
        values[j + 1] = values[j]!;
        riders[j + 1] = riders[j]!;
        j--;
      }
      values[j + 1] = x;
      riders[j + 1] = rider;
    }
  }

  /** The native sort gives each value its rank, a counting sort by rank carries the riders. */
  private byRank(values: Float64Array, riders: Codes): Ridden {
    const { n } = this;
    const distinct = Float64Array.from(values).sort();
    let m = 0;
    for (let i = 0; i < n; i++)
      if (m === 0 || distinct[i] !== distinct[m - 1]) distinct[m++] = distinct[i]!;
    const rank = new Uint32Array(n);
    const starts = new Uint32Array(m + 1);
    for (let i = 0; i < n; i++) {
      const x = values[i]!;
      let low = 0;
      let high = m - 1;
      while (low < high) {
        const middle = (low + high) >>> 1;
        if (distinct[middle]! < x) low = middle + 1;
        else high = middle;
      }
      rank[i] = low;
      starts[low + 1]! += 1;
    }
    for (let r = 1; r <= m; r++) starts[r]! += starts[r - 1]!;
    for (let i = 0; i < n; i++) {
      const at = starts[rank[i]!]!++;
      this.values[at] = values[i]!;
      this.riders[at] = riders[i]!;
    }
    return { values: this.values, riders: this.riders };
  }
}

/** Mean over classes of the one-versus-rest AUC; undefined where a class is missing. */
export function rocAucOvr(truth: Codes, probability: Float64Array, classes: number): Figure {
  return multiclassAuc(truth, probability, classes).ovr;
}
