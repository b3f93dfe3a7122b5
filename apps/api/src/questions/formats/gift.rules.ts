import { decimalText, readRatio } from '@holdout/grading';

import { COMMON, Draft, numberFrom, partNames, shareFrom, titleFrom } from './draft.rules';
import { type GiftBlock, blocksOf, outsideMath, restored } from './gift-blocks.rules';
import { type TextFormat, toMarkdown, toPlain } from './html.rules';
import { LONGEST_QUESTION, LONGEST_TEXT, MOST_QUESTIONS, type ParsedQuestion } from './parsed';

/**
 * Reads GIFT by Moodle's own rules. Pure. A question that is broken is told with its number and line, and the others are
 * read all the same.
 */
export function parseGift(file: string): ParsedQuestion[] {
  const parsed: ParsedQuestion[] = [];
  let category: string | null = null;
  for (const block of blocksOf(file)) {
    if (block.category !== null) {
      category = block.category;
      continue;
    }
    if (parsed.length === MOST_QUESTIONS) break;
    parsed.push(parseBlock(block, parsed.length + 1, category));
  }
  return parsed;
}

function parseBlock(block: GiftBlock, number: number, category: string | null): ParsedQuestion {
  const draft = new Draft(block.line);
  const done = (title: string, content: ParsedQuestion['content']): ParsedQuestion => ({
    number,
    line: block.line,
    title,
    category,
    faults: draft.faults,
    warnings: draft.warnings,
    content,
  });
  if (block.text.length > LONGEST_QUESTION) {
    draft.fault('question-too-long', String(block.text.length));
    return done(titleFrom(block.text.slice(0, 200)), null);
  }
  const named = nameOf(block.text);
  if (named.unclosed) draft.fault('gift-name-unclosed', block.text.slice(0, 60));
  const parts = partsOf(named.rest, block, draft);
  const text = richText(parts.text, draft, 'moodle');
  const title =
    (named.name === null ? '' : toPlain(restored(named.name))).slice(0, 300) ||
    titleFrom(text.markdown);
  if (draft.faults.length > 0) return done(title, null);
  const common = { ...COMMON, title, text: text.markdown, tags: [...block.tags] };
  if (parts.answers === null)
    return done(title, draft.content({ ...common, points: 0, type: 'description' }));
  return done(
    title,
    draft.content(questionOf(parts.answers, { common, format: text.format, draft, block })),
  );
}

function nameOf(text: string): { name: string | null; rest: string; unclosed: boolean } {
  if (!text.startsWith('::')) return { name: null, rest: text, unclosed: false };
  const end = text.indexOf('::', 2);
  if (end < 0) return { name: null, rest: text.slice(2), unclosed: true };
  return { name: text.slice(2, end).trim(), rest: text.slice(end + 2).trim(), unclosed: false };
}

interface Parts {
  readonly text: string;
  readonly answers: string | null;
}

