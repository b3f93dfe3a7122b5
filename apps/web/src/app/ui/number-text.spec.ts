import { numberText } from './number-text';

describe('a number by the reader’s language', () => {
  it('has a decimal comma in Spanish and a point in English', () => {
    expect(numberText(0.83219, 'es-CO', { significant: 4 })).toBe('0,8322');
    expect(numberText(0.83219, 'en-US', { significant: 4 })).toBe('0.8322');
  });

  it('keeps the digits that were promised, zeros too', () => {
    expect(numberText(0.5, 'en-US', { significant: 4 })).toBe('0.5000');
    expect(numberText(3, 'en-US', { decimals: 1 })).toBe('3.0');
  });

  it('is a dash where there is none', () => {
    expect(numberText(null, 'es-CO')).toBe('–');
    expect(numberText(Number.NaN, 'es-CO')).toBe('–');
  });

  it('tells bytes and times in units a person knows', () => {
    expect(numberText(0, 'es-CO', { style: 'bytes' })).toBe('0 B');
    expect(numberText(1536, 'es-CO', { style: 'bytes' })).toBe('1,5 KiB');
    expect(numberText(840, 'en-US', { style: 'duration' })).toBe('840 ms');
    expect(numberText(3240, 'es-CO', { style: 'duration' })).toBe('3,2 s');
    expect(numberText(125_000, 'es-CO', { style: 'duration' })).toBe('2 min 5 s');
  });
});
