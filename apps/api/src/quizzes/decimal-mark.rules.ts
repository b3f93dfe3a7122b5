import type { Locale } from '@holdout/contracts';

/** How numbers in a question's text are written: by the reader's language, or the browser's where none was chosen. */
export function decimalMarkOf(locale: Locale | null, languages: string | undefined): ',' | '.' {
  const preferred = locale ?? (/^\s*en\b/i.test(languages ?? '') ? 'en' : 'es');
  return preferred === 'en' ? '.' : ',';
}
