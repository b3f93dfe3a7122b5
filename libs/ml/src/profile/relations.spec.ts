import { readTable } from '../predictions';
import { columnFacts } from './column-facts';
import { componentsOf } from './components';
import { contingencyOf, cramersV, mutualInformation } from './contingency';
import { relationsOf } from './relations';

function relations(header: string, lines: readonly string[]) {
  const outcome = readTable(Buffer.from(`${header}\n${lines.join('\n')}\n`));
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.complaints));
  const rows = Int32Array.from({ length: outcome.table.rows }, (_, row) => row);
  return relationsOf(outcome.table, columnFacts(outcome.table), rows);
}

const times = <T>(n: number, of: (i: number) => T) => Array.from({ length: n }, (_, i) => of(i));

describe('two columns of kinds', () => {
  const of = (a: readonly number[], b: readonly number[]) =>
    contingencyOf(Int32Array.from(a), 3, Int32Array.from(b), 3);

  it('say nothing of each other, or all of it', () => {
    const apart = of([0, 0, 1, 1], [0, 1, 0, 1]);
    expect([cramersV(apart), mutualInformation(apart)]).toEqual([0, 0]);
    const same = of([0, 1, 2, 0], [2, 0, 1, 2]);
    expect(cramersV(same)).toBe(1);
    expect(mutualInformation(same)).toBeCloseTo(1.5 * Math.log(2), 12); // H(½, ¼, ¼)
  });

  it('are compared where both are there, and have no V where one is constant', () => {
    const partly = of([0, 1, -1, 0], [0, 1, 0, -1]);
    expect(partly.n).toBe(2);
    expect(cramersV(partly)).toBe(1);
    expect(cramersV(of([0, 0, 0], [0, 1, 2]))).toBeNull();
    expect(cramersV(of([-1], [0]))).toBeNull();
    expect(mutualInformation(of([-1], [0]))).toBe(0);
  });
});

describe('principal components', () => {
  const column = (name: string, values: readonly number[]) => ({
    name,
    values: Float64Array.from(values),
  });

  it('of two columns on a line are the line: all of the variance, weights alike', () => {
    const x = [1, 2, 3, 4, 5];
    const found = componentsOf(
      [
        column('x', x),
        column(
          'y',
          x.map((v) => 7 - 2 * v),
        ),
      ],
      [0, 2],
    );
    expect(found?.explained[0]).toBeCloseTo(1, 12);
    expect(found?.loadings[0].map(Math.abs)).toEqual([
      expect.closeTo(Math.SQRT1_2, 12),
      expect.closeTo(Math.SQRT1_2, 12),
    ]);
    expect(found?.points.map(([first]) => Math.abs(first))).toEqual([
      expect.closeTo(2, 12), // √2 · |1 − 3| / √2
      expect.closeTo(0, 12),
    ]);
  });

  it('leave constant columns out, take a missing number for the mean, and need two columns and three rows', () => {
    const a = column('a', [1, 2, 3, Number.NaN]);
    const b = column('b', [4, 1, 9, 2]);
    const none = column(
      'none',
      times(4, () => Number.NaN),
    );
    const found = componentsOf([a, column('c', [7, 7, 7, 7]), b, none], [3]);
    expect(found?.columns).toEqual(['a', 'b']);
    expect(found?.points[0]?.every(Number.isFinite)).toBe(true);
    expect(componentsOf([a, column('c', [7, 7, 7, 7])], [])).toBeNull();
    expect(componentsOf([column('a', [1, 2]), column('b', [2, 1])], [])).toBeNull();
    expect(componentsOf([], [])).toBeNull();
  });

  it('keep their digits beside a large offset', () => {
    const x = times(50, (i) => (i * 7) % 13);
    const y = times(50, (i) => (i * 5) % 11);
    const plain = componentsOf([column('x', x), column('y', y)], [1]);
    const far = componentsOf(
      [
        column(
          'x',
          x.map((v) => v + 1e9),
        ),
        column('y', y),
      ],
      [1],
    );
    expect(far?.explained[0]).toBeCloseTo(plain!.explained[0], 10);
  });
});

describe('what columns say of each other', () => {
  it('ranks where the line bends, and where cells are missing over the rows that have both', () => {
    const lines = times(30, (i) => `${i},${(i / 3) ** 5},${i % 4 === 0 ? '' : -i}`);
    const { spearman } = relations(
      'x,y,z',
      lines.map((l, i) => l.replace(/^\d+/, String(i + 0.5))),
    ).relations;
    expect(spearman?.columns).toEqual(['x', 'y', 'z']);
    expect(spearman?.values[0]).toEqual([1, 1, -1]);
  });

  it('finds the column that tells the target, in nats, against its entropy', () => {
    const { information } = relations(
      'clase,pista,ruido',
      times(200, (i) => `${'ab'[i % 2]!},${'xy'[i % 2]!}${i % 3},${'mn'[(i >> 1) % 2]!}`),
    ).relations;
    const at = information!.columns.indexOf('clase');
    const of = (name: string) => information!.values[at]![information!.columns.indexOf(name)]!;
    expect(of('clase')).toBeCloseTo(Math.log(2), 5);
    expect(of('pista')).toBeCloseTo(Math.log(2), 5);
    expect(of('ruido')).toBeCloseTo(0, 5);
  });

  it('warns of columns that say the same, not of kinds that occur once each or say less', () => {
    const { warnings } = relations(
      'codigo_zona,zona,grupo,nombre,apodo,m,km',
      times(60, (i) => {
        const zone = (i * 7) % 5;
        return `z${zone},${'abcde'[zone]!},${zone < 3 ? 's' : 'n'},nombre ${i} de tal,apodo ${i} de tal,${i * i},${(i * i) / 1000}`;
      }),
    );
    expect(warnings).toEqual([
      {
        code: 'redundant-columns',
        column: 'zona',
        value: 1,
        facts: { other: 'codigo_zona', measure: 'cramers_v' },
      },
      { code: 'redundant-columns', column: 'km', value: 1, facts: { other: 'm', measure: 'r' } },
    ]);
  });

  it('has nothing to say of one column of each sort', () => {
    expect(
      relations(
        'x,tipo',
        times(30, (i) => `${i * 1.5},${'ab'[i % 2]!}`),
      ).relations,
    ).toMatchObject({
      spearman: null,
      cramersV: null,
      components: null,
    });
  });
});
