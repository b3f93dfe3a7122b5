/** How a text of a file is written. `moodle`: HTML in which a line break is one. */
export type TextFormat = 'html' | 'moodle' | 'plain' | 'markdown';

export interface Converted {
  readonly markdown: string;
  /** What was in it and is not any more: `script`, `onclick`, `image photo.svg`. */
  readonly removed: readonly string[];
}

/** What stands for an image in a text; undefined where it is left out. */
export type ImageOf = (source: string) => string | undefined;

/** Elements that go with all that is in them. */
const CUT =
  /^(script|style|iframe|object|embed|svg|math|video|audio|template|noscript|head|title|textarea|select|form|button|applet|frame|frameset|link|meta|base)$/;
const VOID = /^(embed|link|meta|base|frame)$/;
const MARKS: Readonly<Record<string, string>> = {
  b: '**',
  strong: '**',
  i: '*',
  em: '*',
  code: '`',
  kbd: '`',
  tt: '`',
};
const ENTITIES: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  hellip: '…',
  ndash: '–',
  mdash: '—',
  aacute: 'á',
  eacute: 'é',
  iacute: 'í',
  oacute: 'ó',
  uacute: 'ú',
  ntilde: 'ñ',
  uuml: 'ü',
  Aacute: 'Á',
  Eacute: 'É',
  Iacute: 'Í',
  Oacute: 'Ó',
  Uacute: 'Ú',
  Ntilde: 'Ñ',
  Uuml: 'Ü',
  iquest: '¿',
  iexcl: '¡',
  laquo: '«',
  raquo: '»',
  ldquo: '“',
  rdquo: '”',
  lsquo: '‘',
  rsquo: '’',
  times: '×',
  divide: '÷',
  minus: '−',
  plusmn: '±',
  le: '≤',
  ge: '≥',
  ne: '≠',
  asymp: '≈',
  infin: '∞',
  radic: '√',
  sum: '∑',
  deg: '°',
  middot: '·',
  bull: '•',
  rarr: '→',
  larr: '←',
  euro: '€',
  ordm: 'º',
  ordf: 'ª',
  alpha: 'α',
  beta: 'β',
  gamma: 'γ',
  delta: 'δ',
  epsilon: 'ε',
  theta: 'θ',
  lambda: 'λ',
  mu: 'μ',
  pi: 'π',
  sigma: 'σ',
  Delta: 'Δ',
  Sigma: 'Σ',
  sup2: '²',
  sup3: '³',
  frac12: '½',
};
/** Bounded, so that a text of nothing but opening marks takes no longer than another. */
const MATH =
  /(\$\$[\s\S]{1,2000}?\$\$|\\\([\s\S]{1,2000}?\\\)|\\\[[\s\S]{1,2000}?\\\]|\$(?![\s\d])[^$\n]{1,500}?\$|\$[^$\n]{0,300}?[\\^_=][^$\n]{0,300}?\$)/;
