const STEPS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 365 * 86_400],
  ['month', 30 * 86_400],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
];

/** The largest unit of which there are two or more, cut and not rounded up: 119 minutes are 119 minutes, 47 hours no day. */
export function awayFrom(milliseconds: number, locale: string): string {
  const seconds = Math.trunc(milliseconds / 1000);
  const [unit, size] = STEPS.find(([, step]) => Math.abs(seconds) >= 2 * step) ?? ['second', 1];
  return new Intl.RelativeTimeFormat(locale, { numeric: 'always' }).format(
    Math.trunc(seconds / size),
    unit,
  );
}
