import { type Table, readTable } from '../predictions';
import { columnFacts, instantsOf, numbersOf } from './column-facts';
import { profileTable } from './profile';

function tableOf(csv: string): Table {
  const outcome = readTable(Buffer.from(csv));
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.complaints));
  return outcome.table;
}

const csvOf = (header: string, lines: readonly (string | number)[]) =>
  `${header}\n${lines.join('\n')}\n`;

/** Type and profile of the first column, beside one that fills the row. */
function first(cells: readonly string[], name = 'x', delimiter = ',') {
  const table = tableOf(
    csvOf(
      `${name}${delimiter}z`,
      cells.map((cell) => `${cell}${delimiter}1`),
    ),
  );
  const facts = columnFacts(table);
  return { facts: facts[0]!, table, profile: profileTable(table, facts).columns[0]! };
}
const times = <T>(n: number, of: (i: number) => T) => Array.from({ length: n }, (_, i) => of(i));

describe('the type of a column', () => {
  it.each([
    ['whole numbers', ['3', '1', '2', '3', '-4'], 'integer'],
    ['numbers', ['3.5', '1e3', '2', '.5', '-4'], 'number'],
    ['numbers and missing cells', ['3.5', '', 'NA', 'NaN', '2'], 'number'],
    ['decimal commas in quotes', ['"3,5"', '"1,25"', '2', '"10,0"'], 'number'],
    ['zeros in front that repeat', ['001', '001', '002', '010'], 'text'],
    ['zeros in front, each once', times(30, (i) => String(i).padStart(3, '0')), 'id'],
    ['a running number', times(30, (i) => String(i + 100)), 'id'],
    ['years, though they run', times(30, (i) => String(1990 + i)), 'integer'],
    ['dealt names', times(30, (i) => `C-${String(i * 37).padStart(5, '0')}`), 'id'],
    ['yes and no', ['Sí', 'no', 'sí', 'No'], 'boolean'],
    ['true and false', ['TRUE', 'FALSE', 'TRUE', ''], 'boolean'],
    ['kinds', ['A11', 'A12', 'A11', 'A13', 'A11'], 'category'],
    ['ISO dates', ['2010-02-01', '2010-03-01', '2011-12-31'], 'date'],
    ['instants', ['2010-02-01T10:00:00Z', '2010-02-01 11:30'], 'date'],
    ['d/m/y', ['31/12/2010', '1/2/2010', '15-3-11'], 'date'],
    ['no dates after all', ['31/02/2010', '32/12/2010', '1/13/13'], 'text'],
    ['leap days', ['29/2/2000', '29/2/2012', '28/2/1900'], 'date'],
    ['leap days that are none', ['29/2/1900', '29/2/2011', '31/4/2012'], 'text'],
    ['sentences', times(30, (i) => `una frase cualquiera número ${i}`), 'text'],
    ['nothing', ['', 'NA', ''], 'text'],
  ])('%s', (_, cells, type) => {
    expect(first(cells).facts.type).toBe(type);
  });

  it('is a number where one cell in twenty is none, and that cell is named', () => {
    const { profile } = first([...times(19, (i) => String(i * 1.5)), 'unos veinte']);
    expect(profile).toMatchObject({
      type: 'number',
      missing: 0,
      distinct: 19,
      faults: [{ code: 'not-a-number', row: 21, column: 'x', value: 'unos veinte' }],
    });
  });

  it('takes a number too large for a double for what it is: no number', () => {
    expect(first(['1', '2', '3', '4', '1e999']).profile.faults).toMatchObject([
      { code: 'not-a-number', value: '1e999' },
    ]);
  });
});

