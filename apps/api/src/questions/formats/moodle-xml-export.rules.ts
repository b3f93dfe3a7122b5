import type { QuestionContent } from '@holdout/contracts';

import { type Of, percentOf, plainNumbers, unsayable, weightsOf } from './export.rules';

export interface ImageFile {
  readonly filename: string;
  readonly base64: string;
}

/** Questions as Moodle XML, their images with them. What Moodle cannot say is named in a comment. */
export function toMoodleXml(
  bank: string,
  questions: readonly QuestionContent[],
  images: ReadonlyMap<string, ImageFile>,
): string {
  const category = `<question type="category"><category><text>${xml(`$course$/top/${bank.replaceAll('/', '//')}`)}</text></category></question>`;
  const elements = questions.map((content) => {
    const reason = unsayable(content, 'moodle-xml');
    return reason === null
      ? questionOf(content, images)
      : `<!-- Moodle XML cannot say this question (${reason}): ${xml(content.title).replaceAll('-', '‐')} -->`;
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<quiz>',
    category,
    ...elements,
    '</quiz>',
    '',
  ].join('\n');
}

/** Text between tags, without the signs that XML 1.0 cannot hold at all. */
function xml(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

const IMAGE = /\]\(image:([0-9a-f-]{36})\)/g;

type Images = ReadonlyMap<string, ImageFile>;

function rich(name: string, text: string, images: Images, attributes = ''): string {
  const files: string[] = [];
  const linked = text.replaceAll(IMAGE, (whole, id: string) => {
    const image = images.get(id);
    if (!image) return whole;
    const filename = `${id.slice(-6)}-${image.filename}`;
    files.push(`<file name="${xml(filename)}" path="/" encoding="base64">${image.base64}</file>`);
    return `](@@PLUGINFILE@@/${encodeURIComponent(filename)})`;
  });
  return `<${name}${attributes} format="markdown"><text>${xml(linked)}</text>${files.join('')}</${name}>`;
}

const plain = (name: string, text: string | number): string =>
  `<${name}>${xml(String(text))}</${name}>`;

function questionOf(content: QuestionContent, images: Images): string {
  const { type, elements } = bodyOf(content, images);
  const tags = content.tags.map((tag) => `<tag><text>${xml(tag)}</text></tag>`).join('');
  const text = content.type === 'cloze' ? embedded(content) : content.text;
  return [
    `<question type="${type}">`,
    `<name><text>${xml(content.title)}</text></name>`,
    rich('questiontext', text, images),
    rich('generalfeedback', content.generalFeedback, images),
    plain('defaultgrade', content.points),
    '<penalty>0</penalty><hidden>0</hidden>',
    ...elements,
    ...(tags === '' ? [] : [`<tags>${tags}</tags>`]),
    '</question>',
  ].join('\n');
}

interface Body {
  readonly type: string;
  readonly elements: readonly string[];
}

const BODIES: {
  readonly [K in QuestionContent['type']]: (content: Of<K>, images: Images) => Body;
} = {
  single: ({ options, shuffle }, images) => ({
    type: 'multichoice',
    elements: [
      '<single>true</single>',
      plain('shuffleanswers', String(shuffle)),
      ...options.map(({ text, share, feedback }) => answer(text, share, feedback, images)),
    ],
  }),
  multiple: (content, images) => {
    const weights = weightsOf(content);
    return {
      type: 'multichoice',
      elements: [
        '<single>false</single>',
        plain('shuffleanswers', String(content.shuffle)),
        `<holdout rule="${content.rule}"/>`,
        ...content.options.map(({ text, feedback }, i) =>
          answer(text, weights[i]!, feedback, images),
        ),
      ],
    };
  },
  true_false: ({ correct, feedbackTrue, feedbackFalse }, images) => ({
    type: 'truefalse',
    elements: [
      typed('true', correct ? '1' : '0', feedbackTrue, images),
      typed('false', correct ? '0' : '1', feedbackFalse, images),
    ],
  }),
  numeric: (content, images) => ({
    type: 'numerical',
    elements: [
      ...plainNumbers(content).map(({ value, tolerance, share, feedback }) =>
        typed(value, share, feedback, images, plain('tolerance', tolerance)),
      ),
      ...caught(content.wrongFeedback, images),
      ...(content.units.length === 0
        ? []
        : [
            `<units>${content.units.map(unit).join('')}</units>`,
            plain('unitgradingtype', content.unitRequired ? 1 : 0),
          ]),
    ],
  }),
  short_text: ({ answers, wrongFeedback, caseSensitive }, images) => ({
    type: 'shortanswer',
    elements: [
      plain('usecase', Number(caseSensitive)),
      ...answers.map(({ text, share, feedback }) => typed(text, share, feedback, images)),
      ...caught(wrongFeedback, images),
    ],
  }),
  matching: ({ items, targets, shuffle, rule }, images) => {
    const textOf = new Map(targets.map(({ id, text }) => [id, text]));
    const used = new Set(items.map(({ target }) => target));
    const pair = (left: string, right: string) =>
      rich('subquestion', left, images).replace(
        '</subquestion>',
        `<answer><text>${xml(right)}</text></answer></subquestion>`,
      );
    return {
      type: 'matching',
      elements: [
        plain('shuffleanswers', String(shuffle)),
        `<holdout rule="${rule}"/>`,
        ...items.map(({ text, target }) => pair(text, textOf.get(target) ?? '')),
        ...targets.filter(({ id }) => !used.has(id)).map(({ text }) => pair('', text)),
      ],
    };
  },
  ordering: ({ items, rule }, images) => ({
    type: 'ordering',
    elements: [
      `<holdout rule="${rule}"/>`,
      ...items.map(({ text }, i) => rich('answer', text, images, ` fraction="${i + 1}.0000000"`)),
    ],
  }),
  cloze: () => ({ type: 'cloze', elements: [] }),
  essay: ({ maxWords, markerNotes }, images) => ({
    type: 'essay',
    elements: [
      '<responseformat>editor</responseformat>',
      ...(maxWords === null ? [] : [plain('maxwordlimit', maxWords)]),
      rich('graderinfo', markerNotes, images),
    ],
  }),
  computed: () => ({ type: 'description', elements: [] }),
  description: () => ({ type: 'description', elements: [] }),
};

function bodyOf(content: QuestionContent, images: Images): Body {
  const body: (content: never, images: Images) => Body = BODIES[content.type];
  return body(content as never, images);
}

const answer = (text: string, share: string, feedback: string, images: Images): string =>
  rich('answer', text, images, ` fraction="${percentOf(share)}"`).replace(
    '</answer>',
    `${rich('feedback', feedback, images)}</answer>`,
  );

const typed = (text: string, share: string, feedback: string, images: Images, more = ''): string =>
  `<answer fraction="${percentOf(share)}" format="plain_text"><text>${xml(text)}</text>${more}${rich('feedback', feedback, images)}</answer>`;

const caught = (feedback: string, images: Images): string[] =>
  feedback === '' ? [] : [typed('*', '0', feedback, images)];

const unit = ({ unit: name, factor }: Of<'numeric'>['units'][number]): string =>
  `<unit><multiplier>${Number((1 / Number(factor)).toPrecision(12))}</multiplier><unit_name>${xml(name)}</unit_name></unit>`;

/** A cloze's gaps as Moodle embeds them: `{1:NUMERICAL:=5:0.1}`. */
function embedded({ text, gaps }: Of<'cloze'>): string {
  return gaps.reduce((all, gap) => all.replace(`[[${gap.id}]]`, () => embeddedGap(gap)), text);
}

function embeddedGap(gap: Of<'cloze'>['gaps'][number]): string {
  const escaped = (words: string) => words.replaceAll(/[}#~/"\\]/g, '\\$&').replaceAll('\n', ' ');
  const one = (words: string, share: string, feedback: string) =>
    `${share === '1' ? '=' : `%${percentOf(share)}%`}${words}${feedback === '' ? '' : `#${escaped(feedback)}`}`;
  const wrong =
    gap.kind === 'choice' || gap.wrongFeedback === '' ? [] : [`*#${escaped(gap.wrongFeedback)}`];
  const all = (type: string, answers: readonly string[]) =>
    `{${gap.weight}:${type}:${[...answers, ...wrong].join('~')}}`;
  switch (gap.kind) {
    case 'numeric':
      return all(
        'NUMERICAL',
        plainNumbers(gap).map(({ value, tolerance, share, feedback }) =>
          one(`${value}:${tolerance}`, share, feedback),
        ),
      );
    case 'short_text':
      return all(
        gap.caseSensitive ? 'SHORTANSWER_C' : 'SHORTANSWER',
        gap.answers.map(({ text, share, feedback }) => one(escaped(text), share, feedback)),
      );
    case 'choice':
      return all(
        gap.shuffle ? 'MULTICHOICE_S' : 'MULTICHOICE',
        gap.options.map(({ text, share, feedback }) => one(escaped(text), share, feedback)),
      );
  }
}
