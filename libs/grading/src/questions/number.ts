import { type Ratio, readRatio } from './exact';
import type { NumberReading } from './question';

/** What a typed number can mean. `unit` is what stands behind it, as typed. */
export type NumberRead =
  | { readonly kind: 'empty' }
  | { readonly kind: 'not_a_number' }
  | { readonly kind: 'number'; readonly value: Ratio; readonly unit: string }
  /** `1.500`: one and a half, or one thousand five hundred. Ask. */
  | {
      readonly kind: 'ambiguous';
      readonly decimal: Ratio;
      readonly thousands: Ratio;
      readonly unit: string;
    };

const SPACE = /[\s\u00a0\u2007\u2009\u202f]+/g;
const SHAPE =
  /^([+-]?)([\d.,](?:[\d., ']*[\d.,])?)(?:(?: ?[x×*·] ?10 ?\^ ?|e)([+-]?\d{1,3}))?(?: ?\/ ?(\d+))? ?(\D.*)?$/iu;

/**
 * Reads a number as people type it: decimal comma or point, thousands by point, comma, apostrophe or space, exponents
 * (`1,5e-3`, `1.5×10^3`), fractions (`14/87`), a unit behind it. Exact.
 * One separator before exactly three digits, after one to three of which the first is not 0, could be either: `ambiguous`,
 * unless `reading` says which. Two different separators, or one that comes twice, leave no doubt. Letters where the number
 * belongs, and `1.2.3`, are not a number.
 */
export function readNumber(text: string, reading: NumberReading | null = null): NumberRead {
  const plain = text.replaceAll(SPACE, ' ').replaceAll(/[−–]/g, '-').trim();
  if (plain === '') return { kind: 'empty' };
  const [, sign, digits, exponent, below, unit = ''] = SHAPE.exec(plain) ?? [];
  if (digits === undefined) return { kind: 'not_a_number' };
  const written = writtenAs(digits);
  if (!written) return { kind: 'not_a_number' };
  const value = (number: string): Ratio | undefined =>
    readRatio(
      `${sign ?? ''}${number}${exponent === undefined ? '' : `e${exponent}`}${below === undefined ? '' : `/${below}`}`,
    );
  const doubtful = written.decimal !== written.thousands && exponent === undefined;
  const decimal = value(written.decimal);
  const thousands = value(doubtful ? written.thousands : written.decimal);
  if (!decimal || !thousands) return { kind: 'not_a_number' };
  if (!doubtful) return { kind: 'number', value: decimal, unit: unit.trim() };
  if (reading)
    return {
      kind: 'number',
      value: reading === 'decimal' ? decimal : thousands,
      unit: unit.trim(),
    };
  return { kind: 'ambiguous', decimal, thousands, unit: unit.trim() };
}

interface Written {
  readonly decimal: string;
  readonly thousands: string;
}

const sure = (number: string): Written => ({ decimal: number, thousands: number });

function writtenAs(digits: string): Written | undefined {
  if (/[ ']/.test(digits)) {
    // Grouped by space or apostrophe: what else stands there is the decimal mark.
    if (!/^\d{1,3}(?:([ '])\d{3})(?:\1\d{3})*(?:[.,]\d+)?$/.test(digits)) return undefined;
    return sure(digits.replaceAll(/[ ']/g, '').replace(',', '.'));
  }
  const marks = digits.replaceAll(/\d/g, '');
  if (marks === '') return sure(digits);
  if (marks.length === 1) return oneMark(digits, marks);
  const last = marks.at(-1)!;
  const grouping = marks[0]!;
  const grouped = (whole: string) =>
    new RegExp(`^[1-9]\\d{0,2}(?:\\${grouping}\\d{3})+$`).test(whole);
  if (grouping === last) {
    if (marks !== grouping.repeat(marks.length) || !grouped(digits)) return undefined;
    return sure(digits.replaceAll(grouping, ''));
  }
  if (marks.indexOf(last) !== marks.length - 1) return undefined;
  const [whole = '', part = ''] = digits.split(last);
  return grouped(whole) ? sure(`${whole.replaceAll(grouping, '')}.${part}`) : undefined;
}

function oneMark(digits: string, mark: string): Written | undefined {
  const [whole = '', part = ''] = digits.split(mark);
  if (whole + part === '') return undefined;
  const decimal = `${whole}.${part}`;
  return /^[1-9]\d{0,2}$/.test(whole) && part.length === 3
    ? { decimal, thousands: whole + part }
    : sure(decimal);
}
