import { COMMON, Draft, numberFrom, pointsFrom, shareFrom, titleFrom } from './draft.rules';
import { ruleOf } from './gift.rules';
import { type TextFormat, toMarkdown, toPlain } from './html.rules';
import { clozeOf } from './moodle-cloze.rules';
import { type KeepImage, LONGEST_TEXT, MOST_QUESTIONS, type ParsedQuestion } from './parsed';
import {
  type Element,
  attribute,
  children,
  elementsOf,
  first,
  readElement,
  textOf,
} from './xml.rules';

/** Reads Moodle XML. Pure. A question that is broken is told with its line, and the others are read all the same. */
export function parseMoodleXml(xml: string, keep: KeepImage): ParsedQuestion[] {
  const parsed: ParsedQuestion[] = [];
  let category: string | null = null;
  for (const { xml: chunk, line, whole } of elementsOf(xml, 'question')) {
    if (parsed.length === MOST_QUESTIONS) break;
    const element = whole ? readElement(chunk) : undefined;
    if (element && attribute(element, 'type') === 'category') {
      category = textOf(first(element, 'category', 'text')).trim() || null;
      continue;
    }
    parsed.push(readQuestion(element, { number: parsed.length + 1, line, category, keep }));
  }
  return parsed;
}

interface Place {
  readonly number: number;
  readonly line: number;
  readonly category: string | null;
  readonly keep: KeepImage;
}

function readQuestion(element: Element | undefined, place: Place): ParsedQuestion {
  const { number, line, category, keep } = place;
  const draft = new Draft(line);
  const done = (title: string, content: ParsedQuestion['content']): ParsedQuestion => ({
    number,
    line,
    title,
    category,
    faults: draft.faults,
    warnings: draft.warnings,
    content,
  });
  if (!element) {
    draft.fault('xml-not-well-formed');
    return done('…', null);
  }
  const texts = new Texts(draft, keep);
  const text = texts.rich(first(element, 'questiontext'));
  const title = toPlain(textOf(first(element, 'name', 'text'))).slice(0, 300) || titleFrom(text);
  const type = attribute(element, 'type');
  const read = TYPES[type];
  if (!read) {
    draft.fault('question-type-unknown', type);
    return done(title, null);
  }
  const grade = first(element, 'defaultgrade') ?? first(element, 'defaultgrade', 'text');
  const tags = children(first(element, 'tags'), 'tag').map((tag) =>
    toPlain(textOf(first(tag, 'text'))).slice(0, 60),
  );
  const common: Common = {
    ...COMMON,
    title,
    text,
    points: type === 'description' ? 0 : grade ? pointsFrom(textOf(grade), draft) : 1,
    generalFeedback: texts.rich(first(element, 'generalfeedback')),
    tags: [...new Set(tags)].filter((tag) => tag !== '').slice(0, 20),
  };
  return done(title, draft.content(read({ element, common, draft, texts })));
}

type Common = typeof COMMON & { title: string; text: string };

interface Reading {
  readonly element: Element;
  readonly common: Common;
  readonly draft: Draft;
  readonly texts: Texts;
}

const TYPES: Readonly<Record<string, (reading: Reading) => unknown>> = {
  multichoice: choices,
  truefalse: trueFalse,
  shortanswer: shortText,
  numerical: numeric,
  matching,
  ordering,
  essay,
  description: ({ common }) => ({ ...common, type: 'description' }),
  cloze: ({ common, draft }) => clozeOf(common, draft),
};

const FORMATS: Readonly<Record<string, TextFormat>> = {
  html: 'html',
  markdown: 'markdown',
  plain_text: 'plain',
  moodle_auto_format: 'moodle',
};

/** Texts of one question, and the files that come with each. */
class Texts {
  constructor(
    private readonly draft: Draft,
    private readonly keep: KeepImage,
  ) {}

