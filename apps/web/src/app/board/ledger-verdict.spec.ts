import type { LedgerEntry } from '@holdout/contracts';

import { verdictOf } from './ledger-verdict';

const verdict = (
  low: number | null,
  high: number | null,
  direction: 'higher' | 'lower' = 'higher',
) =>
  verdictOf({
    challenge: { direction } as LedgerEntry['challenge'],
    difference: { state: 'made', gap: { difference: 0, low, high, p: null, reason: null } },
  });

describe('the verdict of a paired difference', () => {
  it('follows the direction of the metric', () => {
    expect(verdict(0.01, 0.05)).toBe('better');
    expect(verdict(0.01, 0.05, 'lower')).toBe('worse');
    expect(verdict(-0.05, -0.01)).toBe('worse');
    expect(verdict(-0.05, -0.01, 'lower')).toBe('better');
  });

  it('proves nothing where the interval holds 0, or is not there', () => {
    expect(verdict(-0.01, 0.05)).toBe('chance');
    expect(verdict(0, 0.05)).toBe('chance');
    expect(verdict(null, null)).toBe('noInterval');
  });
});
