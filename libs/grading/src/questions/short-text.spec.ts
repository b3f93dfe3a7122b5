import { fits } from './short-text';

const loose = { caseSensitive: false, accentSensitive: false };

describe('a short text', () => {
  it.each([
    ['  api ', 'API', true],
    ['sobreajuste', 'Sobreajuste', true],
    ['regresion  logistica', 'Regresión logística', true],
    ['una API REST', '*API*', true],
    ['validación cruzada de 10', 'validación cruzada*', true],
    ['validación', 'validación cruzada*', false],
    ['ab', 'a*b', true],
    ['aXbXb', 'a*b', true],
    ['a', 'a*a', false],
    ['2*3', '2\\*3', true],
    ['2x3', '2\\*3', false],
    ['', '*', true],
    ['(a+)+$', '(a+)+$', true],
  ])('%j against %j: %s', (typed, pattern, fit) => {
    expect(fits(typed, pattern, loose)).toBe(fit);
  });

  it('minds case and accents where it is asked to', () => {
    expect(fits('api', 'API', { ...loose, caseSensitive: true })).toBe(false);
    expect(fits('moda', 'módá', { ...loose, accentSensitive: true })).toBe(false);
    expect(fits('Módá', 'módá', { ...loose, accentSensitive: true })).toBe(true);
  });

  it('takes no longer for a pattern made to be slow', () => {
    expect(fits('a'.repeat(500), `${'*a'.repeat(200)}*b`, loose)).toBe(false);
  });
});
