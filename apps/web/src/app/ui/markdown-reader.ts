import DOMPurify from 'dompurify';
import { marked } from 'marked';

/** Safe HTML of a Markdown text: no script, no style, no picture or frame from elsewhere; links open apart. */
export function htmlOf(markdown: string): string {
  const purify = DOMPurify(window);
  purify.addHook('afterSanitizeAttributes', (node) => {
    if (node.tagName !== 'A') return;
    node.setAttribute('target', '_blank');
    node.setAttribute('rel', 'noopener noreferrer');
  });
  return purify.sanitize(marked.parse(markdown, { async: false, gfm: true }), {
    FORBID_TAGS: [
      'style',
      'img',
      'form',
      'input',
      'button',
      'video',
      'audio',
      'iframe',
      'svg',
      'math',
    ],
    FORBID_ATTR: ['style', 'id', 'name', 'class'],
    ADD_ATTR: ['target'],
  });
}
