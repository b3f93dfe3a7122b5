import { dictionaryRows, entriesOf } from './dictionary-rows';

describe('the data dictionary of a version', () => {
  const dictionary = [
    { column: 'pH', meaning: 'Acidez', unit: '' },
    { column: 'quality', meaning: 'De una versión anterior', unit: '' },
  ];
  const columns = [
    { name: 'alcohol', type: 'number' as const },
    { name: 'pH', type: 'number' as const },
  ];

  it('has a row for each column of the file, and loses no text of columns that went', () => {
    expect(dictionaryRows(dictionary, columns)).toEqual([
      { column: 'alcohol', meaning: '', unit: '', orphan: false },
      { column: 'pH', meaning: 'Acidez', unit: '', orphan: false },
      { column: 'quality', meaning: 'De una versión anterior', unit: '', orphan: true },
    ]);
  });

  it('sends only rows that say something', () => {
    const rows = dictionaryRows(dictionary, columns).map((row) =>
      row.column === 'quality' ? { ...row, meaning: '  ' } : row,
    );
    expect(entriesOf(rows)).toEqual([{ column: 'pH', meaning: 'Acidez', unit: '' }]);
  });
});
