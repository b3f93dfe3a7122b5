import { decimalText, readRatio } from '@holdout/grading';

import { COMMON, Draft, numberFrom, pointsFrom, titleFrom } from './draft.rules';
import { toMarkdown, toPlain } from './html.rules';
import { type KeepImage, LONGEST_TEXT, MOST_QUESTIONS, type ParsedQuestion } from './parsed';
import {
  type Element,
  attribute,
  children,
  elementsOf,
  first,
  readElement,
  textOf,
  within,
} from './xml.rules';

/** The files of an archive by their path. */
export type ArchiveFiles = ReadonlyMap<string, Buffer>;

/**
 * Reads the questions of a Canvas QTI 1.2 export. Pure. Those of a file in the order they are in; a question that is broken
 * does not take the others with it. Lines are not told: nobody opens the archive to look.
 */
export function parseCanvasQti(files: ArchiveFiles, keep: KeepImage): ParsedQuestion[] {
  const parsed: ParsedQuestion[] = [];
  for (const [path, bytes] of files) {
    if (!path.toLowerCase().endsWith('.xml')) continue;
    const xml = bytes.toString('utf8');
    if (!xml.includes('<questestinterop')) continue;
    const category = /<assessment\b[^>]*?\btitle="([^"]{1,300})"/.exec(xml)?.[1];
    for (const { xml: chunk, whole } of elementsOf(xml, 'item')) {
      if (parsed.length === MOST_QUESTIONS) return parsed;
      const element = whole ? readElement(chunk) : undefined;
      parsed.push(
        readItem(element, parsed.length + 1, category === undefined ? null : toPlain(category), {
          files,
          keep,
        }),
      );
    }
  }
  return parsed;
}

interface Source {
  readonly files: ArchiveFiles;
  readonly keep: KeepImage;
}

