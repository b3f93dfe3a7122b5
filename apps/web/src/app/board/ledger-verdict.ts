import type { LedgerEntry } from '@holdout/contracts';

/** Which sentence the difference deserves; one whose interval holds 0 proves nothing. */
export function verdictOf({
  difference,
  challenge,
}: Pick<LedgerEntry, 'difference' | 'challenge'>):
  'none' | 'notYet' | 'pending' | 'noInterval' | 'better' | 'worse' | 'chance' {
  switch (difference.state) {
    case 'not-yet':
      return 'notYet';
    case 'none':
      return 'none';
    case 'pending':
      return 'pending';
    case 'made': {
      const { low, high } = difference.gap;
      if (low === null || high === null) return 'noInterval';
      if (low <= 0 && high >= 0) return 'chance';
      return low > 0 === (challenge.direction === 'higher') ? 'better' : 'worse';
    }
  }
}