  rich(element: Element | undefined): string {
    if (!element) return '';
    const text = textOf(first(element, 'text'));
    if (text.length > LONGEST_TEXT && !/src\s*=\s*["']data:/i.test(text)) {
      this.draft.fault('text-too-long', String(text.length));
      return '';
    }
    const files = new Map(
      children(element, 'file').map((file) => [attribute(file, 'name'), file] as const),
    );
    const format = FORMATS[attribute(element, 'format')] ?? 'html';
    const images =
      format === 'markdown' ? this.markdownImages(text, files) : this.inlineImages(text);
    const { markdown, removed } = toMarkdown(images, format, (source) => this.image(source, files));
    for (const thing of removed) this.draft.warn('html-removed', thing);
    return markdown;
  }

  private image(source: string, files: ReadonlyMap<string, Element>): string | undefined {
    if (/^kept:[0-9a-f-]{36}$/.test(source)) return source.slice(5);
    const name = /^@@PLUGINFILE@@\/(.+?)(\?.*)?$/.exec(source)?.[1];
    if (name === undefined) return undefined;
    const file = files.get(decoded(name)) ?? files.get(name);
    if (!file || attribute(file, 'encoding') !== 'base64') return undefined;
    return this.keep(decoded(name), Buffer.from(textOf(file), 'base64'));
  }

  /** `data:` images become files before the text is looked into, so that a text stays short. */
  private inlineImages(text: string): string {
    return text.replaceAll(
      /src\s*=\s*(["'])data:image\/[a-z]{2,5};base64,([\w+/=\s]+)\1/gi,
      (_, quote: string, data: string) => {
        const id = this.keep('imagen', Buffer.from(data, 'base64'));
        return id === undefined ? `src=${quote}${quote}` : `src=${quote}kept:${id}${quote}`;
      },
    );
  }

  private markdownImages(text: string, files: ReadonlyMap<string, Element>): string {
    return text.replaceAll(
      /!\[([^\]]{0,300})\]\((@@PLUGINFILE@@\/[^)\s]{1,300})\)/g,
      (_, alt: string, source: string) => {
        const id = this.image(source, files);
        if (id === undefined) this.draft.warn('html-removed', `image ${source}`);
        return id === undefined ? alt : `![${alt}](image:${id})`;
      },
    );
  }
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

interface MoodleAnswer {
  readonly element: Element;
  readonly share: string;
  readonly feedback: string;
}

function answersOf({ element, draft, texts }: Reading): MoodleAnswer[] {
  return children(element, 'answer').map((answer) => {
    const fraction = attribute(answer, 'fraction') || textOf(first(answer, 'fraction')) || '0';
    const share = shareFrom(fraction.trim());
    if (share === undefined) draft.fault('not-a-number', fraction);
    return {
      element: answer,
      share: share ?? '0',
      feedback: texts.rich(first(answer, 'feedback')),
    };
  });
}

const isTrue = (element: Element | undefined): boolean =>
  /^(true|1)$/i.test(textOf(element).trim());

/** What our own exports say beside Moodle's elements, so that a rule comes back as it went. */
const ruleIn = (element: Element): string | undefined =>
  attribute(first(element, 'holdout'), 'rule') || undefined;

function choices(reading: Reading): unknown {
  const { element, common, texts } = reading;
  const shuffle = isTrue(first(element, 'shuffleanswers'));
  const options = answersOf(reading).map(({ element: answer, share, feedback }, i) => ({
    id: `o${i + 1}`,
    text: texts.rich(answer),
    share,
    feedback,
  }));
  if (options.length < 2) reading.draft.fault('too-few-options', String(options.length));
  const single = first(element, 'single');
  if (!single || isTrue(single)) return { ...common, type: 'single', options, shuffle };
  return {
    ...common,
    type: 'multiple',
    rule: ruleIn(element) ?? ruleOf(options.map(({ share }) => share)),
    shuffle,
    options: options.map(({ id, text, share, feedback }) => ({
      id,
      text,
      correct: !share.startsWith('-') && share !== '0',
      weight: share,
      feedback,
    })),
  };
}

function trueFalse(reading: Reading): unknown {
  const answers = new Map(
    answersOf(reading).map((answer) => [
      textOf(first(answer.element, 'text')).trim().toLowerCase(),
      answer,
    ]),
  );
  const [yes, no] = [answers.get('true'), answers.get('false')];
  if (!yes || !no || (yes.share === '1') === (no.share === '1'))
    reading.draft.fault('no-full-answer');
  return {
    ...reading.common,
    type: 'true_false',
    correct: yes?.share === '1',
    feedbackTrue: yes?.feedback ?? '',
    feedbackFalse: no?.feedback ?? '',
  };
}

function shortText(reading: Reading): unknown {
  const all = answersOf(reading).map(({ element, share, feedback }, i) => ({
    id: `a${i + 1}`,
    text: toPlain(textOf(first(element, 'text'))),
    share,
    feedback,
  }));
  const caught = all.find(({ text, share }) => text === '*' && share === '0');
  return {
    ...reading.common,
    type: 'short_text',
    answers: all.filter((answer) => answer !== caught),
    wrongFeedback: caught?.feedback ?? '',
    caseSensitive: isTrue(first(reading.element, 'usecase')),
    accentSensitive: false,
  };
}

function numeric(reading: Reading): unknown {
  const { draft, element, common } = reading;
  let wrongFeedback = '';
  const answers = [];
  for (const { element: answer, share, feedback } of answersOf(reading)) {
    const typed = textOf(first(answer, 'text')).trim();
    if (typed === '*') {
      wrongFeedback = feedback;
      continue;
    }
    const value = numberFrom(typed);
    const within = textOf(first(answer, 'tolerance')).trim() || '0';
    const tolerance = numberFrom(within);
    if (value === undefined) draft.fault('not-a-number', typed);
    if (tolerance === undefined || tolerance.startsWith('-')) draft.fault('not-a-number', within);
    answers.push({
      id: `a${answers.length + 1}`,
      value: value ?? '0',
      tolerance: { kind: 'absolute', value: tolerance ?? '0' },
      share,
      feedback,
    });
  }
  const units = children(first(element, 'units'), 'unit').map((unit) => ({
    unit: toPlain(textOf(first(unit, 'unit_name'))).slice(0, 20),
    multiplier: numberFrom(textOf(first(unit, 'multiplier'))),
  }));
  return {
    ...common,
    type: 'numeric',
    answers,
    wrongFeedback,
    units: units.flatMap(({ unit, multiplier }) => unitOf(unit, multiplier, draft)),
    unitRequired: textOf(first(element, 'unitgradingtype')).trim() > '0' && units.length > 0,
  };
}

/** Moodle's multiplier is how many of this unit are one of the key's; ours is how much of the key's one of it is. */
function unitOf(
  unit: string,
  multiplier: string | undefined,
  draft: Draft,
): { unit: string; factor: string }[] {
  const value = Number(multiplier);
  if (unit === '' || !Number.isFinite(value) || value <= 0) {
    draft.warn('unit-left-out', unit);
    return [];
  }
  return [{ unit, factor: String(Number((1 / value).toPrecision(12))) }];
}

function matching({ element, common, draft, texts }: Reading): unknown {
  // Moodle's right sides are plain text; ours are Markdown, and say so.
  const format = first(element, 'holdout') ? 'markdown' : 'plain';
  const pairs = children(element, 'subquestion').map((pair) => ({
    left: texts.rich(pair),
    right: toMarkdown(textOf(first(pair, 'answer', 'text')), format, () => undefined).markdown,
  }));
  const targets = [...new Set(pairs.map(({ right }) => right))];
  const idOf = new Map(targets.map((text, i) => [text, `t${i + 1}`]));
  const items = pairs.filter(({ left }) => left !== '');
  if (items.length < 2) draft.fault('too-few-pairs', String(items.length));
  return {
    ...common,
    type: 'matching',
    rule: ruleIn(element) ?? 'per_pair',
    shuffle: isTrue(first(element, 'shuffleanswers')),
    items: items.map(({ left, right }, i) => ({
      id: `i${i + 1}`,
      text: left,
      target: idOf.get(right),
    })),
    targets: targets.map((text) => ({ id: idOf.get(text), text })),
  };
}

function ordering({ element, common, texts }: Reading): unknown {
  return {
    ...common,
    type: 'ordering',
    rule: ruleIn(element) ?? 'positions',
    items: children(element, 'answer').map((answer, i) => ({
      id: `i${i + 1}`,
      text: texts.rich(answer),
    })),
  };
}

function essay({ element, common, texts }: Reading): unknown {
  const most = Number(textOf(first(element, 'maxwordlimit')));
  return {
    ...common,
    type: 'essay',
    rubric: [],
    maxWords: Number.isInteger(most) && most > 0 ? most : null,
    markerNotes: texts.rich(first(element, 'graderinfo')),
  };
}
