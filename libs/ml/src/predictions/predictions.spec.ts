import type { Expected } from './expected';
import { readPredictions } from './predictions';
import { nearest } from './spelling';

const bytes = (text: string) => new TextEncoder().encode(text);

const numeric: Expected = {
  task: 'regression',
  ids: Int32Array.of(30, 10, 20),
  classes: [],
  needsProbability: false,
  partial: false,
};
const binary: Expected = { ...numeric, task: 'binary', classes: ['NO', 'SI'] };
const multi: Expected = { ...numeric, task: 'multiclass', classes: ['a', 'b', 'c'] };

function read(text: string, expected: Expected = numeric) {
  const outcome = readPredictions(bytes(text), expected);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.complaints));
  return outcome.predictions;
}

function complaintsOf(text: string | Uint8Array, expected: Expected = numeric) {
  const outcome = readPredictions(typeof text === 'string' ? bytes(text) : text, expected);
  return outcome.ok ? [] : outcome.complaints;
}
const codesOf = (text: string | Uint8Array, expected: Expected = numeric) =>
  complaintsOf(text, expected).map(({ code }) => code);

describe('a good predictions file', () => {
  it('is matched by id in any order of rows', () => {
    const { predicted, rows, probability } = read('id,prediction\n10,1\n20,2\n30,3\n');
    expect([...predicted]).toEqual([3, 1, 2]);
    expect([...rows]).toEqual([0, 1, 2]);
    expect(probability).toBeNull();
  });

  it.each([
    ['Excel’s BOM and CRLF', '\uFEFFid,prediction\r\n10,1\r\n20,2\r\n30,3\r\n'],
    ['R’s quotes', '"id","prediction"\n"10","1"\n"20","2"\n"30","3"\n'],
    ['decimal commas with semicolons', 'id;prediction\n10;1,0\n20;2,0\n30;3,0\n'],
    ['tabs', 'id\tprediction\n10\t1\n20\t2\n30\t3'],
    ['columns in another order', 'prediction,id\n1,10\n2,20\n3,30\n'],
    ['capitals in the header', 'ID,Prediction\n10,1\n20,2\n30,3\n'],
    ['ids that pandas made floats', 'id,prediction\n10.0,1\n20.0,2\n30.0,3\n'],
    ['blanks and an empty last line', 'id, prediction\n10, 1\n20, 2\n30, 3\n\n'],
    ['exponents', 'id,prediction\n10,1e0\n20,.2E1\n30,+3\n'],
    ['old Mac’s lines', 'id,prediction\r10,1\r20,2\r30,3\r'],
  ])('may come with %s', (_, text) => {
    expect([...read(text).predicted]).toEqual([3, 1, 2]);
  });

  it('says classes as they are written, or numbers and words that mean the same', () => {
    const zeroOne = { ...binary, classes: ['0', '1'] };
    expect([...read('id,prediction\n10,0\n20,1\n30,1\n', zeroOne).predicted]).toEqual([1, 0, 1]);
    expect([...read('id,prediction\n10,0.0\n20,1.0\n30,1\n', zeroOne).predicted]).toEqual([
      1, 0, 1,
    ]);
    expect([...read('id,prediction\n10,no\n20,SI\n30,si\n', binary).predicted]).toEqual([1, 0, 1]);
  });

  it('says what was matched where a class is written otherwise', () => {
    const matched = (text: string, classes: string[]) => {
      const outcome = readPredictions(bytes(text), { ...binary, classes });
      if (!outcome.ok) return outcome.complaints.map(({ code }) => code);
      const notes = outcome.notes.map(({ value, expected }) => `${value} → ${expected}`);
      return [...outcome.predictions.predicted, ...notes];
    };
    const written = (a: string, b: string) => `id,prediction\n10,${a}\n20,${b}\n30,${b}\n`;
    expect(matched(written('0.0', '1.0'), ['0', '1'])).toEqual([1, 0, 1, '0.0 → 0', '1.0 → 1']);
    expect(matched(written('False', 'True'), ['0', '1'])).toEqual([
      ...[1, 0, 1],
      ...['False → 0', 'True → 1'],
    ]);
    expect(matched(written('0', '1'), ['FALSE', 'TRUE'])).toEqual([
      ...[1, 0, 1],
      ...['0 → FALSE', '1 → TRUE'],
    ]);
    expect(matched(written('True', 'False'), ['no', 'si'])).toEqual([
      'unknown-class',
      'unknown-class',
      'unknown-class',
    ]);
    expect(matched(written('2', '3'), ['2.0', '2'])).toContain('unknown-class');
    expect(matched(written('2.00', '2'), ['2.0', '2'])).toEqual(['ambiguous-class']);
  });

  it('finds the probability of a class whose number is written otherwise', () => {
    const text = 'id,prediction,proba_0.0,proba_1.0\n10,0,1,0\n20,1,0,1\n30,1,0,1\n';
    const outcome = readPredictions(bytes(text), { ...multi, classes: ['0', '1'] });
    expect(outcome).toMatchObject({ ok: true, notes: [{ value: 'proba_0.0' }, {}] });
  });

  it('may name clusters as it likes', () => {
    const clusters = { ...numeric, task: 'clustering' as const };
    expect([...read('id,prediction\n10,B\n20,7\n30,7.0\n', clusters).predicted]).toEqual([1, 0, 1]);
  });

  it('prefers the label as it is written to one that only means the same', () => {
    const shirts = { ...binary, classes: ['A', 'a'] };
    expect([...read('id,prediction\n10,A\n20,a\n30,A\n', shirts).predicted]).toEqual([0, 0, 1]);
  });

  it('gives the positive class’ probability, or one a class, in the order of ids', () => {
    const two = read('id,prediction,probability\n10,NO,0.1\n20,SI,1\n30,NO,0\n', binary);
    expect([...two.probability!]).toEqual([0, 0.1, 1]);
    const three = read(
      'id,prediction,proba_c,proba_a,proba_b\n10,a,0.1,0.7,0.2\n20,b,0,0,1\n30,c,0.5,0.25,0.25\n',
      multi,
    );
    expect([...three.probability!]).toEqual([0.25, 0.25, 0.5, 0.7, 0.2, 0.1, 0, 1, 0]);
  });

  it('may leave rows out where some are enough', () => {
    const some = read('id,prediction\n20,2\n30,3\n', { ...numeric, partial: true });
    expect([...some.rows]).toEqual([0, 2]);
    expect([...some.predicted]).toEqual([3, 2]);
  });

  it('is read as Windows-1252 where it is not UTF-8, and says so', () => {
    const classes = { ...binary, classes: ['pequeño', 'grande'] };
    const text = 'id,prediction\n10,pequeño\n20,grande\n30,grande\n';
    const latin = Uint8Array.from(text, (letter) => letter.charCodeAt(0));
    const outcome = readPredictions(latin, classes);
    expect(outcome).toMatchObject({ ok: true, notes: [{ code: 'read-as-latin-1' }] });
  });
});

