import fc from 'fast-check';

import { readNumber } from './number';

function read(text: string): string {
  const number = readNumber(text);
  switch (number.kind) {
    case 'number':
      return number.value.toFraction() + (number.unit === '' ? '' : ` ${number.unit}`);
    case 'ambiguous':
      return `${number.decimal.toFraction()} or ${number.thousands.toFraction()}`;
    case 'empty':
    case 'not_a_number':
      return number.kind;
  }
}

describe('a typed number', () => {
  it.each([
    ['0,5', '1/2'],
    ['0.5', '1/2'],
    ['.5', '1/2'],
    ['-0,667', '-667/1000'],
    ['−3', '-3'],
    ['+3', '3'],
    ['14/87', '14/87'],
    ['14 / 87', '14/87'],
    ['1,5e-3', '3/2000'],
    ['1.5 × 10^3', '1500'],
    ['1 500', '1500'],
    ['1\u00a0500,25', '6001/4'],
    ["1'234'567", '1234567'],
    ['1.234.567', '1234567'],
    ['1,234,567', '1234567'],
    ['1.234,5', '2469/2'],
    ['1,234.5', '2469/2'],
    ['0.500', '1/2'],
    ['1500.250', '6001/4'],
    ['12.3456', '7716/625'],
    ['85 %', '85 %'],
    ['3km', '3 km'],
    ['2,5 m/s', '5/2 m/s'],
  ])('%s is %s', (text, value) => {
    expect(read(text)).toBe(value);
  });

  it.each([
    ['1.500', '3/2 or 1500'],
    ['1,500', '3/2 or 1500'],
    ['-12.345', '-2469/200 or -12345'],
  ])('%s could be two numbers, and is asked about', (text, readings) => {
    expect(read(text)).toBe(readings);
  });

  it('is what its writer says it is', () => {
    expect(readNumber('1.500', 'decimal')).toMatchObject({ kind: 'number' });
    const thousands = readNumber('1.500', 'thousands');
    expect(thousands.kind === 'number' && thousands.value.valueOf()).toBe(1500);
  });

  it.each([
    'dos',
    'abc 3',
    '1.2.3',
    '1..2',
    '--3',
    '1/0',
    '/2',
    'NaN',
    'Infinity',
    '1.23,456.7',
    '.',
  ])('%s is not a number', (text) => {
    expect(read(text)).toBe('not_a_number');
  });

  it('is empty when nothing is there', () => {
    expect(read(' \u00a0 ')).toBe('empty');
  });

  it('never throws, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), (text) => {
        expect(typeof readNumber(text).kind).toBe('string');
      }),
      { numRuns: 100 },
    );
  });

  it('reads a written decimal back as itself', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -99_999, max: 99_999 }),
        fc.constantFrom(',', '.'),
        (cents, mark) => {
          const text = (cents / 100).toFixed(2).replace('.', mark);
          const number = readNumber(text);
          expect(number.kind === 'number' && number.value.mul(100).valueOf()).toBe(cents);
        },
      ),
      { numRuns: 100 },
    );
  });
});
