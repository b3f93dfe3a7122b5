/** A figure of a profile: whole numbers whole, others with at most four digits that count. */
export function figureText(value: number | null, locale: string): string {
  if (value === null || Number.isNaN(value)) return '–';
  const size = Math.abs(value);
  const notation = size !== 0 && (size < 1e-4 || size >= 1e9) ? 'scientific' : 'standard';
  return new Intl.NumberFormat(
    locale,
    Number.isInteger(value) && notation === 'standard'
      ? {}
      : {
          notation,
          maximumSignificantDigits:
            notation === 'standard' && size >= 1000 ? Math.ceil(Math.log10(size)) : 4,
        },
  ).format(value);
}