function readItem(
  element: Element | undefined,
  number: number,
  category: string | null,
  source: Source,
): ParsedQuestion {
  const draft = new Draft(null);
  const done = (title: string, content: ParsedQuestion['content']): ParsedQuestion => ({
    number,
    line: null,
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
  const item = new Item(element, draft, source);
  const text = item.rich(first(element, 'presentation', 'material', 'mattext'));
  const title = toPlain(attribute(element, 'title')).slice(0, 300);
  const type = item.field('question_type');
  const read = TYPES[type];
  if (!read) {
    draft.fault('question-type-unknown', type);
    return done(title || titleFrom(text), null);
  }
  const points = item.field('points_possible');
  const common: Common = {
    ...COMMON,
    // Canvas calls most of them just “Question”.
    title: title === '' || title === 'Question' ? titleFrom(text) : title,
    text,
    points: type === 'text_only_question' ? 0 : points === '' ? 1 : pointsFrom(points, draft),
    generalFeedback: item.feedback('general_fb'),
  };
  return done(common.title, draft.content(read(item, common)));
}

type Common = typeof COMMON & { title: string; text: string };

const TYPES: Readonly<Record<string, (item: Item, common: Common) => unknown>> = {
  multiple_choice_question: single,
  true_false_question: trueFalse,
  multiple_answers_question: multiple,
  short_answer_question: shortText,
  fill_in_multiple_blanks_question: (item, common) => blanks(item, common, 'short_text'),
  multiple_dropdowns_question: (item, common) => blanks(item, common, 'choice'),
  matching_question: matching,
  numerical_question: numeric,
  essay_question: essay,
  file_upload_question: (item, common) => {
    item.draft.warn('upload-as-essay');
    return essay(item, common);
  },
  text_only_question: (_, common) => ({ ...common, type: 'description' }),
};

/** When all of these hold, so much is earned. */
interface Condition {
  readonly element: Element;
  readonly score: number;
  readonly feedback: string;
}

class Item {
  readonly conditions: readonly Condition[];
  private readonly fields: ReadonlyMap<string, string>;

  constructor(
    readonly element: Element,
    readonly draft: Draft,
    private readonly source: Source,
  ) {
    this.fields = new Map(
      [...within(element, 'qtimetadatafield')].map((field) => [
        textOf(first(field, 'fieldlabel')).trim(),
        textOf(first(field, 'fieldentry')).trim(),
      ]),
    );
    this.conditions = children(first(element, 'resprocessing'), 'respcondition').map(
      (condition) => ({
        element: condition,
        score: Number(textOf(first(condition, 'setvar')).trim() || '0'),
        feedback: this.feedback(attribute(first(condition, 'displayfeedback'), 'linkrefid')),
      }),
    );
  }

  field(name: string): string {
    return this.fields.get(name) ?? '';
  }

  rich(mattext: Element | undefined): string {
    const text = textOf(mattext);
    if (text.length > LONGEST_TEXT) {
      this.draft.fault('text-too-long', String(text.length));
      return '';
    }
    const format = attribute(mattext, 'texttype') === 'text/html' ? 'html' : 'plain';
    const { markdown, removed } = toMarkdown(text, format, (source) => this.image(source));
    for (const thing of removed) this.draft.warn('html-removed', thing);
    return markdown;
  }

  feedback(ident: string): string {
    if (ident === '') return '';
    const found = children(this.element, 'itemfeedback').find(
      (each) => attribute(each, 'ident') === ident,
    );
    const [mattext] = found ? [...within(found, 'mattext')] : [];
    return this.rich(mattext);
  }

  /** Options of a response, in order. */
  labels(response: Element | undefined): { ident: string; text: string }[] {
    return children(first(response, 'render_choice'), 'response_label').map((label) => ({
      ident: attribute(label, 'ident'),
      text: this.rich(first(label, 'material', 'mattext')),
    }));
  }

  responses(): Element[] {
    return children(first(this.element, 'presentation'), 'response_lid');
  }

  /** What is said to who gave this answer. */
  saidTo(ident: string): string {
    const said = this.conditions.find(
      ({ element, feedback }) =>
        feedback !== '' && equals(first(element, 'conditionvar'), 'varequal').includes(ident),
    );
    return said?.feedback ?? '';
  }

  private image(source: string): string | undefined {
    const path = decodeSafely(source)
      .replace(/^\$IMS-CC-FILEBASE\$\/?/, '')
      .replace(/\?.*$/, '');
    if (path === '' || path.includes('..')) return undefined;
    const found = [...this.source.files].find(
      ([name]) => name === path || name.endsWith(`/${path}`),
    );
    return found && this.source.keep(path.replace(/^.*\//, ''), found[1]);
  }
}

function decodeSafely(source: string): string {
  try {
    return decodeURIComponent(source);
  } catch {
    return source;
  }
}

const equals = (element: Element | undefined, name: string): string[] =>
  children(element, name).map((each) => textOf(each).trim());

/** Idents and texts of the conditions that earn something, each once. */
function rightOnes({ conditions }: Item): string[] {
  const right = conditions
    .filter(({ score }) => score > 0)
    .flatMap(({ element }) => [...within(element, 'varequal')].map((each) => textOf(each).trim()));
  return [...new Set(right)];
}

function single(item: Item, common: Common): unknown {
  const right = rightOnes(item);
  return {
    ...common,
    type: 'single',
    shuffle: true,
    options: item.labels(item.responses()[0]).map(({ ident, text }, i) => ({
      id: `o${i + 1}`,
      text,
      share: right.includes(ident) ? '1' : '0',
      feedback: item.saidTo(ident),
    })),
  };
}

function trueFalse(item: Item, common: Common): unknown {
  const labels = item.labels(item.responses()[0]);
  const right = rightOnes(item);
  const yes = labels.find(({ text }) => /^(true|verdadero|cierto|sí|si)$/i.test(text)) ?? labels[0];
  const no = labels.find((label) => label !== yes);
  if (!yes || !no || right.length === 0) item.draft.fault('no-full-answer');
  return {
    ...common,
    type: 'true_false',
    correct: yes !== undefined && right.includes(yes.ident),
    feedbackTrue: item.saidTo(yes?.ident ?? ''),
    feedbackFalse: item.saidTo(no?.ident ?? ''),
  };
}

/** Canvas gives a part for each right one and takes one for each wrong one. */
function multiple(item: Item, common: Common): unknown {
  const full = item.conditions.find(({ score }) => score > 0)?.element;
  const all = first(full, 'conditionvar', 'and') ?? first(full, 'conditionvar');
  const right = equals(all, 'varequal');
  return {
    ...common,
    type: 'multiple',
    rule: 'right_minus_wrong',
    shuffle: true,
    options: item.labels(item.responses()[0]).map(({ ident, text }, i) => ({
      id: `o${i + 1}`,
      text,
      correct: right.includes(ident),
      weight: right.includes(ident) ? `1/${right.length}` : `-1/${right.length || 1}`,
      feedback: item.saidTo(ident),
    })),
  };
}

function shortText(item: Item, common: Common): unknown {
  const answers = rightOnes(item).map((text, i) => ({
    id: `a${i + 1}`,
    text: text.replaceAll('*', '\\*'),
    share: '1',
    feedback: item.saidTo(text),
  }));
  return {
    ...common,
    type: 'short_text',
    answers,
    wrongFeedback: '',
    caseSensitive: false,
    accentSensitive: false,
  };
}

/** `[name]` in the text is the response `response_name`; its options are the key, or what is chosen from. */
function blanks(item: Item, common: Common, kind: 'short_text' | 'choice'): unknown {
  const right = rightOnes(item);
  let { text } = common;
  const gaps = item.responses().map((response, i) => {
    const id = `g${i + 1}`;
    const name = attribute(response, 'ident').replace(/^response_/, '');
    if (!text.includes(`[${name}]`)) item.draft.fault('gap-not-once-in-text', name);
    text = text.replace(`[${name}]`, `[[${id}]]`);
    const labels = item.labels(response);
    if (kind === 'choice')
      return {
        id,
        kind,
        weight: 1,
        shuffle: true,
        options: labels.map((label, j) => ({
          id: `o${j + 1}`,
          text: label.text,
          share: right.includes(label.ident) ? '1' : '0',
          feedback: '',
        })),
      };
    return {
      id,
      kind,
      weight: 1,
      wrongFeedback: '',
      caseSensitive: false,
      accentSensitive: false,
      answers: labels.map((label, j) => ({
        id: `a${j + 1}`,
        text: toPlain(label.text.replaceAll(/\\(?=[^\w\s])/g, '')).replaceAll('*', '\\*'),
        share: '1',
        feedback: '',
      })),
    };
  });
  return { ...common, text, type: 'cloze', gaps };
}

function matching(item: Item, common: Common): unknown {
  const responses = item.responses();
  const targets = item
    .labels(responses[0])
    .map(({ ident, text }, i) => ({ ident, id: `t${i + 1}`, text }));
  const right = new Map(
    item.conditions.flatMap(({ element }) =>
      [...within(element, 'varequal')].map(
        (each) => [attribute(each, 'respident'), textOf(each).trim()] as const,
      ),
    ),
  );
  return {
    ...common,
    type: 'matching',
    rule: 'per_pair',
    shuffle: true,
    items: responses.map((response, i) => ({
      id: `i${i + 1}`,
      text: item.rich(first(response, 'material', 'mattext')),
      target:
        targets.find(({ ident }) => ident === right.get(attribute(response, 'ident')))?.id ??
        'none',
    })),
    targets: targets.map(({ id, text }) => ({ id, text })),
  };
}

/** `<or>` of the exact number and a range around it; or a range alone. */
function numeric(item: Item, common: Common): unknown {
  const answers = item.conditions
    .filter(({ score }) => score > 0)
    .flatMap(({ element, feedback }, i) => {
      const limit = (name: string) =>
        [...within(element, name)].map((each) => numberFrom(textOf(each)))[0];
      const exact = limit('varequal');
      const low = limit('vargte') ?? limit('vargt') ?? exact;
      const high = limit('varlte') ?? limit('varlt') ?? exact;
      const [from, to] = [readRatio(low ?? ''), readRatio(high ?? '')];
      if (!from || !to || to.lt(from)) {
        item.draft.fault('not-a-number', textOf([...within(element, 'varequal')][0]));
        return [];
      }
      const value = readRatio(exact ?? '') ?? from.add(to).div(2);
      const below = value.sub(from);
      const above = to.sub(value);
      if (!below.equals(above)) item.draft.warn('tolerance-widened', decimalText(value));
      return [
        {
          id: `a${i + 1}`,
          value: decimalText(value),
          tolerance: { kind: 'absolute', value: decimalText(below.gt(above) ? below : above) },
          share: '1',
          feedback,
        },
      ];
    });
  return { ...common, type: 'numeric', answers, wrongFeedback: '', units: [], unitRequired: false };
}

function essay(_: Item, common: Common): unknown {
  return { ...common, type: 'essay', rubric: [], maxWords: null, markerNotes: '' };
}
