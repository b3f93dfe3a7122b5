export type Params = Readonly<Record<string, unknown>>;

const FORM = String.raw`((?:[^|{}]|\{\{\s*\w+\s*\}\})*)`;
const PLURAL = new RegExp(String.raw`\{(\w+)\|${FORM}\|${FORM}\}`, 'g');

/**
 * Fills a sentence of a dictionary: `{{ name }}` with what the page knows (a number by the reader's
 * locale), `{count|group|groups}` with the form that fits the count; a part in `[[ … ]]` is left out
 * where something in it is not known. What is filled in is never read as a sentence itself.
 */
export function fill(sentence: string, params: Params, locale: () => string): string {
  return sentence
    .replace(/\[\[(.*?)\]\]/g, (_, part: string) =>
      namesIn(part).every((name) => known(params[name])) ? part : '',
    )
    .replace(PLURAL, (_, count: string, one: string, many: string) =>
      Number(params[count]) === 1 ? one : many,
    )
    .replace(/\{\{\s*(\w+)\s*\}\}/g, (_, name: string) => text(params[name], locale));
}

function namesIn(part: string): string[] {
  return [...part.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map(([, name]) => name ?? '');
}

const known = (value: unknown) => value !== undefined && value !== null && value !== '';

function text(value: unknown, locale: () => string): string {
  if (typeof value === 'number') return new Intl.NumberFormat(locale()).format(value);
  return typeof value === 'string' ? value : '';
}