describe('the sales table of the course', () => {
  const sales = tableOf(
    csvOf('Producto,Categoría,Precio U.,Día,Tienda,Unidades', [
      '001,Gaseosa,$1000,Lunes,A,100',
      '001,Gaseosa,$900,Viernes,A,250',
      '002,Lácteos,$1200,Sábado,A,150',
      '002,Lácteos,$2000,Lunes,B,110',
      '003,Aseo,$1000,Domingo,B,200',
      '003,Aseo,$1500,Lunes,B,120',
    ]),
  );
  const profile = profileTable(sales, columnFacts(sales));

  it('keeps 001 a text, reads $1000 as a number and says so, and knows kinds', () => {
    expect(profile.columns.map(({ name, type }) => [name, type])).toEqual([
      ['Producto', 'text'],
      ['Categoría', 'category'],
      ['Precio U.', 'integer'],
      ['Día', 'category'],
      ['Tienda', 'category'],
      ['Unidades', 'integer'],
    ]);
    expect(profile.columns[2]).toMatchObject({
      min: 900,
      max: 2000,
      faults: [{ code: 'unit-read', row: 2, value: '$1000', expected: '$', count: 6 }],
    });
  });

  it('has the figures of the course', () => {
    const units = profile.columns[5]!;
    expect(units).toMatchObject({ mean: 155, outliers: 0, quartiles: [112.5, 135, 187.5] });
    expect(units.sd).toBeCloseTo(58.9067, 4);
    expect(profile.correlation?.columns).toEqual(['Precio U.', 'Unidades']);
    expect(profile.correlation?.values[0]?.[1]).toBeCloseTo(-0.5930388, 7);
    expect(profile.relations.spearman?.values[0]?.[1]).toBeCloseTo(-0.5507825, 6);
  });
});

describe('figures of a column', () => {
  it('have outliers beyond the fences and one bin for each whole number', () => {
    const { profile } = first(['1', '2', '2', '3', '3', '3', '4', '4', '5', '20']);
    // Quartiles 2.25, 3, 4: fences at −0.375 and 6.625.
    expect(profile).toMatchObject({ outliers: 1, quartiles: [2.25, 3, 4] });
    expect(profile.histogram?.edges.slice(0, 3)).toEqual([0.5, 1.5, 2.5]);
    expect(profile.histogram?.counts.slice(0, 5)).toEqual([1, 2, 3, 2, 1]);
    expect(profile.histogram?.counts.reduce((sum, n) => sum + n)).toBe(10);
  });

  it('have the twenty lowest and highest with their lines, of many equal ones at the edge one', () => {
    const { profile } = first(times(100, (i) => (i === 7 ? '-1' : i === 90 ? '9.5' : '3')));
    expect(profile.extremes).toEqual({
      low: [
        { value: 3, line: 2 },
        { value: -1, line: 9 },
      ],
      high: [
        { value: 3, line: 2 },
        { value: 9.5, line: 92 },
      ],
    });
    const many = first(times(100, (i) => String(2 * i))).profile.extremes;
    expect([many?.low.length, many?.high.length]).toEqual([20, 20]);
    expect(many?.high.at(-1)).toEqual({ value: 198, line: 101 });
  });

  it('keep their digits beside a large offset', () => {
    const { profile } = first(times(100, (i) => String(1e15 + (i % 2))));
    expect(profile.sd).toBeCloseTo(Math.sqrt(25 / 99), 12);
  });

  it('name the most frequent labels and those that differ by case, accent or space', () => {
    const cells = [
      ...times(6, () => 'Lácteos'),
      'lacteos',
      ...times(2, () => 'LÁCTEOS'),
      ...times(3, () => 'Aseo'),
    ];
    const { profile } = first(cells);
    expect(profile.top[0]).toEqual({ value: 'Lácteos', count: 6 });
    expect(profile.distinct).toBe(4);
    expect(profile.faults).toEqual([
      { code: 'spelling-variant', column: 'x', value: 'LÁCTEOS', expected: 'Lácteos', count: 2 },
      { code: 'spelling-variant', column: 'x', value: 'lacteos', expected: 'Lácteos', count: 1 },
    ]);
  });

  it('cut a long label between two letters, never in one', () => {
    const { profile } = first(times(4, (i) => (i < 3 ? `${'x'.repeat(199)}🍷` : 'y')));
    expect(profile.top[0]?.value).toBe('x'.repeat(199));
  });

  it('tell of ids that lost their zeros, mixed units and days that could be months', () => {
    expect(first([...times(9, (i) => `00${i}`), '7']).profile.faults).toMatchObject([
      { code: 'lost-zeros', row: 11, value: '7', expected: '007' },
    ]);
    const mixed = first(['$5', '€7', '$9', '$3', '€2']).profile;
    expect(mixed.faults.map(({ code }) => code)).toEqual(['mixed-units', 'unit-read', 'unit-read']);
    expect(first(['3/4/2010', '5/6/2010', '2/2/2010']).profile.faults).toMatchObject([
      { code: 'date-order-assumed', value: '3/4/2010', expected: '2010-04-03' },
    ]);
    expect(first(['3/4/2010', '25/6/2010']).profile.faults).toEqual([]);
  });

  it('are of the rows asked for and of no other', () => {
    const table = tableOf(csvOf('x,y', ['1,a', '2,a', '900,secreto', '3,b']));
    const train = profileTable(table, columnFacts(table), Int32Array.of(0, 1, 3));
    expect(train.rows).toBe(3);
    expect(train.columns[0]).toMatchObject({ max: 3, mean: 2 });
    expect(JSON.stringify(train)).not.toMatch(/900|secreto/);
  });

  it('are there for a table whose cells are all missing', () => {
    const table = tableOf(csvOf('x,y', [',1', 'NA,1']));
    const { columns, correlation, warnings } = profileTable(table, columnFacts(table));
    expect(columns[0]).toMatchObject({ missing: 2, distinct: 0, mean: null, histogram: null });
    expect(correlation).toBeNull();
    expect(warnings.map(({ code, column }) => [code, column])).toEqual(
      [
        ['duplicate-rows', null],
        ['empty-column', 'x'],
        ['constant-column', 'y'],
      ].slice(warnings[0]?.code === 'duplicate-rows' ? 0 : 1),
    );
  });
});

