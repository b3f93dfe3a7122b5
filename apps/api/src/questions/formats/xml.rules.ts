import { XMLParser, XMLValidator } from 'fast-xml-parser';

import { entitiesDecoded } from './html.rules';

/** An element: its attributes behind `@`, its text behind `#text` and `#cdata`, its children as lists by name. */
export type Element = Readonly<Record<string, unknown>>;

/** Nothing that was written by hand is nested deeper. */
const DEEPEST = 60;

/** Entities are off: what a document declares is never expanded. */
const PARSER = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  textNodeName: '#text',
  cdataPropName: '#cdata',
  alwaysCreateTextNode: true,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  processEntities: false,
  maxNestedTags: DEEPEST,
  isArray: (name, _path, _leaf, isAttribute) => !isAttribute && !name.startsWith('#'),
});

/** One element that stands alone; undefined where it is not well formed. */
export function readElement(xml: string): Element | undefined {
  // The validator takes the square of the depth, so depth is looked at first.
  if (deeperThan(xml, DEEPEST) || XMLValidator.validate(xml) !== true) return undefined;
  const read = PARSER.parse(xml) as Element;
  const name = Object.keys(read).find((each) => !/^[#?@]/.test(each));
  return name === undefined ? undefined : first(read, name);
}

export function children(element: Element | undefined, name: string): Element[] {
  const found = element?.[name];
  return Array.isArray(found) ? (found as Element[]) : [];
}

/** The first one on a path of names. */
export function first(
  element: Element | undefined,
  ...path: readonly string[]
): Element | undefined {
  return path.reduce<Element | undefined>((at, name) => children(at, name)[0], element);
}

/** All of that name, however deep, in the order of the document among siblings. */
export function* within(element: Element, name: string): Generator<Element> {
  for (const [key, value] of Object.entries(element)) {
    if (!Array.isArray(value) || key.startsWith('#')) continue;
    for (const child of value as Element[]) {
      if (key === name) yield child;
      yield* within(child, name);
    }
  }
}

export function attribute(element: Element | undefined, name: string): string {
  const value = element?.[`@${name}`];
  return typeof value === 'string' ? entitiesDecoded(value) : '';
}

/** What is written in it, CDATA as it is; only the entities that XML itself has are decoded. */
export function textOf(element: Element | undefined): string {
  const written = element?.['#text'];
  const text = typeof written === 'string' ? entitiesDecoded(written) : '';
  const cdata = element?.['#cdata'];
  const parts: readonly unknown[] = Array.isArray(cdata) ? cdata : [cdata];
  const verbatim = parts.map(verbatimOf).join('');
  return verbatim === '' ? text : text.trim() + verbatim;
}

function verbatimOf(cdata: unknown): string {
  if (typeof cdata === 'string') return cdata;
  const text = (cdata as Element | undefined)?.['#text'];
  return typeof text === 'string' ? text : '';
}

export interface Chunk {
  readonly xml: string;
  readonly line: number;
  /** False where the next one begins before this one ends. */
  readonly whole: boolean;
}

/** Where CDATA or a comment ends; -1 where it never does, and all that follows is in it. */
function endOfPassage(xml: string, mark: '<![CDATA[' | '<!--', from: number): number {
  const end = xml.indexOf(mark === '<!--' ? '-->' : ']]>', from);
  return end < 0 ? -1 : end + 3;
}

function deeperThan(xml: string, deepest: number): boolean {
  const marks = /<!\[CDATA\[|<!--|<(\/?)[A-Za-z_][^<>]*?(\/?)>/g;
  let depth = 0;
  for (let found = marks.exec(xml); found; found = marks.exec(xml)) {
    const [mark, closing, alone] = found;
    if (mark === '<![CDATA[' || mark === '<!--') {
      const end = endOfPassage(xml, mark, marks.lastIndex);
      if (end < 0) return false;
      marks.lastIndex = end;
    } else if (closing === '/') depth -= 1;
    else if (alone === '') depth += 1;
    if (depth > deepest) return true;
  }
  return false;
}

/** What no file of questions has, and a bomb begins with. */
export function declaresEntities(xml: string): boolean {
  return /<!(DOCTYPE|ENTITY)/i.test(xml);
}

/**
 * The elements of that name one by one, each with its line: one that is broken does not take the others with it. CDATA and
 * comments are passed over, whatever stands in them. Linear in the length.
 */
export function* elementsOf(xml: string, name: string): Generator<Chunk> {
  const marks = new RegExp(`<!\\[CDATA\\[|<!--|<${name}(?=[\\s>/])|</${name}\\s*>`, 'g');
  let begun = -1;
  let line = 1;
  let counted = 0;
  const chunk = (end: number, whole: boolean): Chunk => {
    for (let i = xml.indexOf('\n', counted); i >= 0 && i < begun; i = xml.indexOf('\n', i + 1))
      line += 1;
    counted = begun;
    return { xml: xml.slice(begun, end), line, whole };
  };
  for (let found = marks.exec(xml); found; found = marks.exec(xml)) {
    const [mark] = found;
    if (mark === '<![CDATA[' || mark === '<!--') {
      const end = endOfPassage(xml, mark, marks.lastIndex);
      if (end < 0) break;
      marks.lastIndex = end;
    } else if (mark.startsWith('</')) {
      if (begun >= 0) yield chunk(marks.lastIndex, true);
      begun = -1;
    } else {
      if (begun >= 0) yield chunk(found.index, false);
      begun = found.index;
    }
  }
  if (begun >= 0) yield chunk(xml.length, false);
}
