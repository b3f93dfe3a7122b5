/** The languages whose comments and strings are told apart from code. */
export type Language = 'python' | 'r' | 'javascript';

/** A program with its comments blanked, and with its strings blanked too; both as long as it was, line by line. */
export interface Masked {
  readonly code: string;
  readonly bare: string;
}

const LINE_COMMENT = { python: '#', r: '#', javascript: '//' } as const;
const QUOTES = { python: ['"', "'"], r: ['"', "'", '`'], javascript: ['"', "'", '`'] } as const;
/** After these a slash begins a regular expression, not a division. */
const BEFORE_REGEXP = /(?:^|[=(,;:!&|?{}[+\-*%<>~^]|\breturn|\btypeof|\bcase)\s*$/;

/**
 * Tells code from comments and strings, so that a word in a comment is never taken for code. Knows Python's triple quotes,
 * R's raw strings, JavaScript's templates (blanked whole) and regular expressions. What is not closed runs to its end.
 */
export function masked(source: string, language: Language): Masked {
  const pieces: { code: string; bare: string }[] = [];
  let from = 0;
  const flush = (to: number) => {
    const plain = source.slice(from, to);
    pieces.push({ code: plain, bare: plain });
  };
  for (let at = 0; at < source.length;) {
    const comment = commentEnd(source, at, language);
    if (comment !== undefined) {
      flush(at);
      const blank = blanked(source.slice(at, comment));
      pieces.push({ code: blank, bare: blank });
      from = at = comment;
      continue;
    }
    const string = stringEnd(source, at, language);
    if (string !== undefined) {
      flush(at);
      const text = source.slice(at, string);
      pieces.push({ code: text, bare: blanked(text) });
      from = at = string;
      continue;
    }
    at++;
  }
  flush(source.length);
  return {
    code: pieces.map(({ code }) => code).join(''),
    bare: pieces.map(({ bare }) => bare).join(''),
  };
}

const blanked = (text: string) => text.replace(/[^\n]/g, ' ');

function endOf(found: number, source: string, length: number): number {
  return found < 0 ? source.length : found + length;
}

function commentEnd(source: string, at: number, language: Language): number | undefined {
  if (source.startsWith(LINE_COMMENT[language], at))
    return endOf(source.indexOf('\n', at), source, 0);
  if (language === 'javascript' && source.startsWith('/*', at))
    return endOf(source.indexOf('*/', at + 2), source, 2);
  return undefined;
}

function stringEnd(source: string, at: number, language: Language): number | undefined {
  const quote = source[at]!;
  if (language === 'r' && /[rR]/.test(quote) && !/[\w.]/.test(source[at - 1] ?? ''))
    return rawEnd(source, at);
  if (
    language === 'javascript' &&
    quote === '/' &&
    BEFORE_REGEXP.test(source.slice(Math.max(0, at - 40), at))
  )
    return regexpEnd(source, at);
  if (!(QUOTES[language] as readonly string[]).includes(quote)) return undefined;
  const closing =
    language === 'python' && source.startsWith(quote.repeat(3), at) ? quote.repeat(3) : quote;
  // Only these may hold a line's end.
  const long = closing.length === 3 || language === 'r' || quote === '`';
  for (let i = at + closing.length; i < source.length; i++) {
    if (source[i] === '\\') i++;
    else if (source.startsWith(closing, i)) return i + closing.length;
    else if (source[i] === '\n' && !long) return i;
  }
  return source.length;
}

/** R 4's r"(…)", r"--[…]--". */
function rawEnd(source: string, at: number): number | undefined {
  const opened = /^[rR](["'])(-*)([([{])/.exec(source.slice(at, at + 20));
  if (!opened) return undefined;
  const [, quote = '', dashes = '', bracket = ''] = opened;
  const closing = { '(': ')', '[': ']', '{': '}' }[bracket]! + dashes + quote;
  return endOf(source.indexOf(closing, at), source, closing.length);
}

function regexpEnd(source: string, at: number): number | undefined {
  let inClass = false;
  const end = Math.min(source.length, at + 200);
  for (let i = at + 1; i < end && source[i] !== '\n'; i++) {
    if (source[i] === '\\') i++;
    else if (source[i] === '[') inClass = true;
    else if (source[i] === ']') inClass = false;
    else if (source[i] === '/' && !inClass) return i + 1;
  }
  return undefined;
}

/** The line of an offset, as an editor counts. */
export function lineOf(source: string, offset: number): number {
  let line = 1;
  for (let i = source.indexOf('\n'); i >= 0 && i < offset; i = source.indexOf('\n', i + 1)) line++;
  return line;
}
