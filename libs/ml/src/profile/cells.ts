/** A number with something beside it that a plain reader would stumble over. */
export interface Marked {
  readonly value: number;
  /** `$`, `%`, `kg`; empty where only separators stood in the way. */
  readonly unit: string;
  /** How the digits were written. */
  readonly digits: 'plain' | 'thousands' | 'decimal-comma';
}

const MARKED =
  /^([+-]?)\s*(US\$|[$€£¥₡₲₱₿])?\s*([+-]?)(\d[\d.,\u00a0\u202f]*)\s*(%|[\p{L}°µ][\p{L}°µ/²³%]{0,11})?$/u;
const CURRENCY = /^(US\$|[$€£¥₡₲₱₿%])$/;

/** `$1,000`, `12 %`, `3,5 kg`, `1.200.000`: the number and what is beside it; undefined where that is not the reading. */
export function markedNumber(text: string): Marked | undefined {
  if (text.length > 40) return undefined;
  const [, outer = '', prefix = '', inner = '', digits = '', suffix = ''] = MARKED.exec(text) ?? [];
  if (digits === '' || (outer !== '' && inner !== '') || (prefix !== '' && suffix !== ''))
    return undefined;
  const read = readDigits(digits.replace(/[\u00a0\u202f]/g, ''));
  if (!read) return undefined;
  const value = outer === '-' || inner === '-' ? -read.value : read.value;
  return { value, unit: prefix === '' ? suffix : prefix, digits: read.digits };
}

/** Units that need no majority to be believed: nobody calls a class `$5`. */
export const isCurrencyOrPercent = (unit: string): boolean => CURRENCY.test(unit);

function readDigits(text: string): Pick<Marked, 'value' | 'digits'> | undefined {
  if (/^\d+(\.\d+)?$/.test(text)) return { value: Number(text), digits: 'plain' };
  if (/^\d{1,3}(,\d{3})+(\.\d+)?$/.test(text))
    return { value: Number(text.replaceAll(',', '')), digits: 'thousands' };
  if (/^\d{1,3}(\.\d{3}){2,}$/.test(text) || /^\d{1,3}(\.\d{3})+,\d+$/.test(text))
    return { value: Number(text.replaceAll('.', '').replace(',', '.')), digits: 'thousands' };
  if (/^\d+,\d+$/.test(text))
    return { value: Number(text.replace(',', '.')), digits: 'decimal-comma' };
  return undefined;
}

/** Which of two small numbers is the day. */
export type DateOrder = 'day-first' | 'month-first';

const CLOCK = String.raw`(?:[T ]\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?\s*(Z|[+-]\d{2}:?\d{2})?)?`;
const YEAR_FIRST = new RegExp(String.raw`^(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?${CLOCK}$`);
const YEAR_LAST = new RegExp(String.raw`^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})${CLOCK}$`);
const MINUTE = 60_000;

/**
 * A date or an instant in milliseconds of UTC, NaN where the text is none: `2010-02-01`, `2010-02`, `1/2/2010`,
 * `01.02.10 13:45`, with or without a zone (without one it is taken as UTC: only order and distance matter). Years
 * of two digits follow POSIX: 69 … 99 are of the 1900s.
 */
export function dateValue(text: string, order: DateOrder): number {
  const iso = YEAR_FIRST.exec(text);
  if (iso) return instant(Number(iso[1]), Number(iso[2]), Number(iso[3] ?? 1), iso.slice(4));
  const other = YEAR_LAST.exec(text);
  if (!other) return Number.NaN;
  const [first, second, last] = [Number(other[1]), Number(other[2]), Number(other[3])];
  const year = last < 69 ? last + 2000 : last < 100 ? last + 1900 : last;
  return order === 'day-first'
    ? instant(year, second, first, other.slice(4))
    : instant(year, first, second, other.slice(4));
}

function instant(
  year: number,
  month: number,
  day: number,
  [hour, minute, second, zone]: (string | undefined)[],
): number {
  const [h, m, s] = [Number(hour ?? 0), Number(minute ?? 0), Number(second ?? 0)];
  if (month < 1 || month > 12 || day < 1 || h > 23 || m > 59 || s > 60) return Number.NaN;
  if (day > daysIn(year, month)) return Number.NaN;
  return Date.UTC(year, month - 1, day, h, m, s) - offset(zone);
}

function daysIn(year: number, month: number): number {
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
}

function offset(zone: string | undefined): number {
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})$/.exec(zone ?? '') ?? [];
  if (sign === undefined) return 0;
  const size = (Number(hours) * 60 + Number(minutes)) * MINUTE;
  return sign === '-' ? -size : size;
}