describe('a bad predictions file', () => {
  it('is told of all its faults at once, each with line and column', () => {
    const text = 'id,prediction\n10,uno\n10,2\n99,3\nx,4\n,5\n20,\n';
    expect(complaintsOf(text)).toEqual([
      { code: 'not-a-number', row: 2, column: 'prediction', value: 'uno' },
      { code: 'duplicate-id', row: 3, column: 'id', value: '10', expected: '2' },
      { code: 'unknown-id', row: 4, column: 'id', value: '99' },
      { code: 'bad-id', row: 5, column: 'id', value: 'x' },
      { code: 'empty-cell', row: 6, column: 'id' },
      { code: 'empty-cell', row: 7, column: 'prediction', value: '' },
      { code: 'missing-id', column: 'id', value: '30' },
    ]);
  });

  it.each([
    ['NaN', 'not-finite'],
    ['nan', 'not-finite'],
    ['-inf', 'not-finite'],
    ['Infinity', 'not-finite'],
    ['NA', 'not-finite'],
    ['1e999', 'not-finite'],
    ['-1e999', 'not-finite'],
    ['=1+1', 'formula-cell'],
    ['@SUM(A1)', 'formula-cell'],
    ['0x10', 'not-a-number'],
    ['1_000', 'not-a-number'],
    ['1.2.3', 'not-a-number'],
    ['$5', 'not-a-number'],
    ['"1,5"', 'not-a-number'],
  ])('says of a cell %s that it is %s', (cell, code) => {
    expect(complaintsOf(`id,prediction\n10,${cell}\n20,2\n30,3\n`)).toMatchObject([
      { code, row: 2, column: 'prediction' },
    ]);
  });

  it('asks whether another name was meant', () => {
    expect(complaintsOf('id,predicton\n10,1\n')).toEqual([
      { code: 'missing-column', row: 1, column: 'prediction' },
      { code: 'unknown-column', row: 1, column: 'predicton', expected: 'prediction' },
    ]);
    expect(complaintsOf('id,prediction,score\n10,1,2\n')).toEqual([
      { code: 'unknown-column', row: 1, column: 'score' },
    ]);
  });

  it('must have probabilities where the metric needs them, for every class once it has one', () => {
    expect(codesOf('id,prediction\n10,NO\n', { ...binary, needsProbability: true })).toEqual([
      'missing-column',
    ]);
    expect(complaintsOf('id,prediction,proba_a\n10,a,1\n', multi)).toEqual([
      { code: 'missing-column', row: 1, column: 'proba_b' },
      { code: 'missing-column', row: 1, column: 'proba_c' },
    ]);
  });

  it('may not have probabilities outside of 0 and 1, nor rows that sum to something else', () => {
    const outside = 'id,prediction,probability\n10,NO,1.01\n20,SI,-0.1\n30,SI,x\n';
    expect(complaintsOf(outside, binary)).toMatchObject([
      { code: 'bad-probability', row: 2, column: 'probability', value: '1.01', count: 2 },
      { code: 'bad-probability', row: 3 },
      { code: 'not-a-number', row: 4 },
    ]);
    const sums =
      'id,prediction,proba_a,proba_b,proba_c\n10,a,0.5,0.2,0.2\n20,a,0.333,0.333,0.333\n30,a,1,0,0\n';
    expect(complaintsOf(sums, multi)).toMatchObject([{ code: 'row-sum', row: 2, expected: '1' }]);
  });

  it('names the classes there are where it says another', () => {
    expect(complaintsOf('id,prediction\n10,QUIZAS\n20,SI\n30,NO\n', binary)).toEqual([
      {
        code: 'unknown-class',
        row: 2,
        column: 'prediction',
        value: 'QUIZAS',
        expected: 'NO, SI',
      },
    ]);
  });

  it.each([
    ['nothing', '', 'empty-file'],
    ['a BOM and nothing', '\uFEFF', 'empty-file'],
    ['a NUL', 'id,prediction\n10,\0\n', 'binary-file'],
    ['a header alone', 'id,prediction\n', 'no-rows'],
    ['numbers for a header', '1,2\n3,4\n', 'no-header'],
    ['one column', 'prediction\n1\n2\n', 'one-column'],
    ['a column twice', 'id,prediction,prediction\n10,1,1\n', 'duplicate-column'],
    ['a column without a name', 'id,prediction,\n10,1,1\n', 'empty-column-name'],
    ['a quote that never closes', 'id,prediction\n10,"1\n20,2\n', 'unclosed-quote'],
  ])('says what is wrong with %s', (_, text, code) => {
    expect(codesOf(text)).toEqual([code]);
  });

  it('has its ragged rows counted, by line, quoted line breaks included', () => {
    const text = 'id,prediction\n"10",1\n20\n30,3,3\n';
    expect(complaintsOf(text)).toEqual([
      { code: 'ragged-row', row: 3, value: '1', expected: '2', count: 2 },
      { code: 'ragged-row', row: 4, value: '3', expected: '2' },
    ]);
  });

  it('has a bounded answer: the first twenty of a kind and how many there are', () => {
    const rows = Array.from({ length: 5000 }, (_, i) => `${i},${'x'.repeat(500)}`).join('\n');
    const expected = { ...numeric, ids: Int32Array.from({ length: 5000 }, (_, i) => i) };
    const complaints = complaintsOf(`id,prediction\n${rows}`, expected);
    expect(complaints).toHaveLength(20);
    expect(complaints[0]).toMatchObject({ code: 'not-a-number', row: 2, count: 5000 });
    expect(complaints[0]!.value).toHaveLength(80);
  });

  it('cuts a long cell between two letters, never in one', () => {
    const complaints = complaintsOf(`id,prediction\n0,${'x'.repeat(79)}🍷\n`);
    const named = complaints.find(({ code }) => code === 'not-a-number');
    expect(named?.value).toBe('x'.repeat(79));
  });

  it('finds the one NaN of a hundred thousand rows by its line', () => {
    const n = 100_000;
    const rows = Array.from({ length: n }, (_, i) => `${i},${i === 77_777 ? 'nan' : '0.5'}`);
    const expected = { ...numeric, ids: Int32Array.from({ length: n }, (_, i) => i) };
    expect(complaintsOf(`id,prediction\n${rows.join('\n')}`, expected)).toEqual([
      { code: 'not-finite', row: 77_779, column: 'prediction', value: 'nan' },
    ]);
  });
});

describe('the nearest name', () => {
  it('is within two edits, or a quarter of the name', () => {
    expect(nearest('Prodcuto', ['Producto', 'Tienda'])).toBe('Producto');
    expect(nearest('tienda', ['Producto', 'Tienda'])).toBe('Tienda');
    expect(nearest('precio', ['Producto', 'Tienda'])).toBeUndefined();
    expect(nearest('x', [])).toBeUndefined();
  });
});
