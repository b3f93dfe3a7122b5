/** A figure, or the reason why there is none. Never NaN. */
export type Figure =
  { readonly value: number } | { readonly value: null; readonly reason: Undefined };

/** Why a metric is not defined on these rows. */
export type Undefined = 'no-rows' | 'one-row' | 'one-class' | 'no-probability' | 'class-missing';

export const figure = (value: number): Figure => ({ value });
export const undefinedFigure = (reason: Undefined): Figure => ({ value: null, reason });

/** 0 where the denominator is 0, as scikit-learn's `zero_division=0`. */
export const ratio = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);
