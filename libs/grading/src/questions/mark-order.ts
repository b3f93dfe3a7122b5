import { ONE, ZERO, ratioOf } from './exact';
import { type Marked, type PartMark, UNANSWERED, marked, partOf } from './marked';
import type { Matching, Ordering } from './question';

/**
 * Each item against its target. Targets of the same text are the same target. An item named twice has its last pair; an
 * item without one is wrong.
 */
export function markMatching(
  { items, targets, rule }: Matching,
  given: readonly { readonly item: string; readonly target: string }[],
): Marked {
  const chosen = new Map(given.map(({ item, target }) => [item, target]));
  if (!items.some(({ id }) => chosen.has(id))) return UNANSWERED;
  const textOf = new Map(targets.map(({ id, text }) => [id, text]));
  const parts = items.map(({ id, target }) => {
    const typed = chosen.get(id);
    return partOf(
      id,
      typed !== undefined && textOf.has(typed) && textOf.get(typed) === textOf.get(target),
    );
  });
  return byRule(parts, rule === 'all_or_nothing', parts);
}

/** An order against the right one; items that are missing have no place. */
export function markOrdering({ items, rule }: Ordering, given: readonly string[]): Marked {
  const known = new Set(items.map(({ id }) => id));
  const order = [...new Set(given)].filter((id) => known.has(id));
  if (order.length === 0) return UNANSWERED;
  const places = items.map(({ id }, i) => partOf(id, order[i] === id));
  if (rule !== 'neighbours') return byRule(places, rule === 'all_or_nothing', places);
  const placeOf = new Map(order.map((id, i) => [id, i]));
  const pairs = items.slice(1).map(({ id }, i) => {
    const before = placeOf.get(items[i]!.id);
    return partOf(id, before !== undefined && placeOf.get(id) === before + 1);
  });
  return byRule(pairs, false, places);
}

function byRule(
  counted: readonly PartMark[],
  allOrNothing: boolean,
  parts: readonly PartMark[],
): Marked {
  const right = counted.filter((part) => part.right).length;
  if (allOrNothing) return marked(right === counted.length ? ONE : ZERO, [], parts);
  return marked(ratioOf(right, counted.length), [], parts);
}
