import { fill } from './fill';

const es = () => 'es-CO';

describe('a sentence of a dictionary', () => {
  it('writes numbers as the reader does and texts as they are', () => {
    expect(fill('{{ name }}: {{n}}', { name: 'Ana', n: 1234567.5 }, es)).toBe('Ana: 1.234.567,5');
  });

  it('takes the form that fits the count, with what the form holds', () => {
    const sentence = '{n|Una fila|Las {{n}} filas} de {{m}}';
    expect(fill(sentence, { n: 1, m: 2 }, es)).toBe('Una fila de 2');
    expect(fill(sentence, { n: 3, m: 4 }, es)).toBe('Las 3 filas de 4');
    expect(fill(sentence, { n: 0, m: 4 }, es)).toBe('Las 0 filas de 4');
  });

  it('leaves out a part where something is not known', () => {
    const sentence = 'Demasiado grande[[: hasta {{limit}} MiB]].';
    expect(fill(sentence, { limit: 5 }, es)).toBe('Demasiado grande: hasta 5 MiB.');
    expect(fill(sentence, {}, es)).toBe('Demasiado grande.');
    expect(fill(sentence, { limit: null }, es)).toBe('Demasiado grande.');
  });

  it('never reads what it fills in as a sentence', () => {
    const name = '{{secret}} {n|a|b} [[x]]';
    expect(fill('{{name}}', { name, secret: 'no', n: 1 }, es)).toBe(name);
  });
});