const KEPT = /(```[\s\S]{0,9000}?```|`[^`\n]+`|\$\$[\s\S]{1,2000}?\$\$|\$[^$\n]{1,500}\$)/;

/**
 * A text of a file as Markdown without HTML. Paragraphs, emphasis, lists, tables, code, images and links to other sites
 * become Markdown; every other tag goes and its text stays; scripts, styles and embedded things go with all they hold.
 * Nothing that a browser would run is left, for no HTML is left; TeX between `$`, `\(` or `\[` stays as it is.
 * Linear in the text's length.
 */
export function toMarkdown(text: string, format: TextFormat, imageOf: ImageOf): Converted {
  if (format === 'plain')
    return { markdown: tidy(escaped(text).replaceAll(/\n(?!\n)/g, '  \n')), removed: [] };
  const writer = new Writer(imageOf);
  if (format === 'markdown') {
    text.split(KEPT).forEach((piece, i) => {
      if (i % 2 === 1) writer.raw(piece);
      else
        writer.html(
          piece.replaceAll(/\]\(\s*(?:javascript|data|vbscript):[^)]*\)/gi, '](#)'),
          'raw',
        );
    });
    return { markdown: writer.out.trim(), removed: writer.removed };
  }
  writer.html(format === 'moodle' ? text.replaceAll('\n', '<br>') : text, 'text');
  return { markdown: tidy(writer.out), removed: writer.removed };
}

/** Plain words of a text, for titles and answers that are typed. */
export function toPlain(text: string): string {
  return entitiesDecoded(text.replaceAll(/<[^>]*>/g, ' '))
    .replaceAll(/\s+/g, ' ')
    .trim();
}

class Writer {
  out = '';
  readonly removed: string[] = [];
  private readonly lists: ('ul' | 'ol')[] = [];
  private readonly links: string[] = [];
  private cells = 0;
  private rows = 0;
  private verbatim = false;

  constructor(private readonly imageOf: ImageOf) {}

  raw(text: string): void {
    this.out += text;
  }

  html(html: string, as: 'text' | 'raw'): void {
    let at = 0;
    while (at < html.length) {
      const open = html.indexOf('<', at);
      const tag = open < 0 ? undefined : tagAt(html, open);
      if (open < 0 || !tag) {
        // A sign that begins no tag is read with the words behind it.
        const next = open < 0 ? -1 : html.indexOf('<', open + 1);
        const end = next < 0 ? html.length : next;
        this.text(html.slice(at, end), as);
        at = end;
      } else {
        this.text(html.slice(at, open), as);
        at = this.tag(html, tag);
      }
    }
  }

  private text(text: string, as: 'text' | 'raw'): void {
    if (text === '') return;
    if (as === 'raw') this.out += text.replaceAll(/(?<!\\)<(?![\s\d=])/g, '\\<');
    else if (this.verbatim) this.out += entitiesDecoded(text);
    else this.out += escaped(entitiesDecoded(text.replaceAll(/[ \t\r\n]+/g, ' ')));
  }

  /** Answers where to go on. */
  private tag(html: string, { name, closing, attributes, end }: Tag): number {
    for (const [handler] of attributes.matchAll(/\bon\w+(?=\s*=)/gi)) this.removed.push(handler);
    if (CUT.test(name)) {
      this.removed.push(name);
      if (closing || VOID.test(name)) return end;
      const ending = new RegExp(`</${name}[^>]*>`, 'gi');
      ending.lastIndex = end;
      return ending.exec(html) ? ending.lastIndex : html.length;
    }
    if (closing) this.close(name);
    else this.open(name, attributes);
    return end;
  }

  private open(name: string, attributes: string): void {
    const mark = MARKS[name];
    if (mark !== undefined) this.out += this.verbatim ? '' : mark;
    else if (name === 'br') this.out += this.verbatim ? '\n' : '  \n';
    else if (name === 'img') this.image(attributes);
    else if (name === 'a') this.link(attributes);
    else if (name === 'sup' || name === 'sub') this.out += name === 'sup' ? '$^{' : '$_{';
    else this.block(name);
  }

  private block(name: string): void {
    if (/^h[1-6]$/.test(name)) this.out += `\n\n${'#'.repeat(Math.min(6, Number(name[1]) + 2))} `;
    else if (name === 'ul' || name === 'ol') this.lists.push(name);
    else if (name === 'li')
      this.out += `\n${'  '.repeat(Math.max(0, this.lists.length - 1))}${this.lists.at(-1) === 'ol' ? '1.' : '-'} `;
    else if (name === 'pre') {
      this.verbatim = true;
      this.out += '\n\n```\n';
    } else if (name === 'hr') this.out += '\n\n---\n\n';
    else if (name === 'blockquote') this.out += '\n\n> ';
    else this.table(name);
  }

  private table(name: string): void {
    if (name === 'table') {
      this.rows = 0;
      this.out += '\n\n';
    } else if (name === 'tr') {
      this.cells = 0;
      this.out += '\n|';
    } else if (name === 'td' || name === 'th') {
      this.cells += 1;
      this.out += ' ';
    } else if (/^(p|div|section|article|dl|dt|dd|figure|figcaption)$/.test(name))
      this.out += '\n\n';
  }

  private close(name: string): void {
    const mark = MARKS[name];
    if (mark !== undefined) this.out += this.verbatim ? '' : mark;
    else if (name === 'a') {
      const link = this.links.pop();
      if (link !== undefined && link !== '') this.out += `](${link})`;
    } else if (name === 'sup' || name === 'sub') this.out += '}$';
    else if (name === 'td' || name === 'th') this.out += ' |';
    else this.closeBlock(name);
  }

  private closeBlock(name: string): void {
    if (name === 'pre') {
      this.verbatim = false;
      this.out += '\n```\n\n';
    } else if (name === 'ul' || name === 'ol') {
      this.lists.pop();
      if (this.lists.length === 0) this.out += '\n\n';
    } else if (name === 'tr') {
      this.rows += 1;
      if (this.rows === 1) this.out += `\n|${' --- |'.repeat(this.cells)}`;
    } else if (/^(p|div|h[1-6]|table|blockquote|section|article|dl|dd|figure)$/.test(name))
      this.out += '\n\n';
  }

  private image(attributes: string): void {
    const source = attributeOf(attributes, 'src');
    const alt = (attributeOf(attributes, 'alt') ?? '').replaceAll(/[[\]\\<>]/g, ' ').trim();
    const image = this.imageOf(source ?? '');
    if (image === undefined) {
      this.removed.push(`image ${(source ?? '').slice(0, 100)}`);
      this.out += escaped(alt);
    } else this.out += `![${alt}](image:${image})`;
  }

  private link(attributes: string): void {
    const target = attributeOf(attributes, 'href') ?? '';
    const safe = /^(https?:\/\/|mailto:)[^\s()<>]+$/i.test(target) ? target : '';
    if (safe === '' && target !== '' && !target.startsWith('#')) this.removed.push('link');
    this.links.push(safe);
    if (safe !== '') this.out += '[';
  }
}

