import fc from 'fast-check';

import type { Expected } from './expected';
import { KernelScanner } from './kernel';
import { type PredictionsOutcome, PredictionsReader } from './predictions';
import { CHUNK, type Scanner, TypedScanner } from './scanner';

const SCANNERS: readonly (readonly [string, () => Scanner])[] = [
  ['the kernel', () => new KernelScanner()],
  ['the reference', () => new TypedScanner()],
];
const ids = (count: number) => Int32Array.from({ length: count }, (_, i) => i + 1);
const bytes = (text: string) => new TextEncoder().encode(text);

function outcomeOf(
  text: string | Uint8Array,
  expected: Expected,
  scanner: Scanner,
  pieces: readonly number[] = [],
): PredictionsOutcome {
  const all = typeof text === 'string' ? bytes(text) : text;
  const reader = new PredictionsReader(expected, scanner);
  let from = 0;
  for (const piece of pieces) {
    reader.push(all.subarray(from, from + piece));
    from += piece;
  }
  reader.push(all.subarray(from));
  return reader.end();
}

const number: Expected = {
  task: 'regression',
  ids: ids(1),
  classes: [],
  needsProbability: false,
  partial: false,
};

const digits = (most: number) => fc.string({ unit: fc.nat(9).map(String), maxLength: most });
const written = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((x) => x.toExponential(17)),
  fc.double({ min: 0, max: 1, noNaN: true }).map(String),
  fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((x) => x.toFixed(12)),
  fc
    .tuple(
      fc.constantFrom('', '-', '+'),
      digits(22),
      fc.constantFrom('', '.'),
      digits(24),
      fc.constantFrom('', 'e5', 'E-20', 'e+40', 'e-64', 'e64', 'e-300', 'e300'),
    )
    .map((parts) => parts.join(''))
    .filter((text) => /\d/.test(text.split(/[eE]/)[0]!)),
  // Halfway between two float64, and beside it.
  fc
    .tuple(fc.bigInt({ min: 2n ** 53n, max: 2n ** 54n - 1n }), fc.constantFrom(0n, 1n, 2n, 3n))
    .map(([even, off]) => String(even * 2n + off)),
);

describe.each(SCANNERS)('a number read by %s', (_, scanner) => {
  it('is to the bit what Number() says, however it is written', () => {
    fc.assert(
      fc.property(fc.array(written, { minLength: 20, maxLength: 20 }), (texts) => {
        const finite = texts.filter((text) => Number.isFinite(Number(text)));
        const expected = { ...number, ids: ids(finite.length) };
        if (finite.length === 0) return;
        const rows = finite.map((text, i) => `${i + 1},${text}`).join('\n');
        const outcome = outcomeOf(`id,prediction\n${rows}`, expected, scanner());
        expect(outcome.ok && [...outcome.predictions.predicted]).toEqual(finite.map(Number));
      }),
      { numRuns: 40 },
    );
  });

  it.each([
    '9007199254740993', // halfway, to the even one below
    '9007199254740995', // halfway, to the even one above
    '2.2250738585072011e-308',
    '4.9e-324',
    '1.7976931348623157e308',
    '1e23',
    '8.988465674311581e307',
    '7.2057594037927933e16',
    '9999999999999999999',
    '18446744073709551616',
    '0.00000000000000000000000000000000000000000000000001',
    '-0',
    '-0.0e-999',
    '.5',
    '5.',
    '00000000000000000000000000012',
    '123456789012345678901234567890',
    '0.1000000000000000055511151231257827021181583404541015625',
  ])('%s is Number(it)', (text) => {
    const outcome = outcomeOf(`id,prediction\n1,${text}\n`, number, scanner());
    expect(outcome.ok && outcome.predictions.predicted[0]).toBe(Number(text));
  });
});

describe('the kernel and the reference', () => {
  const classes: Expected = {
    task: 'multiclass',
    ids: ids(4),
    classes: ['a', '1', 'pequeño', 'b c'],
    needsProbability: false,
    partial: false,
  };
  const cell = fc.oneof(
    { weight: 3, arbitrary: written },
    { weight: 3, arbitrary: fc.constantFrom('1', '2', '3', '4', ' 2', '3.0', '"4"', '02') },
    fc.constantFrom(
      'a',
      '"a"',
      ' a ',
      '1.0',
      'A',
      'pequeño',
      '"b c"',
      'b c',
      '"a',
      'a"b',
      '"a""b"',
    ),
    fc.constantFrom('', 'nan', '-inf', '=1', '1e999', '1,5', '\0', '٣', '1 2', '"1"2', '"1', '""'),
  );
  const separator = fc.constantFrom(',', ',', ',', ';', '\t');
  const end = fc.constantFrom('\n', '\n', '\r\n', '\r', '\n\n');

  it.each([
    ['numbers', { ...number, ids: ids(4) }],
    ['classes', classes],
    ['two classes', { ...classes, task: 'binary' as const, classes: ['0', '1'] }],
    ['clusters', { ...classes, task: 'clustering' as const, classes: [] }],
  ])('say the same of any file of %s', (_, expected) => {
    fc.assert(
      fc.property(
        separator,
        end,
        fc.array(fc.array(cell, { minLength: 2, maxLength: 2 }), { maxLength: 6 }),
        fc.array(fc.nat(20), { maxLength: 4 }),
        (between, ending, rows, pieces) => {
          const good = ids(4).reduce((text, id) => `${text}${id}${between}1${ending}`, '');
          const lines = rows.map((row) => row.join(between) + ending).join('');
          const text = `id${between}prediction${ending}${lines}${good}`;
          const kernel = outcomeOf(text, expected, new KernelScanner());
          expect(outcomeOf(text, expected, new TypedScanner())).toEqual(kernel);
          expect(outcomeOf(text, expected, new KernelScanner(), pieces)).toEqual(kernel);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('reads across the ends of its chunks, whatever stands there, and keeps the lines', () => {
    const count = 60_000;
    const row = (i: number) => (i % 7 === 0 ? `"${i}", "0.5"` : `${i},${i / 7}`);
    const rows = Array.from({ length: count }, (_, i) => row(i + 1));
    rows[49_999] = '50000,nan';
    const text = `id,prediction\r\n${rows.join('\r\n')}\r\n`;
    expect(text.length).toBeGreaterThan(4 * CHUNK);
    for (const [, scanner] of SCANNERS)
      expect(outcomeOf(text, { ...number, ids: ids(count) }, scanner())).toEqual({
        ok: false,
        complaints: [{ code: 'not-finite', row: 50_001, column: 'prediction', value: 'nan' }],
      });
  });

  it('never holds more than a chunk: a row that does not end is a fault', () => {
    const long = 'x'.repeat(CHUNK + 1);
    for (const [, scanner] of SCANNERS) {
      const codesOf = (text: string) => {
        const outcome = outcomeOf(text, number, scanner());
        return outcome.ok ? [] : outcome.complaints.map(({ code, row }) => [code, row]);
      };
      expect(codesOf(`id,prediction\n1,${long}\n`)).toEqual([['long-row', 2]]);
      expect(codesOf(`id,prediction\n1,"${long}\n`)).toEqual([['unclosed-quote', 2]]);
      expect(codesOf('a,'.repeat(CHUNK))).toEqual([['too-many-columns', undefined]]);
    }
  });
});
