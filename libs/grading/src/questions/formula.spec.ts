import { decimalText } from './exact';
import { evaluate } from './formula';

const given = { a: '3', b: '0.5', zero: '0' };
function outcomeOf(formula: string): string {
  const outcome = evaluate(formula, given);
  return outcome.ok ? decimalText(outcome.value) : outcome.fault;
}

describe('a formula', () => {
  it.each([
    ['14/87', '0.16092'],
    ['0.1 + 0.2', '0.3'],
    ['2 + 3 * 4 ^ 2', '50'],
    ['-2 ^ 2', '-4'],
    ['2 ^ -1', '0.5'],
    ['2 ^ 3 ^ 2', '512'],
    ['10 - 3 - 2', '5'],
    ['a × b ÷ 3 − 1 · 2', '-1.5'],
    ['(a + 1) / (b * 2)', '4'],
    ['min(a, b, 2)', '0.5'],
    ['max(a, b)', '3'],
    ['round(2.345, 2)', '2.35'],
    ['round(-2.5)', '-3'],
    ['abs(b - a)', '2.5'],
    ['sqrt(9/16)', '0.75'],
    ['sqrt(2)', '1.41421'],
    ['exp(0)', '1'],
    ['1/(1+exp(-(-2+0.5*4)))', '0.5'],
    ['log(exp(2))', '2'],
    ['1e3 / 50 * 8', '160'],
    ['((a))', '3'],
  ])('%s gives %s', (formula, value) => {
    expect(outcomeOf(formula)).toBe(value);
  });

  it.each([
    ['1 / zero', 'formula-division-by-zero'],
    ['1 / (a - 3)', 'formula-division-by-zero'],
    ['0 ^ -1', 'formula-division-by-zero'],
    ['sqrt(-1)', 'formula-domain'],
    ['log(zero)', 'formula-domain'],
    ['(-8) ^ (1/3)', 'formula-domain'],
    ['exp(1000)', 'formula-too-large'],
    ['9 ^ 9 ^ 9', 'formula-too-large'],
    ['c + 1', 'formula-unknown-name'],
    ['constructor', 'formula-unknown-name'],
    ['eval(1)', 'formula-unknown-name'],
    ['process.exit()', 'formula-syntax'],
    ['1 +', 'formula-syntax'],
    ['(1', 'formula-syntax'],
    ['1 2', 'formula-syntax'],
    ['', 'formula-syntax'],
    ['dos', 'formula-unknown-name'],
    ['3 %', 'formula-syntax'],
    ['sqrt(1, 2)', 'formula-syntax'],
    ['round(1, -1)', 'formula-domain'],
    ['('.repeat(60) + '1' + ')'.repeat(60), 'formula-too-deep'],
    ['-'.repeat(200) + '1', 'formula-too-deep'],
    ['1+'.repeat(200) + '1', 'formula-too-long'],
  ])('%s is refused: %s', (formula, fault) => {
    expect(outcomeOf(formula)).toBe(fault);
  });

  it('stays bounded where numbers grow without end', () => {
    expect(outcomeOf('((((a^99)^99)^99)^99)')).toBe('formula-too-large');
    expect(outcomeOf('(a^600) / (a^600)')).toBe('1');
  });
});
