import fc from 'fast-check';

import { toMarkdown } from './html.rules';

const none = () => undefined;
const html = (text: string) =>
  toMarkdown(text, 'html', (source) => (source === 'a.png' ? 'id' : undefined));

describe('a text with HTML', () => {
  it.each([
    ['<p>Uno</p><p>Dos</p>', 'Uno\n\nDos'],
    ['a<br/>b', 'a  \nb'],
    ['<b>muy</b> <em>raro</em>', '**muy** *raro*'],
    ['<ul><li>uno</li><li>dos</li></ul>', '- uno\n- dos'],
    ['<ol><li>uno</li></ol>', '1. uno'],
    ['x<sup>2</sup>', 'x$^{2}$'],
    ['<pre>a  &lt; b\n  c</pre>', '```\na  < b\n  c\n```'],
    [
      '<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>',
      '| a | b |\n| --- | --- |\n| 1 | 2 |',
    ],
    ['&iquest;Qu&eacute;? &#241; &lt;x&gt; &amp;amp;', '¿Qué? ñ \\<x> &amp;'],
    ['\\(\\sqrt{x}\\) y \\[a_1*b_2*c\\]', '$\\sqrt{x}$ y $$a_1*b_2*c$$'],
    ['2*3*4 y snake_case y _____', '2\\*3\\*4 y snake_case y _____'],
    ['<a href="https://example.org/x">sitio</a>', '[sitio](https://example.org/x)'],
    ['<img src="a.png" alt="curva">', '![curva](image:id)'],
    ['1 < 2 y a<b', '1 < 2 y a\\<b'],
    ['# título', '\\# título'],
    ['1. no es lista', '1\\. no es lista'],
    ['cuesta $5 y $6 * 2 * 3', 'cuesta $5 y $6 \\* 2 \\* 3'],
  ])('%j is %j', (given, markdown) => {
    expect(html(given).markdown).toBe(markdown);
  });

  it.each([
    ['<script>alert(1)</script>hola', 'hola', ['script']],
    ['<ScRiPt src=x>', '', ['script']],
    ['<img src=x onerror="alert(1)">', '', ['onerror', 'image x']],
    ['<a href="javascript:alert(1)">clic</a>', 'clic', ['link']],
    ['<a href="&#106;avascript:alert(1)">clic</a>', 'clic', ['link']],
    ['<p onclick=alert(1)>x</p>', 'x', ['onclick']],
    ['<iframe src="https://evil.example"></iframe>x', 'x', ['iframe']],
    ['<svg><script>alert(1)</script></svg>x', 'x', ['svg']],
    ['<style>p{}</style>x<!-- <script> -->y', 'xy', ['style']],
    ['<<script>alert(1)</script>', '\\<', ['script']],
    ['<<i></i>script>alert(1)</script>', '\\<**script>alert(1)', ['script']],
  ])('%j keeps nothing that runs', (given, markdown, removed) => {
    const converted = html(given);
    expect(converted.markdown).toBe(markdown);
    expect(converted.removed).toEqual(removed);
  });

  it('is cleaned in Markdown too, but not inside of code and TeX', () => {
    const of = (text: string) => toMarkdown(text, 'markdown', none);
    expect(of('**a** <script>x</script> `<b>` $a<b$').markdown).toBe('**a**  `<b>` $a<b$');
    expect(of('[x](javascript:alert(1))').markdown).not.toContain('javascript');
    expect(of('a\n\n- b\n- c').markdown).toBe('a\n\n- b\n- c');
  });

  it('is shown as it is when it is plain', () => {
    expect(toMarkdown('a*b* <b>c</b>', 'plain', none).markdown).toBe('a\\*b\\* \\<b>c\\</b>');
  });

  it('leaves no tag behind, whatever is sent', () => {
    const piece = fc.constantFrom(
      '<',
      '>',
      '"',
      "'",
      '/',
      'script',
      'img',
      ' onerror=',
      'a',
      '<!--',
      '-->',
      '&lt;',
      '\\(',
      '$',
      '`',
      '</',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const { markdown } = html(pieces.join(''));
        const outside = markdown.replaceAll(/\$[^$]*\$|`[^`]*`/g, '').replaceAll('\\<', '');
        expect(outside).not.toMatch(/<[a-z/!]/i);
      }),
      { numRuns: 100 },
    );
  });

  it('takes no longer for what is made to be slow', () => {
    const started = performance.now();
    for (const unit of ['<a "', '<', '$', '\\(', '<!--', '`', '<script>', '_'])
      html(unit.repeat(8000 / unit.length));
    expect(performance.now() - started).toBeLessThan(1500);
  });
});
