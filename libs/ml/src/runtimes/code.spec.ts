import { zipOf } from '../../../../test/support/zip';
import { languageOfZip, validateCode } from './code';
import { declaresFunctions } from './functions';

const entryOf = (text: string, name: string, language: 'python' | 'r' | 'javascript') => {
  const validation = validateCode(Buffer.from(text), name, language);
  return validation.valid ? validation.entry : validation.complaints;
};

describe('an upload of code', () => {
  it.each([
    ['a.R', 'r'],
    ['a.r', 'r'],
    ['a.js', 'javascript'],
    ['a.mjs', 'javascript'],
    ['a.ts', 'javascript'],
  ] as const)('is taken by its name: %s', (name, language) => {
    expect(entryOf('x', name, language)).toMatchObject({ kind: 'file', name });
  });

  it.each([
    ['a.py', 'r', '.R, .Rmd, .ipynb, .zip'],
    ['a.R', 'javascript', '.js, .mjs, .ts, .zip'],
  ] as const)('is refused of another language: %s', (name, language, expected) => {
    expect(entryOf('x', name, language)).toEqual([
      { code: 'code_extension', value: name, expected },
    ]);
  });

  it('is of the language of its main, at the root or in the only folder', () => {
    expect(languageOfZip(zipOf([{ name: 'main.R' }]))).toBe('r');
    expect(languageOfZip(zipOf([{ name: 'w/main.ts' }]))).toBe('javascript');
    expect(languageOfZip(zipOf([{ name: 'main.py' }, { name: 'main.R' }]))).toBe('python');
    expect(languageOfZip(zipOf([{ name: 'model.json' }]))).toBeUndefined();
    expect(languageOfZip(Buffer.from('x'))).toBeUndefined();
  });

  it('begins at the main that is there', () => {
    const zip = zipOf([{ name: 'w/main.ts', content: 'x' }]);
    expect(validateCode(zip, 'a.zip', 'javascript')).toMatchObject({
      entry: { prefix: 'w/', main: 'main.ts' },
    });
  });

  it('may import the files that it brings', () => {
    const known = new Set(['pandas']);
    const main = { name: 'w/main.py', content: 'import propio, paquete\nimport ajeno\n' };
    const zip = zipOf([main, { name: 'w/propio.py' }, { name: 'w/paquete/__init__.py' }]);
    expect(validateCode(zip, 'a.zip', 'python', known)).toEqual({
      valid: false,
      complaints: [{ code: 'code_package_missing', row: 2, value: 'ajeno' }],
    });
  });

  it('names the cell of a notebook that asks for what is not there', () => {
    const cells = ['x = 1', '\nimport torch'].map((source) => ({ cell_type: 'code', source }));
    const text = Buffer.from(JSON.stringify({ cells }));
    expect(validateCode(text, 'a.ipynb', 'python', new Set())).toEqual({
      valid: false,
      complaints: [{ code: 'code_torch', cell: 2, row: 2, value: 'torch' }],
    });
  });
});

describe('the functions contract', () => {
  it.each([
    ['python', 'def fit(X, y):\n    pass\ndef predict(X):\n    pass\n'],
    ['r', 'fit <- function(X, y) 1\npredict = function (X) 2\n'],
    ['javascript', 'export function fit(X, y) {}\nexport const predict = (X) => 1;\n'],
    ['javascript', 'function fit() {}\nfunction predict() {}\nexport { fit, predict };\n'],
  ] as const)('is kept by a program of %s', (language, source) => {
    expect(declaresFunctions(source, language)).toBe(true);
  });

  it.each([
    ['half of it', 'def fit(X, y):\n    pass\n'],
    ['methods', 'class A:\n    def fit(self, X, y): pass\n    def predict(self, X): pass\n'],
    ['comments', '# def fit(\n"""\ndef fit(X, y):\ndef predict(X):\n"""\n'],
    ['a script', "def fit(X, y): pass\ndef predict(X): pass\nx.to_csv('predictions.csv')\n"],
  ])('is not kept by %s', (_, source) => {
    expect(declaresFunctions(source, 'python')).toBe(false);
  });
});
