/** A figure, or the reason why there is none. Never NaN. */
export type Figure =
  { readonly value: number } | { readonly value: null; readonly reason: Undefined };

/** Why a metric is not defined on these rows. */
export type Undefined =
  | 'no-rows'
  | 'one-row'
  | 'one-class'
  | 'class-missing'
  | 'no-probability'
  /** Adjusted R² needs the number of features, and more rows than features + 1. */
  | 'no-feature-count'
  | 'too-few-rows'
  /** MASE needs the training part, longer than a season and not constant at that lag. */
  | 'no-training-part'
  | 'constant-training-part'
  /** Silhouette needs the points, and between 2 and n − 1 clusters. */
  | 'no-points'
  | 'cluster-count'
  /** A sum of squares passed 1.8e308. */
  | 'overflow';

/** A value that is not finite has no place on a page: it is an overflow and says so. */
export const figure = (value: number): Figure =>
  Number.isFinite(value) ? { value } : { value: null, reason: 'overflow' };
export const undefinedFigure = (reason: Undefined): Figure => ({ value: null, reason });

/** 0 where the denominator is 0, as scikit-learn's `zero_division=0`. */
export const ratio = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);
