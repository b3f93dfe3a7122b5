/** A ranking with one more at its end; the same where it is full or has it already. */
export function withRank(ranks: readonly string[], id: string, most: number): string[] {
  return ranks.includes(id) || ranks.length >= most ? [...ranks] : [...ranks, id];
}

export const withoutRank = (ranks: readonly string[], id: string): string[] =>
  ranks.filter((each) => each !== id);

/** One moved to another place; beyond the ends it stays. */
export function movedRank(ranks: readonly string[], from: number, to: number): string[] {
  const moved = [...ranks];
  const [taken] = moved.splice(from, 1);
  if (taken === undefined || to < 0 || to > moved.length) return [...ranks];
  moved.splice(to, 0, taken);
  return moved;
}

/** What of a ranking is still offered. */
export const offeredOf = (
  ranks: readonly string[],
  offers: readonly { readonly datasetId: string }[],
): string[] => ranks.filter((id) => offers.some(({ datasetId }) => datasetId === id));
