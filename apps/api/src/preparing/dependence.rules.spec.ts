import { type Table, readTable } from '@holdout/ml/predictions';
import { columnFacts, instantsOf } from '@holdout/ml/profile';

import { dependenceOf } from './dependence.rules';

function tableOf(text: string): Table {
  const outcome = readTable(Buffer.from(text));
  if (!outcome.ok) throw new Error('no table');
  return outcome.table;
}

function asked(table: Table, task: string, method: string, column: string) {
  const facts = columnFacts(table);
  const by = facts.find(({ name }) => name === column)!;
  return {
    task,
    table,
    facts,
    split: { method, column },
    parts: new Uint8Array(table.rows),
    season: null,
    found: { truth: Float64Array.from({ length: table.rows }, (_, row) => row % 12) },
    time: task === 'forecasting' ? instantsOf(table, by) : null,
  };
}

describe('which rows hang together', () => {
  const shops = tableOf('shop,units\nA,1\nB,2\n A ,3\nC,4\n"B",5\n');

  it('gives the rows of a group one code, by what the split kept together', () => {
    expect(dependenceOf(asked(shops, 'regression', 'group', 'shop'))).toEqual({
      kind: 'groups',
      codes: Int32Array.of(0, 1, 0, 2, 1),
    });
  });

  it('knows none where the split deals row by row', () => {
    expect(dependenceOf(asked(shops, 'regression', 'stratified', 'shop'))).toBeNull();
    expect(dependenceOf(asked(shops, 'regression', 'random', ''))).toBeNull();
  });

  it('gives the rows of a series their places in time, and its season', () => {
    const months = Array.from(
      { length: 36 },
      (_, m) => `${2010 + Math.floor(m / 12)}-${String((m % 12) + 1).padStart(2, '0')}-01`,
    );
    // The file goes back in time.
    const lines = [...months].reverse().map((month) => `${month},1`);
    const table = tableOf(['month,units', ...lines, ''].join('\n'));
    const found = dependenceOf(asked(table, 'forecasting', 'time', 'month'));
    expect(found).toEqual({
      kind: 'time',
      codes: Int32Array.from({ length: 36 }, (_, row) => 35 - row),
      season: 12,
    });
    const said = { ...asked(table, 'forecasting', 'time', 'month'), season: 4 };
    expect(dependenceOf(said)).toMatchObject({ kind: 'time', season: 4 });
  });
});
