/** A group on a board. */
export interface Contender {
  readonly id: string;
  /** Less is better: the score, with its sign turned where higher is. */
  readonly sortKey: number;
  /** When it was achieved; any unit. */
  readonly at: number;
}

export interface Tiered<T> {
  readonly contender: T;
  /** 1, 2, …: contiguous in the board's order. */
  readonly tier: number;
  /** 1 + contenders in higher tiers. */
  readonly rank: number;
  /** Of its tier; itself where it leads. */
  readonly leader: T;
}

/** The order of a board: score, then earlier, then id. */
export function inBoardOrder<T extends Contender>(contenders: readonly T[]): T[] {
  return [...contenders].sort(
    (a, b) => a.sortKey - b.sortKey || a.at - b.at || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0),
  );
}

/**
 * Tie tiers: walks down by score. The first leads tier 1; a contender stays in the tier while it is `tied` with the tier's
 * leader (the two-sided 95 % interval of their paired difference contains 0, or there is none); the first that is not opens
 * the next tier and leads it; none is lifted back, and nobody is compared but with a leader: n − 1 comparisons. No
 * correction for many comparisons. The order of `contenders` is no matter.
 */
export async function tieTiers<T extends Contender>(
  contenders: readonly T[],
  tied: (leader: T, other: T) => Promise<boolean>,
): Promise<Tiered<T>[]> {
  const placed: Tiered<T>[] = [];
  for (const contender of inBoardOrder(contenders)) {
    const last = placed.at(-1);
    if (last && (await tied(last.leader, contender))) placed.push({ ...last, contender });
    else {
      const tier = (last?.tier ?? 0) + 1;
      placed.push({ contender, tier, rank: placed.length + 1, leader: contender });
    }
  }
  return placed;
}
