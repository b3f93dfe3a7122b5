import { readTable } from '../predictions';
import { generator } from '../random';
import { columnFacts, numbersOf } from './column-facts';
import { leaksOf } from './leaks';

interface Given {
  readonly header: string;
  readonly lines: readonly string[];
  readonly target: string;
  readonly classes?: readonly string[];
  readonly parts: readonly number[];
  readonly splitColumn?: string;
}

function leaks({ header, lines, target, classes, parts, splitColumn = '' }: Given) {
  const outcome = readTable(Buffer.from(`${header}\n${lines.join('\n')}\n`));
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.complaints));
  const { table } = outcome;
  const facts = columnFacts(table);
  const column = facts.find(({ name }) => name === target)!;
  return leaksOf({
    table,
    facts,
    features: table.columns.filter((name) => name !== target),
    target: classes
      ? {
          kind: 'class',
          classes,
          codes: Int32Array.from([...table.values(column.index)], (label) =>
            classes.indexOf(label),
          ),
        }
      : { kind: 'number', values: numbersOf(table, column) },
    parts: Uint8Array.from(parts),
    splitColumn: splitColumn === '' ? null : splitColumn,
  }).map(({ code, column: at, value, facts: more }): Record<string, unknown> => ({
    code,
    at,
    value,
    ...more,
  }));
}

const times = <T>(n: number, of: (i: number) => T) => Array.from({ length: n }, (_, i) => of(i));
const parted = (n: number) => times(n, (i) => (i % 5 < 3 ? 0 : i % 5 === 3 ? 1 : 2));

