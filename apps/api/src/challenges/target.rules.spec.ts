import { holds } from '@holdout/ml/predictions';

import {
  type OnDataset,
  featuresOf,
  heldByStudents,
  parseTarget,
  withheldColumns,
} from './target.rules';

const rule = (text: string) => parseTarget({ kind: 'rule', name: 'y', rule: text });

describe('a target', () => {
  it('is a column as it is', () => {
    expect(parseTarget({ kind: 'column', column: 'score' })).toEqual({
      name: 'score',
      column: 'score',
      condition: null,
    });
  });

  it('is made by a rule: column, operator, number', () => {
    expect(rule('score >= 7')).toEqual({
      name: 'y',
      column: 'score',
      condition: { operator: '>=', threshold: 7 },
    });
    expect(rule('Precio U.<-1.5e2')?.condition).toEqual({ operator: '<', threshold: -150 });
    expect(rule('"a >= b" != 0')).toMatchObject({
      column: 'a >= b',
      condition: { operator: '!=', threshold: 0 },
    });
  });

  it('is not made by what is no rule', () => {
    for (const text of ['score', 'score >=', '>= 7', 'score >= high', 'score >= 7 and x', ''])
      expect(rule(text)).toBeUndefined();
  });

  it('takes the edge as its operator says', () => {
    const at = (operator: '>=' | '>' | '<=' | '<' | '=' | '!=') =>
      [6, 7, 8].map((x) => holds({ operator, threshold: 7 }, x));
    expect(at('>=')).toEqual([false, true, true]);
    expect(at('>')).toEqual([false, false, true]);
    expect(at('<=')).toEqual([true, true, false]);
    expect(at('<')).toEqual([true, false, false]);
    expect(at('=')).toEqual([false, true, false]);
    expect(at('!=')).toEqual([true, false, true]);
  });
});

describe('what is withheld on a dataset', () => {
  const regression: OnDataset = {
    id: 'a',
    title: 'Puntaje',
    target: { kind: 'column', column: 'score' },
    task: 'regression',
    held: null,
  };
  const binary: OnDataset = {
    id: 'b',
    title: 'Alta calidad',
    target: { kind: 'rule', name: 'high_quality', rule: 'alcohol >= 12' },
    task: 'binary',
    held: null,
  };
  const columns = ['ID', 'alcohol', 'pH', 'high_quality', 'score'].map((name) => ({ name }));

  it('is every target and what rules read, of drafts too, from every challenge', () => {
    const withheld = withheldColumns([regression, binary]);
    expect([...withheld].sort()).toEqual(['alcohol', 'high_quality', 'score']);
    expect(featuresOf(columns, withheld)).toEqual([{ name: 'pH' }]);
  });

  it('cannot be what students hold already as a feature, by column or by rule', () => {
    const published = { ...regression, held: ['alcohol', 'pH'] };
    expect(heldByStudents(binary, [published, binary])).toEqual({
      column: 'alcohol',
      challenge: 'Puntaje',
    });
    expect(
      heldByStudents({ id: 'c', target: { kind: 'column', column: 'pH' }, task: 'regression' }, [
        published,
      ]),
    ).toEqual({ column: 'pH', challenge: 'Puntaje' });
  });

  it('is known to students who have it as labels, where clusters are to be found without', () => {
    const published = { ...regression, held: ['pH'] };
    const clusters: OnDataset = { ...regression, id: 'd', title: 'Segmentos', task: 'clustering' };
    expect(heldByStudents(clusters, [published])).toEqual({
      column: 'score',
      challenge: 'Puntaje',
    });
    expect(heldByStudents(regression, [{ ...clusters, held: ['pH'] }])).toEqual({
      column: 'score',
      challenge: 'Segmentos',
    });
    expect(
      heldByStudents({ ...clusters, id: 'e' }, [{ ...clusters, held: ['pH'] }]),
    ).toBeUndefined();
    expect(heldByStudents(clusters, [regression])).toBeUndefined();
  });

  it('can be the target of another challenge, and a feature of a draft', () => {
    expect(heldByStudents(regression, [{ ...binary, held: ['pH'] }])).toBeUndefined();
    expect(heldByStudents(binary, [regression])).toBeUndefined();
    expect(
      heldByStudents({ id: 'a', target: { kind: 'column', column: 'pH' }, task: 'regression' }, [
        { ...regression, held: ['pH'] },
      ]),
    ).toBeUndefined();
  });
});
