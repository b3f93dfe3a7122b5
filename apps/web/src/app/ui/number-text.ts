export interface Figures {
  /** Significant digits; 4 is what a board shows. */
  readonly significant?: number;
  /** Every digit there is: what staff read of a score. */
  readonly exact?: boolean;
  /** Exactly so many decimals. */
  readonly decimals?: number;
  readonly style?: 'percent' | 'bytes' | 'duration';
}

/** A number by a language: decimal comma in Spanish. What is not there is a dash. */
export function numberText(
  value: number | null | undefined,
  locale: string,
  { significant, exact, decimals, style }: Figures = {},
): string {
  if (value === null || value === undefined || Number.isNaN(value)) return '–';
  if (style === 'bytes') return bytesText(value, locale);
  if (style === 'duration') return durationText(value, locale);
  return new Intl.NumberFormat(locale, {
    ...(style === 'percent' && { style: 'percent' }),
    ...(significant !== undefined && {
      minimumSignificantDigits: significant,
      maximumSignificantDigits: significant,
    }),
    ...(decimals !== undefined && {
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
    }),
    ...(exact === true && { maximumSignificantDigits: 17 }),
    ...(significant === undefined &&
      decimals === undefined &&
      exact !== true && { maximumFractionDigits: 4 }),
  }).format(value);
}

const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];

function bytesText(bytes: number, locale: string): string {
  const step = Math.min(UNITS.length - 1, Math.floor(Math.log2(Math.max(1, bytes)) / 10));
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: step === 0 ? 0 : 1 });
  return `${number.format(bytes / 1024 ** step)} ${UNITS[step] ?? ''}`;
}

/** Milliseconds as “840 ms”, “3,2 s” or “2 min 5 s”. */
function durationText(milliseconds: number, locale: string): string {
  const format = (value: number, digits = 0) =>
    new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(value);
  if (milliseconds < 1000) return `${format(milliseconds)} ms`;
  if (milliseconds < 60_000) return `${format(milliseconds / 1000, 1)} s`;
  const seconds = Math.round(milliseconds / 1000);
  return `${format(Math.floor(seconds / 60))} min ${format(seconds % 60)} s`;
}
