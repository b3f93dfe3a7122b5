import fc from 'fast-check';

import { parseDecimal } from './number';

const bytes = (text: string) => new TextEncoder().encode(text);
const parse = (text: string, decimal?: number) => {
  const all = bytes(text);
  return parseDecimal(all, 0, all.length, decimal);
};
const COMMA = 44;
const digit = fc.nat({ max: 9 }).map(String);

describe('a number in a cell', () => {
  it('is to the bit what Number() says, however it is written', () => {
    const written = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
      fc.double({ noNaN: true, noDefaultInfinity: true }).map((x) => x.toExponential(17)),
      fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((x) => x.toFixed(12)),
      fc
        .tuple(
          fc.constantFrom('', '-', '+'),
          fc.string({ unit: digit, minLength: 1, maxLength: 24 }),
          fc.string({ unit: digit, maxLength: 30 }),
        )
        .map(([sign, whole, rest]) => `${sign}${whole}.${rest}`),
    );
    fc.assert(
      fc.property(written, (text) => {
        expect([text, parse(text)]).toEqual([text, Number(text)]);
      }),
      { numRuns: 5000 },
    );
  });

  it.each([
    '9007199254740993', // halfway, to the even one below
    '9007199254740995', // halfway, to the even one above
    '0.1',
    '123456789012345678',
    '0.000000000000000000000000000001',
    '2.2250738585072011e-308',
    '4.9e-324',
    '1.7976931348623157e308',
    '1e23',
    '-0',
    '.5',
    '5.',
    '00012',
    '179769313486231580793728971405301199',
    '9007199254740992.5000000000000000001',
  ])('%s is Number(it)', (text) => {
    expect(parse(text)).toBe(Number(text));
  });

  it('is none where anything else is written', () => {
    for (const text of ['', ' ', '-', '.', '1e', 'e5', '1,5', '0x1', '1 2', 'NaN', 'Infinity', '١'])
      expect([text, parse(text)]).toEqual([text, Number.NaN]);
  });

  it('has blanks around it, and a decimal comma where one is asked for', () => {
    expect(parse('  1.5 ')).toBe(1.5);
    expect(parse('1,5', COMMA)).toBe(1.5);
    expect(parse('-3,25e2', COMMA)).toBe(-325);
    expect(parse('1.5', COMMA)).toBeNaN();
    expect(parse('1.500,25', COMMA)).toBeNaN();
  });

  it('is not looked for in a cell of a thousand digits', () => {
    expect(parse('1'.repeat(401))).toBeNaN();
    expect(parse('1'.repeat(300))).toBe(Number('1'.repeat(300)));
  });
});