/** Cuts the answers out. More than one pair of braces is a brace that should have been escaped, in TeX most often. */
function partsOf(text: string, block: GiftBlock, draft: Draft): Parts {
  const braces = [...text.matchAll(/[{}]/g)].map(({ index }) => index);
  if (braces.length === 0) return { text, answers: null };
  const [open = 0, close] = braces;
  const answers = close === undefined ? '' : text.slice(open + 1, close).trim();
  const inMath = braces.find((at) => !outsideMath(text, at));
  const looksLikeAnswers = answers === '' || /[=~#]|^(T|TRUE|F|FALSE)$/.test(answers);
  const stray =
    braces.length > 2
      ? (inMath ?? braces[2])
      : inMath !== undefined && !looksLikeAnswers
        ? inMath
        : undefined;
  if (stray !== undefined) {
    const from = Math.max(0, stray - 15);
    draft.fault(
      'gift-unescaped-brace',
      restored(text.slice(from, stray + 15)).replaceAll('\n', ' '),
      lineOf(block, text, stray),
    );
    return { text: text.slice(0, open), answers: null };
  }
  if (close === undefined || text[open] !== '{' || text[close] !== '}') {
    draft.fault('gift-one-brace', undefined, lineOf(block, text, open));
    return { text: text.replaceAll(/[{}]/g, ''), answers: null };
  }
  const tail = text.slice(close + 1).trim();
  const before = text.slice(0, open).trim();
  return { text: tail === '' ? before : `${before} _____ ${tail}`, answers };
}

/** The text ends as the block does, so lines are counted from its end. */
function lineOf(block: GiftBlock, text: string, at: number): number {
  return block.lines[block.lines.length - text.slice(at).split('\n').length] ?? block.line;
}

const FORMAT = /^\s*\[(html|moodle|plain|markdown)\]/i;

interface Rich {
  readonly markdown: string;
  readonly format: TextFormat;
}

/** In the format that it names, else in that of the question. */
function richText(text: string, draft: Draft, format: TextFormat): Rich {
  const [prefix = '', named] = FORMAT.exec(text) ?? [];
  const own = (named?.toLowerCase() as TextFormat | undefined) ?? format;
  if (/\$[^$]*\uFDD9[a-z][^$]*\$/i.test(text))
    draft.warn('gift-newline-in-math', text.slice(0, 80));
  const plain = restored(text.slice(prefix.length).trim());
  if (plain.length > LONGEST_TEXT) draft.fault('text-too-long', String(plain.length));
  const { markdown, removed } = toMarkdown(plain.slice(0, LONGEST_TEXT), own, () => undefined);
  for (const thing of removed) draft.warn('html-removed', thing);
  return { markdown, format: own };
}

interface Reading {
  readonly common: typeof COMMON & { title: string; text: string };
  readonly format: TextFormat;
  readonly draft: Draft;
  readonly block: GiftBlock;
}

/** The type, decided in GIFT's own order. */
function questionOf(given: string, reading: Reading): unknown {
  const last = given.lastIndexOf('####');
  const body = (last < 0 ? given : given.slice(0, last)).trim();
  const generalFeedback =
    last < 0 ? '' : richText(given.slice(last + 4), reading.draft, reading.format).markdown;
  const common = { ...reading.common, generalFeedback };
  const upToHash = body.split('#', 1)[0]!.trim();
  if (body === '') return { ...common, type: 'essay', rubric: [], maxWords: null, markerNotes: '' };
  if (body.startsWith('#'))
    return { ...common, type: 'numeric', ...numericKey(body.slice(1), reading) };
  if (body.includes('~')) return choices(common, body, reading);
  if (body.includes('=') && body.includes('->')) return matching(common, body, reading);
  if (/^(T|TRUE|F|FALSE)$/.test(upToHash)) return trueFalse(common, upToHash, body, reading);
  return { ...common, type: 'short_text', ...shortTextKey(body, reading) };
}

interface GiftAnswer {
  readonly text: string;
  /** Exact; null where none is written. */
  readonly share: string | null;
  readonly feedback: string;
}

const WEIGHT = /^\s*%(-*\d{1,3}\.?\d*)%/;

function answerOf(piece: string, { draft, format }: Reading): GiftAnswer {
  const [prefix = '', weight] = WEIGHT.exec(piece) ?? [];
  const rest = piece.slice(prefix.length);
  const hash = rest.indexOf('#');
  const share = weight === undefined ? null : shareFrom(weight);
  if (share === undefined) draft.fault('gift-weight-unreadable', weight);
  return {
    text: (hash < 0 ? rest : rest.slice(0, hash)).trim(),
    share: share ?? null,
    feedback: hash < 0 ? '' : richText(rest.slice(hash + 1), draft, format).markdown,
  };
}

/** Cut before every `=` and `~`; what stands before the first is none of them. */
function piecesOf(body: string, marks: RegExp): { mark: string; text: string }[] {
  const pieces: { mark: string; text: string }[] = [];
  for (const piece of body.split(marks)) {
    const mark = piece[0];
    if (mark === '=' || mark === '~') pieces.push({ mark, text: piece.slice(1) });
    else if (piece.trim() !== '') pieces.push({ mark: '', text: piece });
  }
  return pieces;
}

function choices(common: Reading['common'], body: string, reading: Reading): unknown {
  const { draft, format, block } = reading;
  const pieces = piecesOf(body, /(?=[=~])/);
  if (pieces[0]?.mark === '') draft.fault('gift-text-before-answers', restored(pieces[0].text));
  const single = pieces.some(({ mark }) => mark === '=');
  const names = partNames('o', pieces.length);
  const answers = pieces.map(({ mark, text }, i) => {
    const { text: words, share, feedback } = answerOf(text, reading);
    const { markdown } = richText(words, draft, format);
    return { id: names[i]!, text: markdown, share: share ?? (mark === '=' ? '1' : '0'), feedback };
  });
  if (answers.length < 2) draft.fault('too-few-options', String(answers.length));
  if (single) return { ...common, type: 'single', options: answers, shuffle: true };
  const positive = (share: string) => (readRatio(share)?.valueOf() ?? 0) > 0;
  return {
    ...common,
    type: 'multiple',
    rule: block.rule ?? ruleOf(answers.map(({ share }) => share)),
    shuffle: true,
    options: answers.map(({ id, text, share, feedback }) => ({
      id,
      text,
      correct: positive(share),
      weight: share,
      feedback,
    })),
  };
}

/** Right less wrong, where the weights say just that; else the weights themselves. */
export function ruleOf(shares: readonly string[]): 'right_minus_wrong' | 'weights' {
  const values = shares.map((share) => readRatio(share)?.toFraction() ?? '0');
  const right = values.filter((share) => !share.startsWith('-') && share !== '0');
  const each = right.length === 1 ? '1' : `1/${right.length}`;
  const wrong = values.filter((share) => share.startsWith('-') || share === '0');
  return right.length > 0 &&
    right.every((share) => share === each) &&
    wrong.every((share) => share === `-${each}`)
    ? 'right_minus_wrong'
    : 'weights';
}

function matching(common: Reading['common'], body: string, { draft, format }: Reading): unknown {
  const pairs = piecesOf(body, /(?==)/).map(({ text }) => text.split('->'));
  if (pairs.some((pair) => pair.length !== 2))
    draft.fault('gift-pair-without-arrow', restored(body));
  const rich = (text = '') => richText(text, draft, format).markdown;
  const texts = pairs.map(([left, right]) => [rich(left), rich(right)] as const);
  const targets = [...new Set(texts.map(([, right]) => right))];
  const idOf = new Map(targets.map((text, i) => [text, `t${i + 1}`]));
  const items = texts.filter(([left]) => left !== '');
  if (items.length < 2) draft.fault('too-few-pairs', String(items.length));
  return {
    ...common,
    type: 'matching',
    rule: 'per_pair',
    shuffle: true,
    items: items.map(([text, right], i) => ({ id: `i${i + 1}`, text, target: idOf.get(right) })),
    targets: targets.map((text) => ({ id: idOf.get(text), text })),
  };
}

/** `{F#said if wrong#said if right}` */
function trueFalse(
  common: Reading['common'],
  word: string,
  body: string,
  { draft, format }: Reading,
): unknown {
  const correct = word.startsWith('T');
  const [, wrong = '', right = ''] = body
    .split('#')
    .map((text, i) => (i === 0 ? '' : richText(text, draft, format).markdown));
  return {
    ...common,
    type: 'true_false',
    correct,
    feedbackTrue: correct ? right : wrong,
    feedbackFalse: correct ? wrong : right,
  };
}

function shortTextKey(body: string, reading: Reading): object {
  const pieces = piecesOf(body, /(?==)/);
  const answers = pieces.map(({ text }, i) => {
    const { text: words, share, feedback } = answerOf(text, reading);
    return {
      id: `a${i + 1}`,
      text: typedText(words, reading.format),
      share: share ?? '1',
      feedback,
    };
  });
  if (pieces[0]?.mark === '')
    reading.draft.fault('gift-text-before-answers', restored(pieces[0].text));
  return { answers, wrongFeedback: '', caseSensitive: false, accentSensitive: false };
}

/** An answer that is typed has no markup; only a format that has tags can have brought some. */
function typedText(words: string, format: TextFormat): string {
  const text = restored(words);
  return format === 'html' || format === 'moodle' ? toPlain(text) : text.trim();
}

function numericKey(body: string, reading: Reading): object {
  const { draft } = reading;
  let wrongFeedback = '';
  const answers = [];
  for (const { mark, text } of piecesOf(body, /(?=[=~])/)) {
    const { text: words, share, feedback } = answerOf(text, reading);
    if (mark === '~') {
      if (words !== '') draft.fault('gift-wrong-answer-with-number', restored(words));
      wrongFeedback = feedback;
      continue;
    }
    const range = rangeOf(restored(words));
    if (!range) draft.fault('not-a-number', restored(words));
    else
      answers.push({
        id: `a${answers.length + 1}`,
        value: range.value,
        tolerance: { kind: 'absolute', value: range.tolerance },
        share: share ?? '1',
        feedback,
      });
  }
  if (answers.length === 0 && draft.faults.length === 0) draft.fault('no-full-answer');
  return { answers, wrongFeedback, units: [], unitRequired: false };
}

/** `min..max`, `answer:tolerance` or `answer`. */
function rangeOf(text: string): { value: string; tolerance: string } | undefined {
  const [low, high, ...more] = text.split('..');
  if (high !== undefined) {
    const [from, to] = [ratio(low), ratio(high)];
    if (!from || !to || more.length > 0 || to.lt(from)) return undefined;
    const middle = from.add(to).div(2);
    return { value: decimalText(middle), tolerance: decimalText(to.sub(middle)) };
  }
  const [answer = '', within = '0', ...others] = text.split(':');
  const [value, tolerance] = [numberFrom(answer), numberFrom(within)];
  if (
    value === undefined ||
    tolerance === undefined ||
    tolerance.startsWith('-') ||
    others.length > 0
  )
    return undefined;
  return { value, tolerance };
}

function ratio(text: string | undefined) {
  const number = numberFrom(text ?? '');
  return number === undefined ? undefined : readRatio(number);
}
