import { Fraction } from 'fraction.js';

/** Exact text: `3`, `-1/2`, `8.5`. */
export type Ratio = string;

/** An exact number, to reckon with. */
export type Exact = InstanceType<typeof Fraction>;

/**
 * The exact number of a text: digits with an optional sign, and either decimals or a denominator.
 * Errors: RangeError on anything else, so that no float's text (`1e-7`, `NaN`) is read as a number.
 */
export function exact(text: Ratio): Exact {
  const known = KNOWN.get(text);
  if (known) return known;
  if (!/^-?\d+(\.\d+|\/0*[1-9]\d*)?$/.test(text)) throw new RangeError(`not a number: ${text}`);
  const value = new Fraction(text);
  if (KNOWN.size < 4096 && text.length <= 12) KNOWN.set(text, value);
  return value;
}

/** Numbers never change, and marks, maxima and weights are the same few again and again. */
const KNOWN = new Map<Ratio, Exact>();

/** `217/250`, `4`, `-1/2`: in lowest terms. */
export const ratioOf = (value: Exact): Ratio => value.toFraction();

export const ZERO = new Fraction(0);
export const ONE = new Fraction(1);

export const sumOf = (values: readonly Exact[]): Exact =>
  values.reduce((sum, value) => sum.add(value), ZERO);

export const meanOf = (values: readonly Exact[]): Exact | null =>
  values.length === 0 ? null : sumOf(values).div(values.length);

/**
 * Rounds an exact number once, half up (towards +∞: 3.65 → 3.7, −0.5 → 0), to so many decimals, all of them written.
 * 3.65 as a float is 3.649999…, which is why nothing here is one.
 */
export function roundHalfUp(value: Ratio, decimals: number): string {
  const unit = 10n ** BigInt(decimals);
  const { s, n, d } = exact(value).mul(unit).add(1, 2).floor();
  const whole = (s * n) / d;
  const digits = (whole < 0n ? -whole : whole).toString().padStart(decimals + 1, '0');
  const [head, tail] = [digits.slice(0, digits.length - decimals), digits.slice(-decimals)];
  return `${whole < 0n ? '-' : ''}${head}${decimals === 0 ? '' : `.${tail}`}`;
}
