import { archivePaths, isReleased, mayHave, shownAs } from './lab.rules';
import { pageOf } from './page.rules';

const notebook = (cells: object[]) => JSON.stringify({ nbformat: 4, cells });

describe('a file as a page', () => {
  it('shows the cells of a notebook and what they gave', () => {
    const page = pageOf(
      'notebook',
      notebook([
        { cell_type: 'markdown', source: ['# Hola\n', 'mundo'] },
        {
          cell_type: 'code',
          source: 'print(1)',
          outputs: [
            { output_type: 'stream', text: ['\u001B[31m1\u001B[0m\n'] },
            { output_type: 'display_data', data: { 'image/png': 'iVBO\nRw==', 'text/plain': 'x' } },
            { output_type: 'execute_result', data: { 'image/svg+xml': '<svg/>' } },
            { output_type: 'execute_result', data: { 'text/html': '<b>t</b>' } },
            { output_type: 'error', ename: 'KeyError', evalue: 'a' },
          ],
        },
      ]),
    );
    expect(page).toEqual({
      cut: false,
      parts: [
        { kind: 'prose', text: '# Hola\nmundo' },
        { kind: 'code', text: 'print(1)' },
        { kind: 'text', text: '1\n' },
        { kind: 'image', text: 'data:image/png;base64,iVBORw==' },
        { kind: 'image', text: 'data:image/svg+xml;base64,PHN2Zy8+' },
        { kind: 'html', text: '<b>t</b>' },
        { kind: 'text', text: 'KeyError: a' },
      ],
    });
  });

  it('lets no picture be another address', () => {
    const page = pageOf(
      'notebook',
      notebook([
        {
          cell_type: 'code',
          source: 'x',
          outputs: [{ output_type: 'display_data', data: { 'image/png': 'x" onerror="y' } }],
        },
      ]),
    );
    expect(page?.parts).toEqual([{ kind: 'code', text: 'x' }]);
  });

  it.each(['', 'null', '{"cells": 3}', '{"cells": [{"cell_type": "code"}]}', '<html>'])(
    'does not take %p for a notebook',
    (text) => {
      expect(pageOf('notebook', text)).toBeUndefined();
    },
  );

  it('tells prose and chunks of R Markdown apart, without its header', () => {
    const text =
      '---\ntitle: x\n---\nHola\n\n```{r, echo=FALSE}\nsummary(d)\n```\n\n```r\nno\n```\n';
    expect(pageOf('rmarkdown', text)?.parts).toEqual([
      { kind: 'prose', text: 'Hola\n' },
      { kind: 'code', text: 'summary(d)' },
      { kind: 'prose', text: '\n```r\nno\n```\n' },
    ]);
  });

  it('says where it stops', () => {
    expect(pageOf('markdown', 'a'.repeat(100_001))).toMatchObject({ cut: true });
    expect(pageOf('markdown', 'a'.repeat(100_000))).toMatchObject({ cut: false });
  });

  it('is known by its ending', () => {
    expect(['a.IPYNB', 'b.Rmd', 'c.md', 'd.htm', 'e.csv', 'html'].map(shownAs)).toEqual([
      'notebook',
      'rmarkdown',
      'markdown',
      'html',
      null,
      null,
    ]);
  });
});

describe('what is solved', () => {
  const at = new Date('2026-03-02T15:00:00Z');
  it('comes at its instant, not a millisecond before, and not by itself', () => {
    expect(isReleased({ solvedAt: at }, at)).toBe(true);
    expect(isReleased({ solvedAt: at }, new Date(at.getTime() - 1))).toBe(false);
    expect(isReleased({ solvedAt: null }, at)).toBe(false);
  });

  it('is for staff before that', () => {
    const lab = { solvedAt: null };
    expect(mayHave({ staff: true }, lab, { role: 'solved' }, at)).toBe(true);
    expect(mayHave({ staff: false }, lab, { role: 'solved' }, at)).toBe(false);
    expect(mayHave({ staff: false }, lab, { role: 'data' }, at)).toBe(true);
  });

  it('lies in an archive beside another of its name', () => {
    const paths = archivePaths([
      { id: '1', role: 'starter', name: 'a.md' },
      { id: '2', role: 'solved', name: 'A.md' },
      { id: '3', role: 'data', name: 'a.md' },
    ]);
    expect([...paths.values()]).toEqual(['a.md', '2-A.md', 'data/a.md']);
  });
});
