import type { MultipleRule } from '@holdout/contracts';

/** Lines that belong together, escapes hidden, comments gone. */
export interface GiftBlock {
  /** Where it begins, counted from 1. */
  readonly line: number;
  /** The line of the file that each line of the text is. */
  readonly lines: readonly number[];
  readonly text: string;
  /** What the comments before it name. */
  readonly tags: readonly string[];
  readonly rule: MultipleRule | null;
  /** Not null: it switches the category and asks nothing. */
  readonly category: string | null;
}

/** Noncharacters, which no text may hold, stand for what is escaped: nothing takes them for marks of GIFT. */
const HIDDEN: readonly (readonly [escape: string, hidden: string, character: string])[] = [
  ['\\\\', '\uFDD0', '\\'],
  ['\\~', '\uFDD1', '~'],
  ['\\=', '\uFDD2', '='],
  ['\\#', '\uFDD3', '#'],
  ['\\{', '\uFDD4', '{'],
  ['\\}', '\uFDD5', '}'],
  ['\\:', '\uFDD6', ':'],
  ['\\n', '\uFDD9', '\n'],
];
const HIDE = new Map(HIDDEN.map(([escape, hidden]) => [escape, hidden]));
const SHOW = new Map(HIDDEN.map(([, hidden, character]) => [hidden, character]));

const hiding = (text: string): string =>
  text.replaceAll(/\\[\\~=#{}:n]/g, (escape) => HIDE.get(escape) ?? escape);

/** The text that was meant. */
export function restored(text: string): string {
  return text.replaceAll(/[\uFDD0-\uFDD9]/g, (hidden) => SHOW.get(hidden) ?? hidden);
}

/** Whether a place is not between two dollars of one paragraph. */
export function outsideMath(text: string, at: number): boolean {
  const before = text.slice(0, at).replaceAll('$$', '$').split('$').length - 1;
  return before % 2 === 0 || !text.slice(at).includes('$');
}

const RULE = /\[rule:(all_or_nothing|right_minus_wrong|per_option|weights)\]/;

/** Blocks are consecutive lines that are not blank; a category stands alone though a question follow at once. */
export function* blocksOf(file: string): Generator<GiftBlock> {
  const lines = file
    .replace(/^\uFEFF/, '')
    .replaceAll(/[\uFDD0-\uFDEF\u0000]/g, '')
    .replaceAll(/\r\n?/g, '\n')
    .split('\n');
  let rows: { text: string; line: number }[] = [];
  let comments: string[] = [];
  const flush = function* (): Generator<GiftBlock> {
    if (rows.length > 0)
      yield {
        line: rows[0]!.line,
        lines: rows.map(({ line }) => line),
        text: hiding(
          rows
            .map(({ text }) => text)
            .join('\n')
            .trimEnd(),
        ),
        tags: tagsIn(comments),
        rule: (RULE.exec(comments.join(' '))?.[1] as MultipleRule | undefined) ?? null,
        category: null,
      };
    rows = [];
    comments = [];
  };
  for (const [i, text] of lines.entries()) {
    const plain = text.trim();
    if (plain === '') {
      if (rows.length > 0) yield* flush();
    } else if (plain.startsWith('//')) comments.push(plain);
    else if (rows.length === 0 && plain.startsWith('$CATEGORY:')) {
      const category = plain.slice(10).trim();
      yield { line: i + 1, lines: [i + 1], text: '', tags: [], rule: null, category };
    } else rows.push({ text: rows.length === 0 ? text.trimStart() : text, line: i + 1 });
  }
  yield* flush();
}

/** `[tag:regresión]`, as Moodle writes them into comments. */
function tagsIn(comments: readonly string[]): string[] {
  const tags = comments.flatMap((comment) =>
    [...comment.matchAll(/\[tag:([^\]]{1,60})\]/g)].map(([, tag = '']) => tag.trim()),
  );
  return [...new Set(tags)].filter((tag) => tag !== '').slice(0, 20);
}
