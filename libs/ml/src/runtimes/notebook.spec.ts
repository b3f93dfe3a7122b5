import { fromNotebook, notebookLanguage } from './notebook';
import { fromRMarkdown } from './rmarkdown';

const notebook = (...sources: string[]) =>
  JSON.stringify({ cells: sources.map((source) => ({ cell_type: 'code', source })) });

describe('a notebook', () => {
  it('gives its code cells in order, without line magics and outputs', () => {
    const text = JSON.stringify({
      cells: [
        { cell_type: 'markdown', source: ['# x\n'] },
        {
          cell_type: 'code',
          source: ['%matplotlib inline\n', 'a = 1'],
          outputs: [{ text: 'zzz' }],
        },
        { cell_type: 'code', source: 'if a:\n    %time b = 2\nc = 7 %3' },
      ],
    });
    const taken = fromNotebook(text, 'python');
    expect(taken).toMatchObject({
      ok: true,
      program: '# [2]\npass\na = 1\n# [3]\nif a:\n    pass\nc = 7 %3\n',
    });
    expect(taken.ok && [taken.cellOf(3), taken.cellOf(7)]).toEqual([
      { cell: 2, row: 2 },
      { cell: 3, row: 3 },
    ]);
  });

  it('is refused for the shell and for cell magics, each with its cell', () => {
    const text = notebook('x = 1\n!ls', '\n%%time\ny = 2', 'files = !ls', '%pip install x');
    expect(fromNotebook(text, 'python')).toEqual({
      ok: false,
      complaints: [
        { code: 'notebook_shell', cell: 1, row: 2, value: '!ls' },
        { code: 'notebook_cell_magic', cell: 2, row: 2, value: '%%time' },
        { code: 'notebook_shell', cell: 3, row: 1, value: 'files = !ls' },
        { code: 'code_install', cell: 4, row: 1, value: '%pip install x' },
      ],
    });
  });

  it('may have such lines in its strings and comments, and inequalities', () => {
    const source = 's = """\n!ls\n%%bash\n%x\n"""\n# !ls\nx = 1 != 2\nprint("100 %")';
    expect(fromNotebook(notebook(source), 'python')).toMatchObject({
      ok: true,
      program: `# [1]\n${source}\n`,
    });
  });

  it.each([
    ['no JSON', 'hello', 'notebook_unreadable'],
    ['an older format', '{"worksheets": []}', 'notebook_unreadable'],
    ['cells that are none', '{"cells": [null]}', 'notebook_unreadable'],
    ['no code', '{"cells": [{"cell_type": "markdown", "source": "x"}]}', 'notebook_empty'],
    ['empty code', notebook('', ' \n'), 'notebook_empty'],
  ])('is refused where it has %s', (_, text, code) => {
    expect(fromNotebook(text, 'python')).toEqual({ ok: false, complaints: [{ code }] });
  });

  it('is of R where its kernel says so', () => {
    const of = (metadata: unknown) => notebookLanguage(Buffer.from(JSON.stringify({ metadata })));
    expect(of({ kernelspec: { name: 'ir', language: 'R' } })).toBe('r');
    expect(of({ language_info: { name: 'R' } })).toBe('r');
    expect(of({ kernelspec: { name: 'python3' } })).toBe('python');
    expect(of(undefined)).toBe('python');
    expect(notebookLanguage(Buffer.from('x'))).toBe('python');
  });
});

describe('an R Markdown text', () => {
  it('gives its R chunks in order, without those that do not run', () => {
    const text = [
      'Texto `r 1`',
      '```{r}\na\n```',
      '```{r lejos, eval = FALSE}\nb\n```',
      '```{python}\nc\n```',
      '````{r}\n```\nd\n````',
      '```{r}\n#| eval: false\ne\n```',
      '```r\nf\n```',
      '```{R}\ng',
    ].join('\n');
    expect(fromRMarkdown(text)).toMatchObject({
      ok: true,
      program: '# [1]\na\n# [4]\n```\nd\n# [6]\ng\n',
    });
  });

  it('is refused where none runs', () => {
    expect(fromRMarkdown('```{python}\nx\n```')).toEqual({
      ok: false,
      complaints: [{ code: 'rmd_empty' }],
    });
  });
});
