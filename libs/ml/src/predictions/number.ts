const MINUS = 45;
const PLUS = 43;
const POINT = 46;
const ZERO = 48;
const NINE = 57;
const BLANK = 32;

/** 10⁰ … 10²², all exact in binary64. */
const TEN = Float64Array.from({ length: 23 }, (_, k) => Number(`1e${k}`));
const SPLITTER = 134_217_729; // 2²⁷ + 1, Veltkamp's

/**
 * The decimal number written in bytes[start, end), to the bit what `Number(text)` gives, NaN where it is not a plain
 * one: digits with one decimal sign and an exponent, blanks around them. `decimal` is the byte of the decimal sign.
 * Up to 15 digits the quotient of two exact numbers is right by itself; up to 19 it is taken in double-double and
 * accepted when both ends of its error round alike (Ziv's test); the rest goes to `Number`.
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
  let negative = false;
  const first = bytes[at];
  if (first === MINUS || first === PLUS) {
    negative = first === MINUS;
    at++;
  }
  let high = 0; // the first 11 significant digits at most
  let low = 0; // the next 8
  let digits = 0;
  let lowDigits = 0;
  let seen = 0;
  let decimals = 0;
  let pointed = false;
  for (; at < stop; at++) {
    const b = bytes[at]!;
    if (b >= ZERO && b <= NINE) {
      seen++;
      if (pointed) decimals++;
      if (digits < 11) {
        high = high * 10 + (b - ZERO);
        if (high !== 0) digits++;
      } else {
        low = low * 10 + (b - ZERO);
        lowDigits++;
      }
    } else if (b === decimal && !pointed) pointed = true;
    else break;
  }
  if (seen === 0) return Number.NaN;
  if (at < stop || lowDigits > 8 || decimals > 22)
    return bySpecification(bytes, from, stop, decimal);
  let value: number;
  if (digits + lowDigits <= 15) value = (high * TEN[lowDigits]! + low) / TEN[decimals]!;
  else {
    value = quotient(high, TEN[lowDigits]!, low, TEN[decimals]!);
    if (Number.isNaN(value)) return bySpecification(bytes, from, stop, decimal);
  }
  return negative ? -value : value;
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
