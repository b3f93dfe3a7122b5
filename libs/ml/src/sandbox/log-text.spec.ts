import * as fc from 'fast-check';

import { logText } from './log-text';

const shown = (text: string | Uint8Array): string =>
  logText(typeof text === 'string' ? Buffer.from(text) : text, false).text;

describe('a log that is safe to show', () => {
  it.each([
    ['words, tabs and lines as they are', 'época 1\t0.5\n日本 ✓\n', 'época 1\t0.5\n日本 ✓\n'],
    ['colours', '\u001b[31mred\u001b[0m \u001b[38;5;196mred\u001b[m', 'red red'],
    ['a cleared screen and a moved cursor', '\u001b[2J\u001b[1;1Htop', 'top'],
    ['a window title', 'a\u001b]0;owned\u0007b', 'ab'],
    ['a link, ended by ESC \\', '\u001b]8;;http://evil\u001b\\text\u001b]8;;\u001b\\', 'text'],
    ['a sequence that was cut off', 'end\u001b[31', 'end'],
    ['a title without end, up to its line', '\u001b]0;owned\nnext', '\nnext'],
    ['the one-byte forms (C1)', '\u009b31mred\u009d0;owned\u009cx\u0085y', 'redxy'],
    ['text that runs backwards', 'a\u202egnp.exe\u2066b\u200f', 'agnp.exeb'],
    ['what does not show', 'pass\u200bword\ufeff\u2060', 'password'],
    ['bells, backspaces and NUL', 'a\u0007\u0008\u0000b\u007f', 'ab'],
    ['Windows’ ends of lines', 'one\r\ntwo\r\n', 'one\ntwo\n'],
    ['a progress bar: what stood there last', '10 %\r50 %\r100 %\nnext', '100 %\nnext'],
    ['a bar that ends with its carriage return', '10 %\r100 %\r', '100 %'],
    ['markup, which the page escapes', '<script>alert(1)</script>', '<script>alert(1)</script>'],
  ])('%s', (_, text, expected) => {
    expect(shown(text)).toBe(expected);
  });

  it('has a mark where bytes are no text', () => {
    expect(shown(new Uint8Array([0x61, 0xff, 0x62, 0xc3]))).toBe('a\ufffdb\ufffd');
  });

  it('says that there was more', () => {
    expect(logText(Buffer.from('x'), true)).toEqual({ text: 'x', truncated: true });
  });

  it('never lets a control character or a turn of direction through, and is settled the first time', () => {
    const piece = fc.constantFrom(
      '\u001b',
      '[',
      ']',
      '0;',
      'm',
      '\u009b',
      '\u0007',
      '\\',
      '\r',
      '\n',
      'x',
      '\u202e',
      '\u009c',
      '\u0090',
      'P',
      ' ',
      '\u0000',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(piece).map((all) => all.join('')),
        ),
        (text) => {
          const once = shown(text);
          expect(once).not.toMatch(
            /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/,
          );
          expect(shown(once)).toBe(once);
        },
      ),
      { seed: 7, numRuns: 2000 },
    );
  });

  it('does not go through a flood again for every letter of it', () => {
    const began = performance.now();
    shown('\u001b]'.repeat(40_000));
    shown('\u001b['.repeat(40_000));
    shown('\r'.repeat(80_000));
    shown(`${'x'.repeat(80_000)}\u001b`);
    expect(performance.now() - began).toBeLessThan(10_000);
  });
});
