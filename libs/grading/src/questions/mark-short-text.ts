import { ONE, ZERO, bestOf, clamped, shareOf } from './exact';
import { type Marked, UNANSWERED, marked, partOf } from './marked';
import { WRONG } from './mark-numeric';
import type { ShortTextKey } from './question';
import { fits } from './short-text';

/** A typed text against the key: the best share among the answers it fits, the first of equals. */
export function markShortText(key: ShortTextKey, typed: string): Marked {
  if (typed.trim() === '') return UNANSWERED;
  const best = bestOf(
    key.answers
      .filter(({ text }) => fits(typed, text, key))
      .map(({ id, share }) => ({ id, share: clamped(shareOf(share)) })),
    ({ share }) => share,
  );
  if (!best) return marked(ZERO, [WRONG]);
  return marked(best.share, [best.id], [partOf(best.id, best.share.equals(ONE))]);
}
