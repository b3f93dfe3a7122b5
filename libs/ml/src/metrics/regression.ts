import { type Figure, figure, undefinedFigure } from './figure';

export interface RegressionReport {
  readonly n: number;
  /** Σ(y − ŷ)². statsmodels calls it `ssr`. */
  readonly sse: Figure;
  /** Σ(y − ȳ)². */
  readonly sst: Figure;
  /** Σ(ŷ − ȳ)², computed as such: SST − SSE is something else unless the model is least squares. statsmodels: `ess`. */
  readonly ssr: Figure;
  /** 1 − SSE/SST; of a constant target 1 when it is hit exactly, else 0; undefined for one row (scikit-learn's r2_score). */
  readonly r2: Figure;
  readonly mse: Figure;
  readonly rmse: Figure;
  readonly mae: Figure;
}

const BLOCK = 1024;

/**
 * All figures in two fused passes over both arrays (same length, finite). Sums run in blocks of 1,024 rows,
 * block totals with Neumaier's compensation: exact to a few ulp for a million rows, whatever the offset,
 * because squares are taken of differences from the mean.
 */
export function regressionReport(truth: Float64Array, predicted: Float64Array): RegressionReport {
  const n = truth.length;
  if (predicted.length !== n)
    throw new RangeError(`${n} truths and ${predicted.length} predictions`);
  if (n === 0) {
    const none = undefinedFigure('no-rows');
    return { n, sse: none, sst: none, ssr: none, r2: none, mse: none, rmse: none, mae: none };
  }
  const mean = meanOf(truth);
  const sse = new Sum();
  const sst = new Sum();
  const ssr = new Sum();
  const abs = new Sum();
  for (let from = 0; from < n; from += BLOCK) {
    const to = Math.min(n, from + BLOCK);
    let e2 = 0;
    let t2 = 0;
    let p2 = 0;
    let a = 0;
    for (let i = from; i < to; i++) {
      const y = truth[i]!;
      const p = predicted[i]!;
      const e = y - p;
      const t = y - mean;
      const r = p - mean;
      e2 += e * e;
      t2 += t * t;
      p2 += r * r;
      a += Math.abs(e);
    }
    sse.add(e2);
    sst.add(t2);
    ssr.add(p2);
    abs.add(a);
  }
  const mse = sse.value / n;
  return {
    n,
    sse: figure(sse.value),
    sst: figure(sst.value),
    ssr: figure(ssr.value),
    r2: n < 2 ? undefinedFigure('one-row') : figure(r2Of(sse.value, sst.value)),
    mse: figure(mse),
    rmse: figure(Math.sqrt(mse)),
    mae: figure(abs.value / n),
  };
}

function r2Of(sse: number, sst: number): number {
  if (sst !== 0) return 1 - sse / sst;
  return sse === 0 ? 1 : 0;
}

/** The arithmetic mean, corrected once by the mean of the residuals, so that an offset of 1e9 costs nothing. */
export function meanOf(values: Float64Array): number {
  const total = new Sum();
  for (let i = 0; i < values.length; i++) total.add(values[i]!);
  return total.value / values.length;
}

/** Neumaier's compensated sum. */
export class Sum {
  private total = 0;
  private lost = 0;

  add(x: number): void {
    const t = this.total + x;
    this.lost += Math.abs(this.total) >= Math.abs(x) ? this.total - t + x : x - t + this.total;
    this.total = t;
  }

  get value(): number {
    return this.total + this.lost;
  }
}