interface Tag {
  readonly name: string;
  readonly closing: boolean;
  readonly attributes: string;
  readonly end: number;
}

function tagAt(html: string, open: number): Tag | undefined {
  if (html.startsWith('<!--', open)) {
    const close = html.indexOf('-->', open + 4);
    return { name: '!', closing: true, attributes: '', end: close < 0 ? html.length : close + 3 };
  }
  if (!/[a-z/!?]/i.test(html[open + 1] ?? '')) return undefined;
  const close = html.indexOf('>', open);
  if (close < 0) return undefined;
  const inner = html.slice(open + 1, close);
  const [, slash = '', name = '!'] = /^(\/?)([a-z][\w:-]*)/i.exec(inner) ?? [];
  return {
    name: name.toLowerCase(),
    closing: slash === '/',
    attributes: inner.slice(slash.length + name.length),
    end: close + 1,
  };
}

function attributeOf(attributes: string, name: string): string | undefined {
  const found = new RegExp(
    `(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`,
    'i',
  ).exec(attributes);
  const value = found?.[1] ?? found?.[2] ?? found?.[3];
  return value === undefined ? undefined : entitiesDecoded(value).trim();
}

export function entitiesDecoded(text: string): string {
  return text.replaceAll(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w{2,8}));/gi,
    (whole, decimal: string | undefined, hex: string | undefined, name: string | undefined) => {
      if (name !== undefined) return Object.hasOwn(ENTITIES, name) ? ENTITIES[name]! : whole;
      const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
      const character = code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
      return character ? String.fromCodePoint(code) : whole;
    },
  );
}

/** Text as Markdown that shows it; TeX is left alone, and its other brackets become dollars. */
function escaped(text: string): string {
  return text
    .split(MATH)
    .map((piece, i) => (i % 2 === 1 ? asDollars(piece) : escapedWords(piece)))
    .join('');
}

function asDollars(math: string): string {
  if (math.startsWith('\\(')) return `$${math.slice(2, -2).trim()}$`;
  return math.startsWith('\\[') ? `$$${math.slice(2, -2)}$$` : math;
}

function escapedWords(text: string): string {
  return text
    .replaceAll(/\\(?=[!-/:-@[-`{-~])/g, '\\\\')
    .replaceAll(/[`*]|(?<![_\w])_(?=[^_\s])|(?<=[^_\s])_(?![_\w])|<(?![\s\d=])/g, '\\$&')
    .replaceAll(/\](?=\()/g, '\\]')
    .replaceAll(/^(\s*)([#>+-]|\d+[.)])(?=\s)/gm, '$1\\$2')
    .replaceAll(/^(\s*)\\(\d+)([.)])/gm, '$1$2\\$3');
}

function tidy(markdown: string): string {
  return markdown
    .replaceAll('\u00a0', ' ')
    .replaceAll(/[ \t]+\n(?=\n|\|)/g, '\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .replaceAll(/(\n\n) +(?=\S)/g, '$1')
    .trim();
}
