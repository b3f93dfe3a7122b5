import { type Figure, figure, undefinedFigure } from './figure';
import { Sum } from './sum';

/** Mean |yᵢ − yᵢ₋ₘ| of the training part: what a seasonal-naive forecast misses by inside it. NaN for m rows or fewer. */
export function seasonalNaiveError(train: Float64Array, season = 1): number {
  const total = new Sum();
  for (let i = season; i < train.length; i++) total.add(Math.abs(train[i]! - train[i - season]!));
  return total.value / (train.length - season);
}

/**
 * MAE over the horizon ÷ the training part's in-sample seasonal-naive MAE (Hyndman and Koehler 2006). 1 is as good as
 * the naive forecast one step ahead inside training. Undefined where training is no longer than a season, or constant
 * at that lag.
 */
export function mase(
  truth: Float64Array,
  predicted: Float64Array,
  train: Float64Array | undefined,
  season = 1,
): Figure {
  const n = truth.length;
  if (predicted.length !== n)
    throw new RangeError(`${n} truths and ${predicted.length} predictions`);
  if (n === 0) return undefinedFigure('no-rows');
  if (!train || train.length <= season) return undefinedFigure('no-training-part');
  const scale = seasonalNaiveError(train, season);
  if (scale === 0) return undefinedFigure('constant-training-part');
  const total = new Sum();
  for (let i = 0; i < n; i++) total.add(Math.abs(truth[i]! - predicted[i]!));
  return figure(total.value / n / scale);
}

/** Mean of q·(y − ŷ) above and (1 − q)·(ŷ − y) below (mean_pinball_loss); q = 0.5 is half the MAE. */
export function pinball(truth: Float64Array, predicted: Float64Array, quantile = 0.5): Figure {
  const n = truth.length;
  if (predicted.length !== n)
    throw new RangeError(`${n} truths and ${predicted.length} predictions`);
  if (n === 0) return undefinedFigure('no-rows');
  const total = new Sum();
  for (let i = 0; i < n; i++) {
    const d = truth[i]! - predicted[i]!;
    total.add(d >= 0 ? quantile * d : (quantile - 1) * d);
  }
  return figure(total.value / n);
}
