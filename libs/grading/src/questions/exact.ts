import { Fraction } from 'fraction.js';

/** An exact ratio. */
export type Ratio = InstanceType<typeof Fraction>;

export const ZERO = new Fraction(0);
export const ONE = new Fraction(1);

const DECIMAL = /^([+-]?)(\d*)(?:\.(\d*))?(?:e([+-]?\d{1,3}))?$/i;
/** Beyond this many decimal digits a ratio is no number that anybody means. */
const LARGEST_EXPONENT = 400;

export function ratioOf(numerator: bigint | number, denominator: bigint | number): Ratio {
  return new Fraction(BigInt(numerator), BigInt(denominator));
}

/** Reads `1`, `-0.5`, `1e-3`, `1/3` exactly; undefined where it is none of these. */
export function readRatio(text: string): Ratio | undefined {
  const [above, below, ...rest] = text.trim().split('/');
  if (above === undefined || rest.length > 0) return undefined;
  const numerator = readDecimal(above.trim());
  if (below === undefined || numerator === undefined) return numerator;
  const denominator = readDecimal(below.trim());
  if (denominator === undefined || denominator.n === 0n) return undefined;
  return numerator.div(denominator);
}

function readDecimal(text: string): Ratio | undefined {
  const [, sign, whole = '', part = '', exponent = '0'] = DECIMAL.exec(text) ?? [];
  if (sign === undefined || whole + part === '') return undefined;
  const power = Number(exponent) - part.length;
  if (Math.abs(power) > LARGEST_EXPONENT || whole.length > LARGEST_EXPONENT) return undefined;
  const digits = BigInt(whole + part) * (sign === '-' ? -1n : 1n);
  return power < 0
    ? ratioOf(digits, 10n ** BigInt(-power))
    : ratioOf(digits * 10n ** BigInt(power), 1);
}

/** The ratio that a finite double's shortest decimal stands for: 0.1 is 1/10. */
export function ratioOfDouble(value: number): Ratio | undefined {
  return Number.isFinite(value) ? readRatio(String(value)) : undefined;
}

export function clamped(share: Ratio): Ratio {
  if (share.lt(ZERO)) return ZERO;
  return share.gt(ONE) ? ONE : share;
}

/** Of numbers that come from a checked contract: what is not a ratio counts nothing. */
export function shareOf(text: string): Ratio {
  return readRatio(text) ?? ZERO;
}

/** The first of those with the greatest share; undefined of none. */
export function bestOf<T>(given: readonly T[], shareOfOne: (one: T) => Ratio): T | undefined {
  let best: T | undefined;
  let most: Ratio | undefined;
  for (const one of given) {
    const share = shareOfOne(one);
    if (most?.gte(share) === true) continue;
    best = one;
    most = share;
  }
  return best;
}

/** As many decimals as it has where those are at most ten, else six significant digits, half away from zero. */
export function decimalText(value: Ratio): string {
  for (let decimals = 0; decimals <= 10; decimals += 1)
    if (10n ** BigInt(decimals) % value.d === 0n) return fixed(value, decimals);
  const size = Math.abs(value.valueOf());
  const decimals = Math.min(300, Math.max(0, 5 - Math.floor(Math.log10(size))));
  return fixed(value, Number.isFinite(decimals) ? decimals : 0)
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '');
}

function fixed(value: Ratio, decimals: number): string {
  const scale = 10n ** BigInt(decimals);
  const twice = (2n * value.n * scale) / value.d;
  const digits = String((twice + 1n) / 2n).padStart(decimals + 1, '0');
  const sign = value.s < 0n && /[1-9]/.test(digits) ? '-' : '';
  const whole = digits.slice(0, digits.length - decimals);
  return decimals === 0 ? sign + whole : `${sign}${whole}.${digits.slice(-decimals)}`;
}