describe('correlation', () => {
  it('is of the rows that have both, and null where one is constant', () => {
    const table = tableOf(csvOf('a,b,c', ['1,2,5', '2,,5', '3,6,5', ',9,5', '4,7,5']));
    const { correlation } = profileTable(table, columnFacts(table));
    // numpy.corrcoef([1, 3, 4], [2, 6, 7])
    expect(correlation?.values[0]?.[1]).toBeCloseTo(0.9897433186107869, 12);
    expect(correlation?.values[0]?.[2]).toBeNull();
    expect(correlation?.values[1]?.[0]).toBe(correlation?.values[0]?.[1]);
  });

  it('is the same over many blocks as over one', () => {
    const lines = times(5000, (i) => `${1e6 + Math.sin(i)},${Math.sin(i) * 2 + Math.cos(i * 3)}`);
    const table = tableOf(csvOf('a,b', lines));
    const x = times(5000, (i) => Math.sin(i));
    const y = times(5000, (i) => Math.sin(i) * 2 + Math.cos(i * 3));
    const mean = (of: number[]) => of.reduce((sum, each) => sum + each, 0) / of.length;
    const [mx, my] = [mean(x), mean(y)];
    const dot = (a: number[], ma: number, b: number[], mb: number) =>
      a.reduce((sum, each, i) => sum + (each - ma) * (b[i]! - mb), 0);
    const r = dot(x, mx, y, my) / Math.sqrt(dot(x, mx, x, mx) * dot(y, my, y, my));
    expect(profileTable(table, columnFacts(table)).correlation?.values[0]?.[1]).toBeCloseTo(r, 8);
  });
});

describe('time', () => {
  it('is ordered by dates as they are written, and by numbers', () => {
    const { facts, table } = first(['1/2/2010', '28/1/2010', '', '5/12/09']);
    const [a, b, none, d] = instantsOf(table, facts);
    expect(b! < a! && d! < b! && Number.isNaN(none)).toBe(true);
    expect(a! - b!).toBe(4 * 86_400_000);
    const american = first(['1/28/2010', '2/1/2010']);
    const [x, y] = instantsOf(american.table, american.facts);
    expect(y! - x!).toBe(4 * 86_400_000);
    const years = first(['1999', '2001']);
    expect([...instantsOf(years.table, years.facts)]).toEqual([1999, 2001]);
  });

  it('takes a zone into account', () => {
    const { facts, table } = first(['2020-01-01T00:00:00-05:00', '2020-01-01T04:00:00Z']);
    const [bogota, utc] = instantsOf(table, facts);
    expect(bogota! - utc!).toBe(3_600_000);
  });
});

describe('numbers', () => {
  it('are read over units and separators, and NaN where there is no number', () => {
    const { facts, table } = first(['"$1,200.50"', '$3', '', '$-4', '$5'], 'precio');
    expect([...numbersOf(table, facts)]).toEqual([1200.5, 3, Number.NaN, -4, 5]);
  });
});