describe('leaks', () => {
  it('flags the lag table of the course: es el objetivo desplazado 1 fila', () => {
    const found = leaks({
      header: 'month_dt,Produccion,prev_month',
      lines: [
        '2010-02-01,648.0,515.0',
        '2010-03-01,629.0,648.0',
        '2010-04-01,647.0,629.0',
        '2010-05-01,822.0,647.0',
        '2010-06-01,780.0,822.0',
      ],
      target: 'Produccion',
      parts: [0, 0, 1, 1, 2],
      splitColumn: 'month_dt',
    });
    expect(found).toEqual([
      // May's and June's rows show April's and May's answers: two of three.
      { code: 'target-shifted', at: 'prev_month', value: 1, published: 2, heldOut: 3 },
    ]);
  });

  const random = generator('leaks');
  const noise = times(200, () => random());
  const series = noise.map((x, i) => Number((x * 10 + (i % 7)).toFixed(2)));

  it('flags the target of the row after, in the order of time whatever that of the file', () => {
    const day = (i: number) => new Date(Date.UTC(2020, 0, 1 + i)).toISOString().slice(0, 10);
    const lines = times(200, (i) => `${day(i)},${series[i]!},${series[i + 1] ?? ''}`);
    const shuffled = lines.map((line, i) => [noise[i]!, line] as const).sort((a, b) => a[0] - b[0]);
    const found = leaks({
      header: 'dia,y,x',
      lines: shuffled.map(([, line]) => line),
      target: 'y',
      parts: parted(200),
    });
    expect(found).toEqual([
      // All but the answer of the first day.
      { code: 'target-shifted', at: 'x', value: -1, by: 'dia', published: 79, heldOut: 80 },
    ]);
  });

  it('flags a lag inside groups whose rows stand mixed in the file', () => {
    const last = new Map<string, number>();
    const lines = times(200, (i) => {
      const shop = 'ABCD'[Math.floor(noise[(i * 7) % 200]! * 4)]!;
      const before = last.get(shop) ?? -i - 1;
      last.set(shop, series[i]!);
      return `${shop},${series[i]!},${before}`;
    });
    const given = { header: 'tienda,y,x', target: 'y', parts: parted(200) };
    expect(leaks({ ...given, lines })).toEqual([
      expect.objectContaining({ code: 'target-shifted', at: 'x', value: 1, within: 'tienda' }),
    ]);
    const dealt = [...lines].sort((a, b) => noise[lines.indexOf(a)]! - noise[lines.indexOf(b)]!);
    expect(leaks({ ...given, lines: dealt })).toEqual([]);
  });

  it('tells what is known at the origin from what is published past it', () => {
    const parts = times(200, (i) => (i < 190 ? 0 : i < 195 ? 1 : 2));
    const of = (cell: (i: number) => string | number) =>
      leaks({
        header: 'y,x',
        lines: times(200, (i) => `${series[i]!},${cell(i)}`),
        target: 'y',
        parts,
      })
        .filter(({ code }) => code !== 'twins-across-parts')
        .map(({ code, value, published, heldOut }) => [code, value, published, heldOut]);
    // The row before: nine of the ten held-out answers, all but the last.
    expect(of((i) => series[i - 1] ?? '')).toEqual([['target-shifted', 1, 9, 10]]);
    // Twelve rows back, and the last ten are held out: nothing of them.
    expect(of((i) => series[i - 12] ?? '')).toEqual([['target-shifted', 12, 0, 10]]);
    // Left empty past the first row after the origin.
    expect(of((i) => (i > 190 ? '' : (series[i - 1] ?? '')))).toEqual([
      ['target-shifted', 1, 0, 10],
    ]);
    const mean = (i: number) => (i < 2 ? '' : ((series[i - 1]! + series[i - 2]!) / 2).toFixed(6));
    expect(of(mean)).toEqual([['target-rolling', 2, 9, 10]]);
    expect(of((i) => (i > 190 ? '' : mean(i)))).toEqual([['target-rolling', 2, 0, 10]]);
  });

  it('flags a rolling mean of the target', () => {
    const mean = (i: number) =>
      i < 3 ? -i - 1 : ((series[i - 1]! + series[i - 2]! + series[i - 3]!) / 3).toFixed(6);
    const lines = times(200, (i) => `${series[i]!},${mean(i)},${noise[199 - i]!}`);
    expect(leaks({ header: 'y,x,z', lines, target: 'y', parts: parted(200) })).toEqual([
      expect.objectContaining({ code: 'target-rolling', at: 'x', value: 3 }),
    ]);
  });

  it('flags a shifted class, and not one that is common anyway', () => {
    const label = noise.map((x) => (x > 0.5 ? 'si' : 'no'));
    const rare = noise.map((x) => (x > 0.99 ? 'si' : 'no'));
    const of = (labels: readonly string[], cells: readonly string[]) =>
      leaks({
        header: 'y,x',
        lines: times(200, (i) => `${labels[i]!},${cells[i]!}`),
        target: 'y',
        classes: ['no', 'si'],
        parts: parted(200),
      }).map(({ code }) => code);
    expect(
      of(
        label,
        times(200, (i) => label[i - 2] ?? 'no'),
      ),
    ).toContain('target-shifted');
    expect(
      of(
        rare,
        times(200, (i) => (i % 61 === 0 ? 'si' : 'no')),
      ),
    ).not.toContain('target-shifted');
  });

  it('flags a column that tells the target alone: by a line, by its label, by its order', () => {
    const y = series;
    const numeric = leaks({
      header: 'y,doble,casi',
      lines: times(200, (i) => `${y[i]!},${y[i]! * 2 + 1},${y[i]! + noise[i]! * 12}`),
      target: 'y',
      parts: parted(200),
    });
    expect(numeric.map(({ code, at, measure }) => [code, at, measure])).toEqual([
      ['predicts-target', 'doble', 'r2'],
    ]);
    const label = noise.map((x) => (x > 0.6 ? 'si' : 'no'));
    const binary = leaks({
      header: 'y,monto,codigo,ruido',
      lines: times(
        200,
        (i) =>
          `${label[i]!},${(noise[i]! ** 3).toFixed(6)},${label[i] === 'si' ? 'K1' : 'K2'},${noise[199 - i]!}`,
      ),
      target: 'y',
      classes: ['no', 'si'],
      parts: parted(200),
    });
    expect(binary.map(({ code, at, measure }) => [code, at, measure])).toEqual([
      ['predicts-target', 'monto', 'auc'],
      ['predicts-target', 'codigo', 'gain'],
    ]);
  });

  it('does not take a label of each row for knowledge', () => {
    const found = leaks({
      header: 'y,nombre',
      lines: times(60, (i) => `${i % 2 ? 'si' : 'no'},persona ${i} de tal`),
      target: 'y',
      classes: ['no', 'si'],
      parts: parted(60),
    });
    expect(found).toEqual([]);
  });

  it('flags ids that order with the target', () => {
    const found = leaks({
      header: 'cliente_id,y,x',
      lines: times(100, (i) => `${1000 + i},${i < 50 ? 'no' : 'si'},${noise[i]!}`),
      target: 'y',
      classes: ['no', 'si'],
      parts: parted(100),
    });
    expect(found).toMatchObject([{ code: 'id-orders-target', at: 'cliente_id', value: 1 }]);
  });

  it('warns of a number that varies in held-out rows alone', () => {
    const lines = times(50, (i) => `${i % 5 < 3 ? 7 : i % 4},${noise[i]!},${series[i]!}`);
    expect(leaks({ header: 'k,x,y', lines, target: 'y', parts: parted(50) })).toEqual([
      { code: 'constant-in-train', at: 'k', value: 20, values: 7 },
    ]);
    const constant = lines.map((line) => line.replace(/^\d/, '7'));
    expect(leaks({ header: 'k,x,y', lines: constant, target: 'y', parts: parted(50) })).toEqual([]);
  });

  it('warns of Tienda C, which only held-out rows have', () => {
    const lines = times(
      50,
      (i) => `${i % 5 === 4 && i > 25 ? 'C' : 'AB'[i % 2]!},${noise[i]!},${series[i]!}`,
    );
    expect(leaks({ header: 'Tienda,x,y', lines, target: 'y', parts: parted(50) })).toEqual([
      { code: 'unseen-category', at: 'Tienda', value: 5, values: 'C' },
    ]);
  });

  it('counts held-out rows whose twin stands in train', () => {
    const lines = times(50, (i) => `${'ab'[i % 2]!},${i < 46 ? i % 20 : i * 100},${series[i]!}`);
    const parts = times(50, (i) => (i < 30 ? 0 : i < 40 ? 1 : 2));
    expect(leaks({ header: 'tipo,x,y', lines, target: 'y', parts })).toEqual([
      { code: 'twins-across-parts', at: null, value: 16, heldOut: 20 },
    ]);
  });
});
