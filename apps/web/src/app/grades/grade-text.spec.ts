import {
  gradeText,
  longText,
  percentField,
  pointsText,
  pointsTyped,
  shareText,
  shareTyped,
} from './grade-text';

describe('the texts of grades', () => {
  it('never pass through a float', () => {
    expect(longText('73/20', 'es-CO')).toBe('3,65');
    expect(gradeText({ value: '3.7' }, 'es-CO')).toBe('3,7');
    expect(gradeText({ value: 'B' }, 'es-CO')).toBe('B');
    expect(pointsText('7123/1000', 'es-CO')).toBe('7,123');
    expect(pointsText('100', 'en-US')).toBe('100');
  });

  it('say what was rounded, and keep a fraction where decimals would not do', () => {
    expect(pointsText('1/3', 'es-CO')).toBe('1/3');
    expect(shareText('2/3', 'es-CO')).toBe('66,67 %');
    expect(shareText('1', 'en-US')).toBe('100%');
    expect(longText('11/3', 'en-US')).toBe('≈ 3.6667');
  });

  it('write a dash for what is not there, and 0 for zero', () => {
    expect([
      pointsText(undefined, 'es-CO'),
      shareText(null, 'es-CO'),
      longText(null, 'es'),
    ]).toEqual(['–', '–', '–']);
    expect([pointsText('0', 'es-CO'), shareText('0', 'es-CO')]).toEqual(['0', '0 %']);
  });

  it('read decimal comma and point and fractions, and nothing else', () => {
    expect([' 8,5 ', '8.5', '14/87', '0'].map(pointsTyped)).toEqual(['8.5', '8.5', '14/87', '0']);
    expect(['', 'ocho', '-1', '1/0', '1e3', '1,2,3', '.5'].map(pointsTyped)).toEqual(
      Array.from({ length: 7 }, () => undefined),
    );
  });

  it('turn percentages into shares and back', () => {
    expect(['85,5', '100 %', '33.3', 'x'].map(shareTyped)).toEqual([
      '171/200',
      '1',
      '333/1000',
      undefined,
    ]);
    expect(percentField('171/200', 'es-CO')).toBe('85,5');
  });
});
