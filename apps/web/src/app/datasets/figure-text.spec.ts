import { figureText } from './figure-text';

describe('a figure of a profile', () => {
  it('is whole where it is whole, else has the digits that count', () => {
    expect(figureText(1599, 'en-US')).toBe('1,599');
    expect(figureText(0.527820512, 'en-US')).toBe('0.5278');
    expect(figureText(0.99674668, 'es-CO')).toBe('0,9967');
    expect(figureText(46.4677923, 'en-US')).toBe('46.47');
    expect(figureText(12345.67, 'en-US')).toBe('12,346');
    expect(figureText(-0.5, 'en-US')).toBe('-0.5');
  });

  it('does not round the small to nothing, nor write the large in full', () => {
    expect(figureText(0.00000123, 'en-US')).toBe('1.23E-6');
    expect(figureText(123456789012, 'en-US')).toMatch(/^1\.235E11$/);
    expect(figureText(0, 'en-US')).toBe('0');
  });

  it('is a dash where there is none', () => {
    expect(figureText(null, 'en-US')).toBe('–');
    expect(figureText(NaN, 'en-US')).toBe('–');
  });
});
