import fc from 'fast-check';

import { categoryColumn, numberColumn, takeRows } from './column';
import { MAX_COLUMNS, type Table, readTable } from './table';

function tableOf(text: string): Table {
  const outcome = readTable(new TextEncoder().encode(text));
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.complaints));
  return outcome.table;
}

describe('a table', () => {
  it('has the cells that were written, whatever stands in them', () => {
    const cell = fc.oneof(
      fc.string({ unit: fc.constantFrom('a', 'ñ', '1', ',', '"', '\n', ';', '\r\n', ' x', '💧') }),
      fc.double().map(String),
    );
    const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 12 }), (rows) => {
        const text = `first,second\n${rows.map((row) => row.map(quoted).join(',')).join('\n')}`;
        const table = tableOf(text);
        expect(table.rows).toBe(rows.length);
        rows.forEach((row, at) => {
          expect([table.text(at, 0), table.text(at, 1)]).toEqual(row.map((each) => each.trim()));
        });
      }),
      { numRuns: 200 },
    );
  });

  it('reads a cell as a number to the bit, in quotes and with decimal commas too', () => {
    const table = tableOf('a;b;c\n"0,1";2.5;x\n');
    expect(table.delimiter).toBe(';');
    expect([table.number(0, 0), table.number(0, 1), table.number(0, 2)]).toEqual([
      0.1,
      2.5,
      Number.NaN,
    ]);
  });

  it('keeps the zeros of an id and knows what is missing', () => {
    const table = tableOf('id,x\n001,NA\n002,\n003,0\n');
    expect(table.text(0, 0)).toBe('001');
    expect([0, 1, 2].map((row) => table.isMissing(row, 1))).toEqual([true, true, false]);
    expect([...numberColumn(table, 1).values]).toEqual([Number.NaN, Number.NaN, 0]);
  });

  it('codes categories by first appearance, a missing one −1, and takes rows of them', () => {
    const table = tableOf('day,x\nLunes,1\nViernes,2\n,3\nLunes,4\n');
    const column = categoryColumn(table, 0);
    expect([...column.codes]).toEqual([0, 1, -1, 0]);
    expect(column.labels).toEqual(['Lunes', 'Viernes']);
    expect(takeRows(column, Int32Array.of(3, 1))).toMatchObject({ codes: Int32Array.of(0, 1) });
    const numbers = takeRows(numberColumn(table, 1), Int32Array.of(3, 0));
    expect(numbers).toMatchObject({ values: Float64Array.of(4, 1) });
  });

  it('counts lines as an editor does, across quoted line breaks', () => {
    const table = tableOf('a,b\n"one\ntwo",1\n\nx,2\n');
    expect([table.line(0), table.line(1)]).toEqual([2, 5]);
  });

  it('keys rows by what is written in them: quotes and blanks aside, cells not run together', () => {
    const table = tableOf('a,b\n1,23\n12,3\n"1", 23\n');
    const key = (row: number) => table.contentKey(row, [0, 1]);
    expect(key(2)).toBe(key(0));
    expect(key(1)).not.toBe(key(0));
    expect(table.contentKey(0, [0])).not.toBe(table.contentKey(1, [0]));
  });

  it('says no to more columns than a course has use for', () => {
    const header = Array.from({ length: MAX_COLUMNS + 1 }, (_, i) => `c${i}`).join(',');
    expect(readTable(new TextEncoder().encode(`${header}\n`))).toEqual({
      ok: false,
      complaints: [{ code: 'too-many-columns', value: '2001', expected: '2000' }],
    });
  });
});
