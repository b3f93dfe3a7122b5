import { ONE, type Ratio, ZERO, clamped, ratioOf, shareOf } from './exact';
import { type Marked, UNANSWERED, marked, partOf } from './marked';
import type { Multiple, Option } from './question';

/** One of several: the option's own share, never below 0. An option that is not there is no answer. */
export function markChoice(options: readonly Option[], chosen: string | null): Marked {
  const option = options.find(({ id }) => id === chosen);
  if (!option) return UNANSWERED;
  const share = clamped(shareOf(option.share));
  return marked(share, [option.id], [{ id: option.id, right: share.equals(ONE), share }]);
}

/** Several of several, by the question's rule; none that is there is no answer. */
export function markMultiple(question: Multiple, given: readonly string[]): Marked {
  const chosen = new Set(given);
  const taken = question.options.filter(({ id }) => chosen.has(id));
  if (taken.length === 0) return UNANSWERED;
  return marked(
    clamped(shareBy(question, chosen)),
    taken.map(({ id }) => id),
    taken.map(({ id, correct }) => partOf(id, correct)),
  );
}

function shareBy({ options, rule }: Multiple, chosen: ReadonlySet<string>): Ratio {
  const right = options.filter(({ correct }) => correct).length;
  const asTheyShould = options.filter(({ id, correct }) => chosen.has(id) === correct).length;
  switch (rule) {
    case 'all_or_nothing':
      return asTheyShould === options.length ? ONE : ZERO;
    case 'per_option':
      return ratioOf(asTheyShould, options.length);
    case 'right_minus_wrong': {
      const balance = options.reduce(
        (sum, { id, correct }) => (chosen.has(id) ? sum + (correct ? 1 : -1) : sum),
        0,
      );
      return right === 0 ? ZERO : ratioOf(balance, right);
    }
    case 'weights':
      return options.reduce(
        (sum, { id, weight }) => (chosen.has(id) ? sum.add(shareOf(weight)) : sum),
        ZERO,
      );
  }
}
