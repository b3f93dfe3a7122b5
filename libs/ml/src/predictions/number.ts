const MINUS = 45;
const PLUS = 43;
const POINT = 46;
const ZERO = 48;
const BLANK = 32;

/** 10⁰ … 10²², all exact in binary64. */
const TEN = Float64Array.from({ length: 23 }, (_, k) => Number(`1e${k}`));
const SPLITTER = 134_217_729; // 2²⁷ + 1, Veltkamp's

/**
 * The decimal number written in bytes[start, end), to the bit what `Number(text)` gives, NaN where it is not a plain
 * one: digits with one decimal sign and an exponent, blanks around them. `decimal` is the byte of the decimal sign.
 */
export function parseDecimal(
  bytes: Uint8Array,
  start: number,
  end: number,
  decimal: number = POINT,
): number {
  let at = start;
  let stop = end;
  while (at < stop && bytes[at] === BLANK) at++;
  while (stop > at && bytes[stop - 1] === BLANK) stop--;
  const from = at;
  const negative = bytes[at] === MINUS;
  if (negative || bytes[at] === PLUS) at++;
  const value = digitsAt(bytes, at, stop, decimal, decimal);
  if (Number.isNaN(value) || stopped < stop) return bySpecification(bytes, from, stop, decimal);
  return negative ? -value : value;
}

/**
 * The number without a sign that begins at `start`, its decimal sign a point or `decimal`, to the bit; where it ends is
 * what `stoppedAt` answers. NaN where none is there, and of one that takes more than two words of digits or an exponent.
 */
export function decimalAt(bytes: Uint8Array, start: number, decimal: number): number {
  return digitsAt(bytes, start, bytes.length, decimal, POINT);
}

/** Where the last `decimalAt` found something else. */
export const stoppedAt = (): number => stopped;

let stopped = 0;

/**
 * Up to 15 digits the quotient of two exact numbers is right by itself; up to 19 it is taken in double-double and
 * accepted when both ends of its error round alike (Ziv's test).
 */
function digitsAt(
  bytes: Uint8Array,
  start: number,
  end: number,
  decimal: number,
  point: number,
): number {
  let at = start;
  let high = 0; // the first 11 significant digits at most
  let low = 0; // the next 8
  let digits = 0;
  let lowDigits = 0;
  let decimals = 0;
  let sign = -1; // where the decimal sign stands
  for (; at < end; at++) {
    const digit = bytes[at]! - ZERO;
    if (digit >= 0 && digit <= 9) {
      if (digits < 11) {
        high = high * 10 + digit;
        if (high !== 0) digits++;
      } else {
        low = low * 10 + digit;
        lowDigits++;
      }
    } else if (sign < 0 && (digit + ZERO === decimal || digit + ZERO === point)) sign = at;
    else break;
  }
  stopped = at;
  if (sign >= 0) decimals = at - sign - 1;
  if (at - start === (sign >= 0 ? 1 : 0) || lowDigits > 8 || decimals > 22) return Number.NaN;
  if (digits + lowDigits <= 15) return (high * TEN[lowDigits]! + low) / TEN[decimals]!;
  return quotient(high, TEN[lowDigits]!, low, TEN[decimals]!);
}

/** (high × scale + low) / divisor correctly rounded, or NaN where the double-double cannot tell. */
function quotient(high: number, scale: number, low: number, divisor: number): number {
  // The numerator as an unevaluated sum a + b: high × scale by Dekker's product, then low.
  const p = high * scale;
  const e = productError(high, scale, p);
  const a = p + low;
  const b = e + (low - (a - p));
  const q = a / divisor;
  const back = q * divisor;
  const rest = a - back - productError(q, divisor, back) + b;
  const correction = rest / divisor;
  const slack = Math.abs(correction) * 2 ** -48 + q * 2 ** -100;
  const below = q + (correction - slack);
  const above = q + (correction + slack);
  return below === above ? below : Number.NaN;
}

/** x·y − product, exactly (Dekker 1971). */
function productError(x: number, y: number, product: number): number {
  const cx = SPLITTER * x;
  const xh = cx - (cx - x);
  const xl = x - xh;
  const cy = SPLITTER * y;
  const yh = cy - (cy - y);
  const yl = y - yh;
  return xl * yl - (product - xh * yh - xl * yh - xh * yl);
}

const PLAIN = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;

function bySpecification(bytes: Uint8Array, start: number, end: number, decimal: number): number {
  if (end - start > 400) return Number.NaN; // no number needs more; a bound on work per cell
  let text = '';
  for (let i = start; i < end; i++) {
    const b = bytes[i]!;
    text += b === decimal ? '.' : b === POINT ? '\0' : String.fromCharCode(b);
  }
  return PLAIN.test(text) ? Number(text) : Number.NaN;
}
