import type { QuizEntry } from '@holdout/contracts';

/** A question of an attempt before it is drawn: which, and what it is worth. */
export interface Placed {
  readonly questionId: string;
  readonly points: number;
}

/**
 * The questions of an attempt. A pool draws by the seed from what is in it and not asked elsewhere in the attempt; the
 * same seed draws and orders the same. `pools`: by index of the entry; a pool that has become too small gives what it has.
 */
export function assemble(
  entries: readonly QuizEntry[],
  pools: ReadonlyMap<number, readonly string[]>,
  order: 'fixed' | 'shuffled',
  shuffled: <T>(given: readonly T[], salt: string) => T[],
): Placed[] {
  const taken = new Set(
    entries.flatMap((entry) => (entry.kind === 'question' ? [entry.questionId] : [])),
  );
  const placed = entries.flatMap((entry, index): Placed[] => {
    if (entry.kind === 'question') return [{ questionId: entry.questionId, points: entry.points }];
    const free = (pools.get(index) ?? []).filter((id) => !taken.has(id)).toSorted();
    const drawn = shuffled(free, `pool ${index}`).slice(0, entry.count);
    for (const id of drawn) taken.add(id);
    return drawn.map((questionId) => ({ questionId, points: entry.points }));
  });
  return order === 'fixed' ? placed : shuffled(placed, 'order');
}
