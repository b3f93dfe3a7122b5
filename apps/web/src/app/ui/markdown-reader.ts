import DOMPurify from 'dompurify';
import { Marked, type TokenizerAndRendererExtension } from 'marked';

const IMAGE = /^image:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/**
 * Safe HTML of a Markdown text: no script, no style, no picture or frame from elsewhere; links open apart. TeX between `$`
 * or `$$` becomes MathML, which browsers draw themselves; its reader comes with the first text that has some. An image of
 * ours, `image:<id>`, is shown where the text's place has images: then `imageUrl` says where one is.
 */
export async function htmlOf(
  markdown: string,
  imageUrl: ((id: string) => string) | null = null,
  inline = false,
): Promise<string> {
  const purify = DOMPurify(window);
  purify.addHook('afterSanitizeAttributes', (node) => {
    if (node.tagName === 'IMG') showOwn(node, imageUrl);
    if (node.tagName !== 'A') return;
    node.setAttribute('target', '_blank');
    node.setAttribute('rel', 'noopener noreferrer');
  });
  const marked = new Marked({ gfm: true, async: false });
  // The page has a title of its own, and one alone.
  marked.use({
    walkTokens: (token) => {
      if (token.type === 'heading' && token.depth === 1) token.depth = 2;
    },
  });
  if (markdown.includes('$')) marked.use({ extensions: await mathExtensions() });
  return purify.sanitize(
    inline
      ? marked.parseInline(markdown, { async: false })
      : marked.parse(markdown, { async: false }),
    {
      FORBID_TAGS: ['style', 'form', 'input', 'button', 'video', 'audio', 'iframe', 'svg'],
      FORBID_ATTR: ['style', 'id', 'name', 'class', 'srcset'],
      ADD_ATTR: ['target'],
      // DOMPurify's own, for these protocols: whatever is no address must pass it too.
      ALLOWED_URI_REGEXP: /^(?:(?:https?|mailto|image):|[^a-z]|[a-z+.-]+(?:[^a-z+.\-:]|$))/i,
    },
  );
}

function showOwn(node: Element, imageUrl: ((id: string) => string) | null): void {
  const id = IMAGE.exec(node.getAttribute('src') ?? '')?.[1];
  if (id === undefined || !imageUrl) {
    node.replaceWith(node.getAttribute('alt') ?? '');
    return;
  }
  node.setAttribute('src', imageUrl(id));
  node.setAttribute('loading', 'lazy');
}

/** A dollar before a blank or a digit's end is money, not TeX. */
const INLINE = /^\$(?!\s)((?:\\[\s\S]|[^\\$\n])+?)(?<!\s)\$(?!\d)/;
const BLOCK = /^\$\$\s*([\s\S]+?)\s*\$\$(?:\n|$)/;
const WITHIN = /^\$\$([^\n]+?)\$\$/;

async function mathExtensions(): Promise<TokenizerAndRendererExtension[]> {
  const { default: katex } = await import('katex');
  const mathMl = (tex: string, displayMode: boolean) =>
    katex
      .renderToString(tex, {
        displayMode,
        output: 'mathml',
        throwOnError: false,
        strict: 'ignore',
        trust: false,
        maxExpand: 200,
        maxSize: 20,
      })
      .replaceAll(/<annotation[\s\S]*?<\/annotation>/g, '');
  const extension = (
    name: string,
    level: 'block' | 'inline',
    patterns: readonly RegExp[],
    display: boolean,
  ): TokenizerAndRendererExtension => ({
    name,
    level,
    start: (source) => {
      const at = source.search(level === 'block' ? /^\$\$/m : /\$/);
      return at < 0 ? undefined : at;
    },
    tokenizer: (source) => {
      const found = patterns.map((pattern) => pattern.exec(source)).find((each) => each !== null);
      return found ? { type: name, raw: found[0], tex: found[1] } : undefined;
    },
    renderer: (token) => mathMl(String(token['tex']), display),
  });
  return [
    extension('blockMath', 'block', [BLOCK], true),
    extension('inlineMath', 'inline', [WITHIN, INLINE], false),
  ];
}
