import { dictionaryRows, entriesOf } from './dictionary-rows';

describe('the data dictionary of a version', () => {
  const dictionary = [
    { column: 'pH', meaning: 'Acidez', unit: '', min: 0, max: 14 },
    { column: 'quality', meaning: 'De una versión anterior', unit: '' },
  ];
  const columns = [
    { name: 'alcohol', type: 'number' as const },
    { name: 'pH', type: 'number' as const },
  ];

  it('has a row for each column of the file, and loses no text of columns that went', () => {
    const open = { least: '', most: '' };
    expect(dictionaryRows(dictionary, columns)).toEqual([
      { column: 'alcohol', meaning: '', unit: '', ...open, orphan: false },
      { column: 'pH', meaning: 'Acidez', unit: '', least: '0', most: '14', orphan: false },
      { column: 'quality', meaning: 'De una versión anterior', unit: '', ...open, orphan: true },
    ]);
  });

  it('sends only rows that say something', () => {
    const rows = dictionaryRows(dictionary, columns).map((row) =>
      row.column === 'quality' ? { ...row, meaning: '  ' } : row,
    );
    expect(entriesOf(rows)).toEqual([
      { column: 'pH', meaning: 'Acidez', unit: '', min: 0, max: 14 },
    ]);
  });

  it('sends a range that is open on one side, and none that is no number', () => {
    const [alcohol, pH] = dictionaryRows(dictionary, columns);
    expect(
      entriesOf([
        { ...alcohol!, least: '0.5' },
        { ...pH!, meaning: '', least: 'cero', most: '' },
      ]),
    ).toEqual([{ column: 'alcohol', meaning: '', unit: '', min: 0.5 }]);
  });
});
